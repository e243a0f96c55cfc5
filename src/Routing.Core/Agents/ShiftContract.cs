using Routing.Core.Desks;

namespace Routing.Core.Agents;

/// <summary>The agent's shifts from now on. Replaces all that have not begun; one that runs is changed only where the plan names it (the same
/// begin), and is otherwise left as it is: next week's plan ends nobody's today.</summary>
public sealed record PlanShifts(ShiftPlan[] Shifts, ShiftRules Rules, string By, string? Why = null) : AgentCommand;

/// <summary>The shift ends earlier or later than planned: an extension, a late finish, an early leave (<c>Until</c> is now, or past).</summary>
/// <param name="LateMs">So much later than planned at most; negative: no limit.</param>
public sealed record MoveShiftEnd(string Shift, Instant Until, string By, long LateMs, string? Why = null) : AgentCommand;

/// <summary>What the next one should know of a thread that the agent holds. The last one counts; it is a note of the thread at once.</summary>
public sealed record WriteHandOver(AgentId Agent, ThreadId Thread, string Note) : AgentCommand;

/// <summary>From the desk: of what was open nothing is left with the agent.</summary>
public sealed record TellHandedOver(string Shift) : AgentCommand;

/// <param name="Moved">The one that runs, where the plan names it: the desk is told of its end.</param>
public sealed record ShiftsPlanned(ShiftPlan[] Shifts, ShiftRules Rules, string By, Instant At, ShiftPlan? Moved = null, string? Why = null) : AgentEvent;

/// <param name="Runs">It has begun, so that the desk knows of it.</param>
public sealed record ShiftEndMoved(string Shift, Instant Until, string By, bool Runs, Instant At, Push Push, string? Why = null) : AgentEvent;

public sealed record HandOverWritten(AgentId Agent, ThreadId Thread, string Note) : AgentEvent;

public sealed record ShiftBegan(string Shift, Instant Until, Instant At, Push Push) : AgentEvent;

/// <summary>It ends soon: the agent's screen counts down and asks for notes.</summary>
public sealed record ShiftEnding(string Shift, Instant At, Push Push) : AgentEvent;

/// <summary>The agent did not come when they should have.</summary>
public sealed record ShiftMissed(string Shift, Instant At) : AgentEvent;

/// <param name="Status">What the agent is set to; null: they said something else than available, which stands.</param>
public sealed record BreakTurned(string Shift, bool Begins, AgentStatus? Status, Instant At) : AgentEvent;

/// <summary>The shift is over: the desk hands over what is open, in one command.</summary>
/// <param name="By">Who moved its end; null: it ended as planned.</param>
public sealed record ShiftEnded(string Shift, string? By, AgentId? HandTo, HandOverNote[] Notes, AgentStatus? Status, Instant At, Push Push) : AgentEvent;

public sealed record ShiftHandedOver(string Shift, Instant At, Push Push) : AgentEvent;

/// <summary>What became of a shift; numbers are public: detail of <see cref="PushKind.Shift"/>.</summary>
public enum ShiftNews
{
    Began = 1,
    /// <summary>It ends soon, at the push's instant: count down, ask for notes.</summary>
    Ending = 2,
    /// <summary>It ends at another time than was said before.</summary>
    Moved = 3,
    Ended = 4,
    /// <summary>Nothing of it is left with the agent.</summary>
    HandedOver = 5,
}

/// <summary>The agent's shifts, the newest last: those planned, the one that runs, and the last ones that are over.</summary>
public sealed record ReadShifts : Query;

public sealed record ShiftsView(Shift[] Shifts) : View;
