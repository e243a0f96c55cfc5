using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Auth;
using Routing.Edge.Policies;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>The workspace's policy: read it, put a new one (JSON or YAML). It takes effect at once, without a restart.</summary>
internal static class PolicyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policy", Get).WithName("getPolicy").WithSummary("The policy in force; what GET gives, PUT takes")
            .Produces<PolicyDocument>().RequireAuthorization(Access.Watch.Name);
        routes.MapPut("/policy", Put).WithName("putPolicy").WithSummary("Put a policy in force (application/json or application/yaml)")
            .Accepts<string>("application/json", "application/yaml").Produces<PolicyTaken>().Produces<PolicyRefused>(StatusCodes.Status400BadRequest)
            .RequireAuthorization(Access.Configure.Name);
        routes.MapPost("/policy/dry-run", (Caller caller, HttpContext http, PolicyDryRun run, CancellationToken cancel) => run.Run(caller, http, cancel))
            .WithName("dryRunPolicy").WithSummary("Say what putting a policy in force would change, and change nothing; takes what PUT takes")
            .Accepts<string>("application/json", "application/yaml").Produces<PolicyPreview>().Produces<PolicyRefused>(StatusCodes.Status400BadRequest)
            .RequireAuthorization(Access.Watch.Name);
    }

    private static async Task<IResult> Get(Caller caller, IActors actors, CancellationToken cancel) =>
        Json.Of(PolicyDocument.Of((await actors.Read<DeskView>(ActorId.Desk(caller.Workspace), new ReadDesk(), cancel)).Policy));

    private static async Task<IResult> Put(GivenWhy why, Caller caller, IActors actors, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        var (policy, refused) = await PolicyBody.Read(http, cancel);
        if (policy is null) return refused!;

        // Left out: the next version. A file that says its version is refused if a newer one is in force.
        var current = (await actors.Read<DeskView>(ActorId.Desk(caller.Workspace), new ReadDesk(), cancel)).Policy.Version;
        if (policy.Version == 0) policy = policy with { Version = current + 1 };
        var outcome = await door.Do(caller, ActorId.Desk(caller.Workspace), new SetPolicy(policy, caller.Sender, why.Text), key, [], cancel);
        return outcome.IsRefused ? Refused.Of(outcome) : Json.Of(new PolicyTaken(policy.Version));
    }
}

public sealed record PolicyTaken(int Version);

public sealed record PolicyRefused(ErrorDetail Error, IReadOnlyList<PolicyError> Errors);
