using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>How the desk's state and its indexes follow from its events.</summary>
public sealed partial class DeskDecider
{
    public static void Evolve(DeskState state, DeskEvent happened)
    {
        if (happened is not PricesRefreshed) state.Matching.Round.Stirred = true;
        switch (happened)
        {
            case ThreadReported e: Reported(state, e); break;
            case ThreadsMerged e: Merged(state, e); break;
            case AgentSet e: Equip(state, Known(state, e.Agent), e.Skills, e.Slots, temporary: null, e.Name); break;
            case AgentRemoved e:
                SetTemporary(state, Known(state, e.Agent), null);
                Change(state, state.Agents[e.Agent], agent => agent.Removed = true);
                break;
            case ReadySet e: Ready(state, e); break;
            case AgentDrained e: Change(state, state.Agents[e.Agent], agent => agent.Drains = false); break;
            case OfferMade e: Offered(state, e); break;
            case OfferShown e: state.Threads[e.Thread].Shown = true; break;
            case OfferAccepted e: Accepted(state, e); break;
            case OfferEnded e:
                Ended(state, e);
                Moved(state, e.Agent, e.Reason);
                break;
            case ThreadAssigned e:
                Assigned(state, e);
                Moved(state, e.From, e.Reason);
                break;
            case ThreadReturned e:
                Returned(state, e);
                Moved(state, e.From, e.Reason);
                break;
            case ThreadLeft e: Left(state, e); break;
            case SlotFreed e: Slot(state, state.Threads[e.Thread], holds: false, e.At); break;
            case SlotTaken e: Slot(state, state.Threads[e.Thread], holds: true, e.At); break;
            case PreferenceEnded e: WaitNoLonger(state, state.Threads[e.Thread]); break;
            case PassesForgotten e: ForgetPasses(state, state.Threads[e.Thread], e.UpTo); break;
            case CoolDownEnded e: Cool(state, Known(state, e.Agent), default); break;
            case PolicySet e: Policy(state, e); break;
            case ThreadsReranked e: Reranked(state, e); break;
            case Resumed e: state.UpSince = e.At; break;
            case RequirementRelaxed e: Relaxed(state, e); break;
            case ThreadPressed e: Pressed(state, state.Threads[e.Thread]); break;
            case WrapUpEnded e: WrappedUp(state, Known(state, e.Agent), e.UpTo); break;
            case PricesRefreshed e: Priced(state, e); break;
            case TypingNoted e: state.Threads[e.Thread].TypingUntil = e.Until; break;
            case PlanKept or MoveApplied or MoveUndone: EvolveMoves(state, happened); break;
            case QueuePaused or QueueReopened or AuthorMuted or AuthorUnmuted or AgentSetUntil or TemporaryEnded or PrioritySet: EvolveActions(state, happened); break;
            default: EvolveShifts(state, happened); break;
        }

        EvolveStaffing(state, happened);
    }

    private static void Reported(DeskState state, ThreadReported e)
    {
        if (!state.Threads.TryGetValue(e.Thread, out var thread))
        {
            Enter(state, thread = new DeskThread(e.Thread, e.Report, e.Need, e.Rank));
            File(state, thread);
            if (thread.Wants) state.Matching.Arrived(thread);
            return;
        }

        // Mostly a waiting customer writes once more: neither need nor place change, and to walk a long queue to the same place is for nothing.
        if (thread.Wants && e.Report.Phase == thread.Report.Phase && e.Report.Customer == thread.Report.Customer && e.Need.Equals(thread.Need) && e.Rank == thread.Rank)
        {
            thread.Report = e.Report;
            return;
        }

        var wanted = thread.Wants;
        state.Authors.Remove(thread);
        Reindex(state, thread, () => (thread.Report, thread.Need, thread.Rank) = (e.Report, e.Need, e.Rank));
        state.Authors.Add(thread);
        if (e.Report.Phase != Phase.Open) thread.TypingUntil = default;
        if (!wanted && thread.Wants) state.Matching.Arrived(thread);
        if (thread.Agent is { } holder && !state.IsPlain) Change(state, state.Agents[holder], static _ => { });
    }

    private static void Left(DeskState state, ThreadLeft e)
    {
        state.LastEpoch = Math.Max(state.LastEpoch, e.Epoch);
        Remove(state, state.Threads[e.Thread], e.At);
        if (e is not { WrapUp: { } wrapUp, Agent: { } agent }) return;
        state.Deadlines.Set(wrapUp.Until, DueKind.WrapUp, agent);
        Change(state, state.Agents[agent], held => held.WrapUps.Add(wrapUp));
    }

    private static void WrappedUp(DeskState state, DeskAgent agent, Instant upTo)
    {
        foreach (var wrapUp in agent.WrapUps)
        {
            if (wrapUp.Until <= upTo) state.Deadlines.Clear(wrapUp.Until, DueKind.WrapUp, agent.Id);
        }

        Change(state, agent, held =>
        {
            held.WrapUps.RemoveAll(wrapUp => wrapUp.Until <= upTo);
            held.FreeSince = upTo;
        });
    }

