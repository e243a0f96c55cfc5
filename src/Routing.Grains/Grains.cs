using Orleans.Concurrency;
using Orleans.Placement;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Grains;

/// <summary>Knows which messages were seen, and their chains.</summary>
[Reentrant]
public sealed class DirectoryGrain(ActorShell shell)
    : ActorGrain<DirectoryState, DirectoryCommand, DirectoryEvent, DirectoryDecider>(shell), IDirectoryGrain;

/// <summary>Files a customer's messages into threads.</summary>
[Reentrant]
public sealed class CustomerGrain(ActorShell shell)
    : ActorGrain<CustomerState, CustomerCommand, CustomerEvent, CustomerDecider>(shell), ICustomerGrain;

/// <summary>One conversation.</summary>
[Reentrant]
public sealed class ThreadGrain(ActorShell shell)
    : ActorGrain<ThreadState, ThreadCommand, ThreadEvent, ThreadDecider>(shell), IThreadGrain;

/// <summary>Where waiting threads meet free agents: one per workspace, always in memory, never moved by itself.</summary>
[Reentrant]
[KeepAlive]
[Immovable]
public sealed class DeskGrain(ActorShell shell)
    : ActorGrain<DeskState, DeskCommand, DeskEvent, DeskDecider>(shell), IDeskGrain;

/// <summary>One agent's presence and push log.</summary>
[Reentrant]
public sealed class AgentGrain(ActorShell shell)
    : ActorGrain<AgentState, AgentCommand, AgentEvent, AgentDecider>(shell), IAgentGrain;
