namespace Routing.Core.Desks;

/// <summary>From the agent's actor: the shift that runs ends then.</summary>
public sealed record SetShiftEnd(AgentId Agent, string Shift, Instant Until) : DeskCommand;

/// <summary>From the agent's actor: the shift is over. What the agent holds that asks for an answer is handed over.</summary>
/// <param name="HandTo">Who takes it, as far as there is room; null: the queue.</param>
/// <param name="Notes">The agent's own, by thread.</param>
public sealed record EndShift(AgentId Agent, string Shift, AgentId? HandTo, HandOverNote[] Notes) : DeskCommand;

/// <param name="Note">Its text is a body.</param>
public readonly record struct HandOverNote(ThreadId Thread, string Note);

public sealed record ShiftEndSet(AgentId Agent, string Shift, Instant Until) : DeskEvent;

/// <summary>Nothing is offered to the agent any more in this shift.</summary>
public sealed record DrainBegan(AgentId Agent) : DeskEvent;

/// <summary>The hand-over begins: thread by thread, each an event of its own, until <see cref="HandOverDone"/>.</summary>
public sealed record HandOverBegun(AgentId Agent, string Shift, AgentId? HandTo, HandOverNote[] Notes, Instant At) : DeskEvent;

/// <summary>As much as fits one turn was handed over; it goes on at this instant.</summary>
public sealed record HandOverPaused(AgentId Agent, Instant Until) : DeskEvent;

/// <summary>Of what asked for an answer nothing is left with the agent.</summary>
/// <param name="Threads">So many were handed over.</param>
public sealed record HandOverDone(AgentId Agent, string Shift, int Threads, Instant At) : DeskEvent;

/// <summary>A waiting thread's agent is back who knows it: it waits for them a little, and not past its deadline.</summary>
public sealed record ThreadPreferred(ThreadId Thread, AgentId Agent, Instant Until) : DeskEvent;

/// <summary>The shift of an agent that runs, or else the last one.</summary>
/// <param name="DrainsFrom">From then on what the agent can serve is expected to take longer than what is left.</param>
/// <param name="Drains">Nothing is offered any more; after its end until the agent says that they are available all the same.</param>
public sealed record DeskShift(string Id, Instant Until, Instant DrainsFrom, bool Drains = false, bool IsOver = false);

/// <summary>A hand-over under way.</summary>
/// <param name="Moved">Threads handed over so far, of these <c>InTurn</c> in the present turn.</param>
/// <param name="GoesOnAt">When the next turn of it is due.</param>
public sealed record DeskHandOver(string Shift, AgentId? HandTo, HandOverNote[] Notes, int Moved, int InTurn, Instant GoesOnAt);