    private static void Merged(DeskState state, ThreadsMerged e)
    {
        var from = state.Threads[e.From];
        state.Threads.TryGetValue(e.Into, out var into);
        var winner = e.Winner == e.From ? from : into!;
        var report = into?.Report ?? from.Report with { Version = 0 };
        var higher = into is null || from.Rank.Priority > into.Rank.Priority ? from : into;
        var merged = new DeskThread(e.Into, report, (into ?? from).Need, (into ?? from).Rank with { Priority = higher.Rank.Priority })
        {
            PriorityBy = higher.PriorityBy,
            ChosenQueue = winner.ChosenQueue,
            Holding = e.Holding,
            Agent = e.Agent,
            Epoch = e.Epoch,
            HeldSince = winner.HeldSince,
            OfferUntil = winner.OfferUntil,
            Shown = winner.Shown,
            Why = winner.Why,
            Preferred = winner.Preferred,
            PreferredUntil = winner.PreferredUntil,
            TypingUntil = winner.TypingUntil,
            MovedAt = winner.MovedAt,
        };
        merged.Passed.AddRange(winner.Passed);
        var knows = e.Agent is null ? winner.Knows : null;
        var slot = winner.HoldsSlot && e.Agent is not null;
        var behind = state.Row.IsBehind(into ?? from);
        Remove(state, from, e.At);
        if (into is not null) Remove(state, into, e.At);

        state.LastEpoch = Math.Max(state.LastEpoch, e.Epoch);
        Enter(state, merged, behind);
        if (merged.Preferred is not null) state.Deadlines.Set(merged.PreferredUntil, DueKind.Preference, merged.Id);
        foreach (var passed in merged.Passed) state.Deadlines.Set(passed.Until, DueKind.Passes, merged.Id);
        Remember(state, merged, knows);
        if (e.Agent is { } agent)
        {
            Change(state, state.Agents[agent], holder => holder.Held.Add(merged.Id));
            if (e.Holding == Holding.Offered) OpenOffer(state, merged, +1);
            if (slot) Slot(state, merged, holds: true, e.At);
        }

        File(state, merged);
    }

    private static void WaitNoLonger(DeskState state, DeskThread thread)
    {
        Prefer(state, thread, null, default);
        LookAgain(state, thread);
    }

    private static void Offered(DeskState state, OfferMade e)
    {
        var thread = state.Threads[e.Thread];
        Unfile(state, thread);
        thread.Why = e.Why;
        thread.OfferUntil = e.Until;
        thread.Shown = false;
        state.Deadlines.Set(e.Until, DueKind.Offer, thread.Id);
        Hold(state, thread, Holding.Offered, e.Agent, e.Epoch, e.At, offered: true);
    }

    private static void Accepted(DeskState state, OfferAccepted e)
    {
        var thread = state.Threads[e.Thread];
        OpenOffer(state, thread, -1);
        thread.Holding = Holding.Assigned;
        thread.HeldSince = e.At;
        Settle(state, thread);
        Change(state, state.Agents[e.Agent], agent => agent.Misses = 0);
    }

    private static void Ended(DeskState state, OfferEnded e)
    {
        var thread = state.Threads[e.Thread];
        Free(state, thread, e.At);
        if (e.PassedUntil > e.At) Pass(state, thread, e.Agent, e.PassedUntil);
        var agent = state.Agents[e.Agent];
        Change(state, agent, held =>
        {
            held.Misses = e.Misses;
            if (e.Away) held.Ready = false;
        });
        if (e.CoolUntil > e.At) Cool(state, agent, e.CoolUntil);
        File(state, thread);
    }

    private static void Assigned(DeskState state, ThreadAssigned e)
    {
        var thread = state.Threads[e.Thread];
        Unfile(state, thread);
        if (thread.Agent is not null) Free(state, thread, e.At);
        Hold(state, thread, Holding.Assigned, e.Agent, e.Epoch, e.At);
        Settle(state, thread);
        if (thread.Report.Phase == Phase.Open) Slot(state, thread, holds: true, e.At);
        if (e.Stood is { } stood) (thread.HeldSince, thread.MovedAt) = (stood.HeldSince, stood.MovedAt);
    }

    private static void Returned(DeskState state, ThreadReturned e)
    {
        var thread = state.Threads[e.Thread];
        Unfile(state, thread);
        var from = thread.Agent;
        if (from is not null) Free(state, thread, e.At);
        thread.Epoch = e.Epoch;
        state.LastEpoch = Math.Max(state.LastEpoch, e.Epoch);
        Prefer(state, thread, e.Preferred, e.PreferredUntil);
        if (from is not null && e.PassedUntil > e.At) Pass(state, thread, from, e.PassedUntil);
        Remember(state, thread, e.PassedUntil == default && e.Queue is null ? from : null);
        if (e.Stood is { } stood) StandAgain(state, thread, stood, e.At);
        if (e.Queue is not null) (thread.ChosenQueue, thread.Need, thread.Rank) = (e.ByPolicy ? null : e.Queue, e.Need!, e.Rank!);
        File(state, thread);
    }

    private static void Ready(DeskState state, ReadySet e)
    {
        var agent = Known(state, e.Agent);
        var comesBack = e.Ready && !agent.Ready;
        Change(state, agent, known =>
        {
            known.PresenceVersion = e.Version;
            known.Ready = e.Ready;
            known.Gone = e.Gone;
            known.Drains = e.Drains;
            if (e.Ready && known.Shift is { IsOver: true } over) known.Shift = over with { Drains = false };
            if (!comesBack) return;
            known.FreeSince = e.At;
            if (known.Misses >= state.Policy.Offers.MissesUntilAway) known.Misses = 0;
        });
    }
}
