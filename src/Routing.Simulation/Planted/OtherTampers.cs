using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Directory;
using Routing.Core.Threads;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Simulation.Planted;

/// <summary>A message that was seen before is taken again.</summary>
internal sealed class TakesDuplicates : ITamper<DirectoryState, DirectoryCommand, DirectoryEvent>
{
    public static Event[]? Decided(DirectoryState state, DirectoryCommand command, Event[] events, Instant now) =>
        command is Receive receive && events.Length == 0
            ? [new MessageReceived(receive.Message, receive.Author, receive.Parent, receive.Facts, receive.Origin, false, []) { Decided = now }]
            : null;
}

/// <summary>What is resolved leaves no cut: later messages come back to it.</summary>
internal sealed class ForgetsCuts : ITamper<CustomerState, CustomerCommand, CustomerEvent>
{
    public static CustomerEvent? Happened(CustomerState state, CustomerEvent happened) => happened is CutRecorded ? null : happened;
}

/// <summary>Of a thread that joins another the last message is lost.</summary>
internal sealed class LosesAJoinedMessage : ITamper<ThreadState, ThreadCommand, ThreadEvent>
{
    public static ThreadCommand Asked(ThreadState state, ThreadCommand command) =>
        command is Absorb { Messages: [.. var rest, _] } absorb ? absorb with { Messages = rest } : command;
}

/// <summary>Whoever replies is taken for the one who holds the thread.</summary>
internal sealed class LetsAnybodyReply : ITamper<ThreadState, ThreadCommand, ThreadEvent>
{
    public static Event[]? Decided(ThreadState state, ThreadCommand command, Event[] events, Instant now) =>
        command is Reply reply
            ? [.. events.Select(happened => happened is Replied said ? said with { Reply = said.Reply with { Agent = reply.Agent } } : happened)]
            : null;

    public static ThreadCommand Asked(ThreadState state, ThreadCommand command) =>
        command is Reply reply && state.Owner is { } owner ? reply with { Agent = owner } : command;
}

/// <summary>A thread that nobody holds goes on waiting for its customer.</summary>
internal sealed class AwaitsWithNobody : ITamper<ThreadState, ThreadCommand, ThreadEvent>
{
    public static Event? Next(ThreadState state, Event? next) => next is ThreadResolved ? null : next;
}

/// <summary>Now and then a number of the push log is left out.</summary>
internal sealed class SkipsAPush : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) =>
        command is TellFreed
            ? [.. events.Select(happened => happened is Pushed e ? new Pushed(e.Push with { Sequence = e.Push.Sequence + 1 }) : happened)]
            : null;
}
