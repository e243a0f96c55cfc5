using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>The desk as it is stored: everything that its state is rebuilt from; indexes are not part of it.</summary>
/// <param name="Agents">In the order in which the desk came to know them.</param>
/// <param name="Prices">Null in what was stored before there were prices.</param>
/// <param name="Threads">In the order of their row: all, or those that are not among <paramref name="Waiting"/>.</param>
/// <param name="Behind">So many at its head are still ranked under an older policy.</param>
/// <param name="SlicedAt">When the last slice of them was taken.</param>
/// <param name="Hours">Of the queues that have any; null in what was stored before they were kept: they are looked at at once.</param>
/// <param name="Demand">In the order in which the desk came to know the needs.</param>
/// <param name="Waiting">Written from contract <see cref="DeskDecider.ColumnsSince"/> on; null in what is older, and in copies for questions.</param>
public sealed record DeskSnapshot(
    Policy Policy, Instant UpSince, long LastEpoch, DeskAgentSnapshot[] Agents, DeskThreadSnapshot[] Threads, PriceRoundSnapshot? Prices = null,
    NeedCount[]? Demand = null, int Behind = 0, Instant SlicedAt = default, DeskMove[]? Moves = null, PlanKept[]? Plans = null,
    StandstillsView? Standstills = null, UnstaffedQueue[]? Unstaffed = null, QueueHours[]? Hours = null, WaitingThreads? Waiting = null)
{
    /// <summary>The same with a row for each thread.</summary>
    public DeskSnapshot InRows() => Waiting is null ? this : this with { Threads = [.. DeskDecider.RowOf(this).Select(DeskDecider.SavedOf)], Waiting = null };
}

/// <summary>A queue whose agents are all offline.</summary>
public readonly record struct UnstaffedQueue(QueueId Queue, Instant Since);

/// <summary>Whether a queue that has opening hours is open, and until when.</summary>
public readonly record struct QueueHours(QueueId Queue, bool IsOpen, Instant Until);

/// <summary>See <see cref="Matching.PriceRound"/>.</summary>
public sealed record PriceRoundSnapshot(
    Instant StartedAt, Instant SlicedAt, bool Underway, int Agents, int Needs, long BusyMs, long FreedMilli, int Freed, bool Stirred);

/// <summary>What is known of a need.</summary>
/// <param name="Rate">Arrivals a minute, in millionths, as of <c>CountedFrom</c>.</param>
/// <param name="Arrived">Since then.</param>
/// <param name="Tau">The step of τ; −1 until it was measured.</param>
/// <param name="Heat">Step of threads in millionths for each free slot.</param>
public sealed record NeedCount(Need Need, long Rate, int Arrived, Instant CountedFrom, int Tau, int Heat);

public sealed record DeskAgentSnapshot(
    AgentId Agent, string Name, SkillLevel[] Skills, int Slots, long PresenceVersion, bool Ready, bool Gone, bool Removed, int Misses,
    Instant CoolUntil, Instant FreeSince, WrapUp[]? WrapUps = null, int Price = 0, byte Load = 0, DeskShift? Shift = null, DeskHandOver? HandOver = null,
    Temporary? Temporary = null, bool Drains = false);

public sealed record DeskThreadSnapshot(
    ThreadId Thread, Report Report, Need Need, Rank Rank, QueueId? ChosenQueue, Holding Holding, AgentId? Agent, long Epoch, bool HoldsSlot,
    bool Shown, Instant HeldSince, Instant OfferUntil, AgentId? Preferred, Instant PreferredUntil, Passed[] Passed, Why? Why,
    bool IsPressing = false, AgentId? Knows = null, Instant TypingUntil = default, Instant MovedAt = default, Standstill? PriorityBy = null);

/// <summary>An agent to whom a thread is not offered until then.</summary>
public readonly record struct Passed(AgentId Agent, Instant Until);
