using Microsoft.AspNetCore.Http;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>Why somebody does what they ask for, as <c>?why=</c> says it, where the body is the thing itself. It is kept in the audit.</summary>
public readonly record struct GivenWhy(string? Text)
{
    public static ValueTask<GivenWhy> BindAsync(HttpContext context)
    {
        var text = context.Request.Query["why"].ToString();
        return text.Length > Limits.IdChars
            ? throw new BadHttpRequestException($"why must have at most {Limits.IdChars} characters.")
            : ValueTask.FromResult(new GivenWhy(text.Length == 0 ? null : text));
    }
}
