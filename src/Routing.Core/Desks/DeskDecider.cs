using Routing.Core.Desks.Matching;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Decides who is offered what, and who holds it. The only one that grants capacity: an offer holds a slot, an assignment keeps it,
/// so no race can break a limit.</summary>
/// <remarks>Commands are decided one by one; whatever they make possible follows through <see cref="Next"/>: first what is due, then
/// matches, one event at a time, until nothing is left to do.</remarks>
public sealed partial class DeskDecider : IDecider<DeskState, DeskCommand, DeskEvent>
{
    private DeskDecider()
    {
    }

    public static DeskCommand Wake { get; } = new DeskWake();

    public static Type SavedType => typeof(DeskSnapshot);

    public static DeskState Create(ActorId self)
    {
        var state = new DeskState();
        state.Staffing.Under(state.Policy, [], state.Unstaffed, state.Hours);
        return state;
    }

    public static Decision Decide(DeskState state, DeskCommand command, Instant now) => command switch
    {
        ReportThread c => OnReport(state, c, now),
        JoinThreads c => OnJoin(state, c, now),
        Accept c => OnAccept(state, c, now),
        Decline c => OnDecline(state, c, now),
        ShowedOffer c => OnShowed(state, c),
        Take c => OnTake(state, c, now),
        ReturnToQueue c => OnReturn(state, c, now),
        Transfer c => OnTransfer(state, c, now),
        SetReady c => OnReady(state, c, now),
        SetAgent c => OnSetAgent(state, c),
        RemoveAgent c => OnRemoveAgent(state, c, now),
        SetPolicy c => OnPolicy(state, c, now),
        Withdraw c => OnWithdraw(state, c, now),
        SetShiftEnd c => OnShiftEnd(state, c),
        EndShift c => OnEndShift(state, c, now),
        KeepPlan c => OnKeepPlan(state, c, now),
        NoteTyping c => OnTyping(state, c, now),
        MakeMove c => OnMakeMove(state, c, now),
        ApplyMove c => Make(state, new PlanKept(c.Move, c.Items, c.ToAgent, c.ToQueue, c.Expires, c.By, now), c.By, c.Why, now),
        UndoMove c => OnUndoMove(state, c, now),
        PauseQueue c => OnPause(state, c, now),
        ReopenQueue c => OnReopen(state, c, now),
        MuteAuthor c => OnMute(state, c, now),
        UnmuteAuthor c => OnUnmute(state, c, now),
        SetAgentUntil c => OnSetAgentUntil(state, c, now),
        EndTemporary c => OnEndTemporary(state, c, now),
        SetPriority c => OnSetPriority(state, c, now),
        Resume => Decision.Of(new Resumed(now)),
        DeskWake => OnWake(state, now),
        _ => Decision.Refuse(Refusal.WrongActor),
    };

    public static Instant Due(DeskState state) => Instant.Earlier(Instant.Earlier(state.Deadlines.First, PricesDue(state)), state.Row.Due);

    public static Event? Next(DeskState state, Instant now)
    {
        if (FirstDue(state, now) is { } due) return due;
        if (state.Drained.Min is { } drained) return new AgentDrained(drained, state.Agents[drained].PresenceVersion, now);
        if (NextStaffing(state, now) is { } turned) return turned;
        return state.Matching.TryNext(now, out var match) ? Offer(state, match, now) : NextPressing(state, now);
    }

    private static OfferMade Offer(DeskState state, in Match match, Instant now)
    {
        var standings = state.Matching.Standings;
        var why = new Why(
            state.Policy.Version, match.Thread.Rank.Key, match.ByArrival, match.Eligible, standings[(int)Standing.NotReady],
            standings[(int)Standing.Full], standings[(int)Standing.CoolingDown], match.LackSkill, match.Passed, state.Matching.Waiting, match.RunnerUp,
            match.Index);
        return new OfferMade(
            match.Thread.Id, match.Agent.Id, state.LastEpoch + 1, now, now + (state.Policy.Offers.Seconds * 1000L), why);
    }

