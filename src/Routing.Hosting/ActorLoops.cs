using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Hosting;

/// <summary>From an actor's name to its loop, live.</summary>
public static class ActorLoops
{
    /// <summary>The loop that ships, around the decider that ships.</summary>
    public static IActorLoop BringUp(ActorId id, StoredActor stored) => id.Kind switch
    {
        ActorKind.Directory => new ActorLoop<DirectoryState, DirectoryCommand, DirectoryEvent, DirectoryDecider>(id, stored),
        ActorKind.Customer => new ActorLoop<CustomerState, CustomerCommand, CustomerEvent, CustomerDecider>(id, stored),
        ActorKind.Thread => new ActorLoop<ThreadState, ThreadCommand, ThreadEvent, ThreadDecider>(id, stored),
        ActorKind.Desk => new ActorLoop<DeskState, DeskCommand, DeskEvent, DeskDecider>(id, stored),
        ActorKind.Agent => new ActorLoop<AgentState, AgentCommand, AgentEvent, AgentDecider>(id, stored),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such kind of actor"),
    };
}
