using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;

namespace Routing.Edge.Http;

/// <summary>Workspaces and tokens. An operator's token makes workspaces; an admin's makes tokens for the admin's own workspace.</summary>
internal static class OperateEndpoint
{
    private const int DefaultDays = 90;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/workspaces", AddWorkspace).WithName("addWorkspace").WithSummary("Make a workspace (an operator's token)")
            .Produces<Workspace>(StatusCodes.Status201Created).Produces<Workspace>().RequireAuthorization(Access.Operate.Name);
        routes.MapGet("/workspaces", ListWorkspaces).WithName("listWorkspaces").WithSummary("All workspaces (an operator's token), or one's own")
            .Produces<IReadOnlyList<Workspace>>().RequireAuthorization(Access.Operate.Name);
        routes.MapPost("/tokens", AddToken).WithName("addToken").WithSummary("Make a token for a role in a workspace")
            .Produces<TokenMade>(StatusCodes.Status201Created).RequireAuthorization(Access.Operate.Name);
    }

    private static async Task<IResult> AddWorkspace(WorkspaceBody body, Caller caller, Workspaces workspaces, CancellationToken cancel)
    {
        if (!caller.IsOperator) return new Refused(Refusal.Forbidden, "Only an operator's token makes workspaces.");
        if (!Workspaces.IsName(body.Id)) return Refused.Field("id", "id must be lower-case letters, digits and dashes, a letter first.");
        if (body.Name?.Length > Limits.NameChars) return Refused.Field("name", $"name must have at most {Limits.NameChars} characters.");
        var (workspace, made) = await workspaces.Add(body.Id, body.Name ?? body.Id, cancel);
        return Json.Of(workspace, made ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static IResult ListWorkspaces(Caller caller, Workspaces workspaces) =>
        Json.Of(workspaces.All.Where(workspace => caller.IsOperator || workspace.Id == caller.Workspace));

    private static IResult AddToken(TokenBody body, Caller caller, Workspaces workspaces, Tokens tokens)
    {
        var workspace = body.Workspace ?? caller.Workspace;
        // To an admin, other workspaces do not exist.
        if (!caller.IsOperator && workspace != caller.Workspace) return new Refused(Refusal.NotFound, "There is no such workspace.");
        if (!workspaces.Has(workspace)) return new Refused(Refusal.NotFound, "There is no such workspace.");
        if (Array.IndexOf(Roles.All, body.Role) < 0) return Refused.Field("role", $"role must be one of {string.Join(", ", Roles.All)}.");
        if (!AgentForm.IsId(body.Subject))
            return Refused.Field("subject", "subject must be the agent's id, or a name, in letters, digits, dots, dashes and @.");
        if (body.Days is < 1 or > 366) return Refused.Field("days", "days must be 1 to 366.");
        var goodFor = TimeSpan.FromDays(body.Days ?? DefaultDays);
        var token = tokens.Mint(new(workspace, body.Role, body.Subject), goodFor);
        return Json.Of(new TokenMade(token, workspace, body.Role, body.Subject, (int)goodFor.TotalSeconds), StatusCodes.Status201Created);
    }

    internal sealed record WorkspaceBody(string Id, string? Name);

    /// <param name="Workspace">The caller's own by default.</param>
    /// <param name="Subject">For an agent: the agent's id.</param>
    internal sealed record TokenBody(string Role, string Subject, string? Workspace, int? Days);
}

public sealed record TokenMade(string Token, string Workspace, string Role, string Subject, int ExpiresInSeconds);
