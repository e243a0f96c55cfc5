using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Ports;
using Routing.Redis;
using Routing.Server.Embedded;
using StackExchange.Redis;

namespace Routing.Server.Cluster;

/// <summary>The edge's door to the actors of all silos. Notes which agents are connected here before it says so, so that they are
/// disconnected although this silo dies.</summary>
internal sealed class ClusterActors(GrainActors actors, SiloRuns runs) : IActors
{
    public async ValueTask<Outcome> Do(
        ActorId to, Command command, string? sender, Guid? id, IReadOnlyList<Body> bodies, CancellationToken cancel)
    {
        try
        {
            if (command is Connect connect) await runs.Holds(to, connect.Connection);
            var outcome = await actors.Do(to, command, sender, id, bodies, cancel);
            if (command is Disconnect disconnect && !outcome.IsRefused) await runs.LetsGo(to, disconnect.Connection);
            return outcome;
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            return new Outcome(Refusal.Unknown, "the store cannot be reached; ask again with the same id");
        }
    }

    public ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies, CancellationToken cancel) =>
        actors.Ask(to, command, bodies, cancel);

    public ValueTask<TView> Read<TView>(ActorId from, Query query, CancellationToken cancel)
        where TView : View => actors.Read<TView>(from, query, cancel);
}
