using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Edge;
using Routing.Edge.Policies;
using Routing.Edge.Ports;

namespace Routing.Server;

/// <summary>The sample workspace: made at first start, left alone afterwards, but for a policy that the command line names.</summary>
public sealed class Seed(IActors actors, Workspaces workspaces, TimeProvider clock)
{
    public const string Workspace = "sample";

    /// <summary>The agent whose place the demonstration leaves to the person at the screen.</summary>
    public const string Person = "ann";

    public const string Supervisor = "sam";
    public const string Admin = "alex";
    public const string Integration = "connector";
    public const string Operator = "operator";

    /// <summary>Who works there: names, skills and slots.</summary>
    public static readonly IReadOnlyList<SetAgent> Agents =
    [
        new("ann", "Ann", [new("billing", 4), new("lang:en", 5), new("lang:fr", 3)], 4),
        new("bob", "Bob", [new("lang:de", 5), new("lang:en", 4), new("technical", 4)], 4),
        new("cho", "Cho", [new("delivery", 3), new("lang:en", 5), new("lang:es", 4)], 3),
    ];

    /// <summary>Makes what is missing. Call it once the actors can be asked.</summary>
    public async Task Plant(CancellationToken cancel)
    {
        var (_, isNew) = await workspaces.Add(Workspace, "Sample", cancel);
        if (!isNew) return;
        foreach (var agent in Agents) await Do(agent, cancel);
    }

    /// <summary>Puts a policy file in force if it differs from what is.</summary>
    /// <returns>What is wrong with the file; empty if nothing is.</returns>
    public async Task<IReadOnlyList<PolicyError>> Take(FileInfo file, CancellationToken cancel)
    {
        var (policy, errors) = await PolicyReader.Read(file, cancel);
        if (policy is null) return errors;
        var current = (await actors.Read<DeskView>(ActorId.Desk(Workspace), new ReadDesk(), cancel)).Policy;
        if (!Same(policy, current)) await Do(new SetPolicy(policy with { Version = current.Version + 1 }, "policy file"), cancel);
        return [];
    }

    private static bool Same(Policy one, Policy other) =>
        EdgeJson.Text(PolicyDocument.Of(one with { Version = 0 })) == EdgeJson.Text(PolicyDocument.Of(other with { Version = 0 }));

    private async Task Do(DeskCommand command, CancellationToken cancel)
    {
        var outcome = await actors.Do(ActorId.Desk(Workspace), command, "seed", Guid.CreateVersion7(clock.GetUtcNow()), [], cancel);
        if (outcome.IsRefused) throw new InvalidOperationException($"The sample workspace could not be made: {outcome.Code} {outcome.Value}");
    }
}
