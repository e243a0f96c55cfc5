using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Routing.Edge.Auth;

/// <summary>What a token may do. A higher role does not include a lower one, but for what the endpoints say.</summary>
public static class Roles
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Integration = "integration";
    public const string Admin = "admin";

    public static readonly string[] All = [Agent, Supervisor, Integration, Admin];
}

/// <summary>Who asks: the workspace that the token is for, its role, and its subject (for an agent the agent's id).</summary>
public sealed record Caller(string Workspace, string Role, string Subject)
{
    /// <summary>The workspace of an operator's token: it makes workspaces and tokens, and sees no conversation.</summary>
    public const string AnyWorkspace = "*";

    public bool IsOperator => Workspace == AnyWorkspace;

    /// <summary>Under which name commands of this caller are remembered.</summary>
    public string Sender => Role == Roles.Agent ? $"agent:{Subject}" : $"api:{Subject}";

    public static Caller Of(ClaimsPrincipal user) => (user as KnownCaller)?.Caller ?? Read(user);

    internal static Caller Read(ClaimsPrincipal user) => new(
        user.FindFirstValue(Claims.Workspace) ?? "", user.FindFirstValue(Claims.Role) ?? "", user.FindFirstValue(Claims.Subject) ?? "");

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}

/// <summary>Names of the claims in our tokens; an OpenID Connect issuer must send the same.</summary>
public static class Claims
{
    public const string Workspace = "workspace";
    public const string Role = "role";
    public const string Subject = "sub";

    /// <summary>What a token is for, where it is not for the API: <c>signin</c>.</summary>
    public const string Use = "use";
}
