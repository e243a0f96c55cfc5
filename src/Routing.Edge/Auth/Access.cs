using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Routing.Edge.Auth;

/// <summary>Which roles an endpoint is for. An operator's token (no workspace) opens <see cref="Operate"/> only.</summary>
public sealed class Access
{
    private readonly string[] _roles;
    private readonly bool _operator;

    private Access(string name, bool @operator, params string[] roles) => (Name, _operator, _roles) = (name, @operator, roles);

    public string Name { get; }

    /// <summary>Post messages, take replies and events out.</summary>
    public static readonly Access Integrate = new("integrate", false, Roles.Integration, Roles.Admin);

    /// <summary>Read threads, customers and the board.</summary>
    public static readonly Access Read = new("read", false, Roles.All);

    /// <summary>Read what is the workspace's, not a conversation's: feed, board, agents.</summary>
    public static readonly Access Watch = new("watch", false, Roles.Supervisor, Roles.Integration, Roles.Admin);

    /// <summary>Move work and people.</summary>
    public static readonly Access Supervise = new("supervise", false, Roles.Supervisor, Roles.Admin);

    /// <summary>Work as an agent.</summary>
    public static readonly Access Work = new("work", false, Roles.Agent);

    /// <summary>Change who and what there is: agents, policy, erasure.</summary>
    public static readonly Access Configure = new("configure", false, Roles.Admin, Roles.Integration);

    public static readonly Access Administer = new("administer", false, Roles.Admin);

    /// <summary>Make workspaces and tokens: an operator, or an admin within their workspace.</summary>
    public static readonly Access Operate = new("operate", true, Roles.Admin);

    public static readonly Access[] All = [Integrate, Read, Watch, Supervise, Work, Configure, Administer, Operate];

    internal bool Allows(AuthorizationHandlerContext context)
    {
        var caller = Caller.Of(context.User);
        if (caller.Workspace.Length == 0 || caller.Subject.Length == 0) return false;
        return Array.IndexOf(_roles, caller.Role) >= 0 && (_operator || !caller.IsOperator);
    }
}
