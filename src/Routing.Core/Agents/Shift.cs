namespace Routing.Core.Agents;

/// <summary>A span in which an agent works, as it was planned. Instants: whoever plans it knows the time zone.</summary>
/// <param name="Id">Names the shift for ever: the agent and the planned begin, <c>ann~20261125T0800</c> in UTC.</param>
/// <param name="Breaks">Within the shift, in order, apart from each other.</param>
/// <param name="HandTo">Who takes over what is open at the end; null: the queue.</param>
public sealed record ShiftPlan(string Id, Instant From, Instant Until, Pause[] Breaks, AgentId? HandTo)
{
    public static string IdOf(AgentId agent, Instant from) => $"{agent}~{from.ToDateTimeOffset().UtcDateTime:yyyyMMdd'T'HHmm}";

    /// <summary>Whose shift it is, by its id; null if that is no shift's id.</summary>
    public static AgentId? AgentOf(string shift) => shift.LastIndexOf('~') is > 0 and var at && shift.Length - at == "~yyyyMMddTHHmm".Length ? shift[..at] : null;
}

/// <summary>A break of a shift: nothing is offered, work is kept.</summary>
public readonly record struct Pause(Instant From, Instant Until);

/// <summary>What the policy said when the shift was planned.</summary>
/// <param name="WarnSeconds">So long before its end the agent sees it come and is asked for notes.</param>
/// <param name="NoShowSeconds">Who is not available so long after its begin has not come.</param>
public readonly record struct ShiftRules(int WarnSeconds, int NoShowSeconds);

public enum ShiftStage
{
    Planned = 0,
    Running = 1,
    /// <summary>The agent was told that it ends soon.</summary>
    Ending = 2,
    /// <summary>Over; the desk is handing over what was open.</summary>
    HandingOver = 3,
    /// <summary>Over, and nothing is left.</summary>
    Over = 4,
}

/// <summary>A shift and what became of it.</summary>
/// <param name="Until">When it ends as things stand: the plan's, unless it was moved.</param>
/// <param name="CameAt">When the agent was first available in it.</param>
/// <param name="HasMissed">The agent had not come when they should have.</param>
/// <param name="Breaks">So many begins and ends of breaks are behind.</param>
/// <param name="Handed">What was handed over at its end.</param>
/// <param name="Attended">How it was spent; null before it begins, and in what was stored before this was counted.</param>
public sealed record Shift(
    ShiftPlan Plan, ShiftRules Rules, Instant Until, ShiftStage Stage = ShiftStage.Planned, Instant? BeganAt = null, Instant? CameAt = null,
    bool HasMissed = false, int Breaks = 0, Instant? EndedAt = null, string? EndedBy = null, Instant? HandedAt = null, HandedThread[]? Handed = null,
    Attendance? Attended = null)
{
    public bool IsRunning => Stage is ShiftStage.Running or ShiftStage.Ending;

    public Instant WarnAt => Until + (-Rules.WarnSeconds * 1000L);

    public Instant NoShowAt => Plan.From + (Rules.NoShowSeconds * 1000L);

    /// <summary>When the next begin or end of a break is due.</summary>
    public Instant NextBreak => Breaks / 2 is var number && number >= Plan.Breaks.Length ? Instant.Never
        : Breaks % 2 == 0 ? Plan.Breaks[number].From : Plan.Breaks[number].Until;

    /// <summary>The next instant at which something happens by itself.</summary>
    public Instant Due
    {
        get
        {
            if (Stage == ShiftStage.Planned) return Plan.From;
            if (!IsRunning) return Instant.Never;
            var due = Instant.Earlier(Until, NextBreak);
            if (Stage == ShiftStage.Running) due = Instant.Earlier(due, WarnAt);
            return CameAt is null && !HasMissed ? Instant.Earlier(due, NoShowAt) : due;
        }
    }
}

/// <summary>A thread that was handed over.</summary>
/// <param name="To">The colleague; null: the queue.</param>
/// <param name="Note">The agent's own; null: what the thread says of itself stands in for it.</param>
public sealed record HandedThread(ThreadId Thread, AgentId? To, string? Note, Instant At);
