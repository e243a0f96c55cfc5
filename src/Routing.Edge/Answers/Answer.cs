using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Answers;

/// <summary>What a canned text is for: an answer goes into the reply as it is, an article is read, and its link goes into the reply.</summary>
public enum AnswerKind
{
    Answer,
    Article,
}

/// <summary>A text that the workspace keeps for its agents.</summary>
/// <param name="Link">Of an article, where customers read it; https. Null: there is none.</param>
public sealed record Answer(string Id, AnswerKind Kind, string Title, string Text, string? Link)
{
    /// <returns>What is wrong, or null.</returns>
    internal Wrong? Check()
    {
        if (!AgentForm.IsId(Id ?? "")) return Bad("id", "must be letters, digits, dots, dashes and @");
        if (!Enum.IsDefined(Kind)) return Bad("kind", "must be answer or article");
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > Limits.TitleChars) return Bad("title", $"must have 1 to {Limits.TitleChars} characters");
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > Limits.AnswerChars) return Bad("text", $"must have 1 to {Limits.AnswerChars} characters");
        if (Link is not null && !IsLink(Link)) return Bad("link", "must be an https link");
        return null;
    }

    private static bool IsLink(string link) =>
        link.Length <= Limits.UrlChars && Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0;

    private static Wrong Bad(string field, string message) => new(Refusal.BadRequest, field, message);
}
