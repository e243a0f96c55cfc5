using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>The desk as it is stored: everything that its state is rebuilt from; indexes are not part of it.</summary>
public sealed record DeskSnapshot(Policy Policy, Instant UpSince, long LastEpoch, DeskAgentSnapshot[] Agents, DeskThreadSnapshot[] Threads);

public sealed record DeskAgentSnapshot(
    AgentId Agent, string Name, SkillLevel[] Skills, int Slots, long PresenceVersion, bool Ready, bool Gone, bool Removed, int Misses,
    Instant CoolUntil, Instant FreeSince, WrapUp[]? WrapUps = null);

public sealed record DeskThreadSnapshot(
    ThreadId Thread, Report Report, Need Need, Rank Rank, QueueId? ChosenQueue, Holding Holding, AgentId? Agent, long Epoch, bool HoldsSlot,
    bool Shown, Instant HeldSince, Instant OfferUntil, AgentId? Preferred, Instant PreferredUntil, Passed[] Passed, Why? Why,
    bool IsPressing = false);

/// <summary>An agent to whom a thread is not offered until then.</summary>
public readonly record struct Passed(AgentId Agent, Instant Until);