    /// <summary>What has come to its time, settled one by one.</summary>
    private static DeskEvent? FirstDue(DeskState state, Instant now)
    {
        if (!state.Deadlines.TryFirst(now, out var kind, out var id)) return null;
        return kind switch
        {
            DueKind.Offer => Lapse(state, state.Threads[id], now),
            DueKind.CoolDown => new CoolDownEnded(id),
            DueKind.Preference => new PreferenceEnded(id),
            DueKind.Passes => new PassesForgotten(id, now),
            DueKind.Step => Relax(state, state.Threads[id], now),
            DueKind.WrapUp => new WrapUpEnded(id, now),
            DueKind.Press => new ThreadPressed(id, now),
            DueKind.Drain => new DrainBegan(id),
            DueKind.Temporary => AsUsual(state.Agents[id], null, null, now),
            DueKind.HandOver => HandOn(state, state.Agents[id], now),
            DueKind.Hours => Turned(state, id, now),
            _ => throw new InvalidOperationException($"nothing of kind {kind} comes due"),
        };
    }

    /// <summary>A miss counts only if the offer was on the agent's screen and we were up throughout; graded: a cool-down, the n-th sets away.</summary>
    private static OfferEnded Lapse(DeskState state, DeskThread thread, Instant now)
    {
        var agent = state.Agents[thread.Agent!];
        var rules = state.Policy.Offers;
        var missed = thread.Shown && thread.HeldSince > state.UpSince;
        var misses = missed ? agent.Misses + 1 : agent.Misses;
        var away = missed && misses >= rules.MissesUntilAway;
        return new OfferEnded(
            thread.Id, agent.Id, thread.Epoch, missed ? OfferEnd.Missed : OfferEnd.Undelivered, missed ? "lapsed" : "not delivered", misses,
            missed && !away ? now + (rules.CoolDownSeconds * 1000L) : default, away, now + (rules.PassedSeconds * 1000L), now);
    }

    private static OfferEnded Revoke(DeskThread thread, string reason, int misses, Instant now) =>
        new(thread.Id, thread.Agent!, thread.Epoch, OfferEnd.Revoked, reason, misses, default, Away: false, default, now);

    private static Decision OnReady(DeskState state, SetReady c, Instant now)
    {
        if (state.Agents.TryGetValue(c.Agent, out var agent) && c.Version <= agent.PresenceVersion) return Decision.Nothing;
        var events = new List<Event> { new ReadySet(c.Agent, c.Version, c.Ready, c.Gone, now, c.Drains) };
        if (c.Ready && agent is { Ready: false }) PreferKnown(state, agent, events, now);
        if (c.Gone && agent is not null) HandOver(state, agent, "agent went offline", events, now);
        return Decision.Of(events);
    }

    /// <summary>What an agent leaves behind: offers end without blame; open threads go back with their age. What is parked or awaits its
    /// customer stays, until it asks for somebody again.</summary>
    private static void HandOver(DeskState state, DeskAgent agent, string reason, List<Event> events, Instant now)
    {
        foreach (var id in agent.Held.Order(StringComparer.Ordinal))
        {
            var thread = state.Threads[id];
            if (thread.Holding == Holding.Offered)
            {
                events.Add(new OfferEnded(
                    id, agent.Id, thread.Epoch, OfferEnd.Undelivered, reason, agent.Misses, default, Away: false, default, now));
            }
            else if (thread.Report.Phase == Phase.Open || reason == Removed)
            {
                var prefers = reason == Removed ? null : agent.Id;
                events.Add(Return(state, thread, state.LastEpoch + events.Count + 1, reason, null, null, prefers, now));
            }
        }
    }

    private const string Removed = "agent removed";

    private static Decision OnSetAgent(DeskState state, SetAgent c)
    {
        if (state.Agents.TryGetValue(c.Agent, out var known) && !known.Removed && known.Name == c.Name && known.Slots == c.Slots && known.Temporary is null
            && IsEquipped(known, c.Skills))
        {
            return Decision.Nothing;
        }

        if (known is null && state.Agents.Count >= Limits.AgentsPerDesk) return Decision.Refuse(Refusal.DeskFull, "agents");
        return Decision.Of(new AgentSet(c.Agent, c.Name, c.Skills, c.Slots, c.By, c.Why));
    }

    private static Decision OnRemoveAgent(DeskState state, RemoveAgent c, Instant now)
    {
        if (!state.Agents.TryGetValue(c.Agent, out var agent) || agent.Removed) return Decision.Refuse(Refusal.NoSuchAgent, c.Agent);
        var events = new List<Event> { new AgentRemoved(c.Agent, c.By, c.Why) };
        HandOver(state, agent, Removed, events, now);
        return Decision.Of(events);
    }
}
