using Routing.Core.Desks.Matching;
using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>The slot for the most urgent: a critical thread close to its deadline, which no agent with room can serve, is offered to one who is
/// full, for one slot above their own. Of those the least busy is asked first.</summary>
/// <remarks>A thread that comes close looks through the agents once; afterwards an agent who changes is held against such threads, which
/// are few: they leave when their deadline passes, since what is lost is not worth an overload.</remarks>
public sealed partial class DeskDecider
{
    private static OfferMade? NextPressing(DeskState state, Instant now)
    {
        state.Pressing.Forget(now);
        while (state.Pressing.FirstThread is { } id)
        {
            if (HoldsBack(state, state.Threads[id]) is not null)
            {
                state.Pressing.Looked(state.Threads[id]);
                continue;
            }

            var (best, eligible) = ((DeskAgent?)null, 0);
            foreach (var agent in state.Agents.Values)
            {
                if (!MayPress(state, state.Threads[id], agent, now)) continue;
                eligible++;
                if (best is null || IsLessBusy(agent, best)) best = agent;
            }

            if (best is not null) return Press(state, state.Threads[id], best, eligible, now);
            state.Pressing.Looked(state.Threads[id]);
        }

        while (state.Pressing.FirstAgent is { } id)
        {
            foreach (var thread in state.Pressing.InOrder)
            {
                if (MayPress(state, state.Threads[thread], state.Agents[id], now)) return Press(state, state.Threads[thread], state.Agents[id], 1, now);
            }

            state.Pressing.Looked(state.Agents[id]);
        }

        return null;
    }

    private static OfferMade Press(DeskState state, DeskThread thread, DeskAgent agent, int eligible, Instant now) =>
        Offer(state, new Match(thread, agent, ByArrival: true, eligible, 0, 0, null, 0), now) with { OverCapacity = true };

    private static bool MayPress(DeskState state, DeskThread thread, DeskAgent agent, Instant now) =>
        agent.Standing == Standing.Full && agent.OpenOffers < state.Policy.Offers.MaxOpenOffers
        && agent.Taken + state.Policy.FullCost(thread.Report) <= agent.Capacity + (100 * (state.Policy.Capacity?.UrgentSlots ?? 0))
        && agent.Covers(thread.Need) && thread.MayGoTo(agent.Id, now) && HoldsBack(state, thread) is null;

    /// <summary>Prices have no say: they keep free slots of scarce agents, and none is taken here. Then the longer idle, then who is known for
    /// longer.</summary>
    private static bool IsLessBusy(DeskAgent a, DeskAgent b)
    {
        var (ours, theirs) = ((long)a.Busy * b.Slots, (long)b.Busy * a.Slots);
        if (ours != theirs) return ours < theirs;
        return a.FreeSince != b.FreeSince ? a.FreeSince < b.FreeSince : a.Slot < b.Slot;
    }

    private static void Pressed(DeskState state, DeskThread thread)
    {
        state.Deadlines.Clear(thread.Rank.PressAt!.Value, DueKind.Press, thread.Id);
        state.Pressing.Add(thread);
    }

    /// <summary>Something that stood in a thread's way is gone.</summary>
    private static void LookAgain(DeskState state, DeskThread thread)
    {
        if (!thread.IsFiled) return;
        state.Matching.Touch(thread);
        if (thread.IsPressing) state.Pressing.Look(thread);
    }
}
