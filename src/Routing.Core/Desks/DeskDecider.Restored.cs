using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Threads of a snapshot come back to the desk.</summary>
public sealed partial class DeskDecider
{
    private static void RestoreThreads(DeskState state, DeskSnapshot from)
    {
        var row = RowOf(from);
        state.Threads.EnsureCapacity(row.Length);
        state.Authors.EnsureCapacity(row.Length);

        // In the order of their queues, so that each comes last in its own.
        var order = new int[row.Length];
        for (var place = 0; place < order.Length; place++) order[place] = place;
        order.AsSpan().Sort((a, b) => row[a].Rank.Key != row[b].Rank.Key ? row[a].Rank.Key.CompareTo(row[b].Rank.Key) : a.CompareTo(b));
        foreach (var place in order) RestoreThread(state, row[place]);
        foreach (var thread in row) Enter(state, thread);
        foreach (var thread in row)
        {
            if (thread.IsPressing) Pressed(state, thread);
        }
    }

    /// <summary>All threads, in the order of the desk's row.</summary>
    internal static DeskThread[] RowOf(DeskSnapshot from)
    {
        // Equal needs are kept once.
        var needs = new HashSet<Need>();
        var row = new DeskThread[from.Threads.Length + (from.Waiting?.Thread.Length ?? 0)];
        for (var n = 0; n < from.Threads.Length; n++)
        {
            var item = from.Threads[n];
            if (!needs.TryGetValue(item.Need, out var need)) needs.Add(need = item.Need);
            row[from.Waiting?.Others[n] ?? n] = ThreadOf(item, need);
        }

        from.Waiting?.FillIn(row);
        return row;
    }

    private static DeskThread ThreadOf(DeskThreadSnapshot from, Need need)
    {
        var thread = new DeskThread(from.Thread, from.Report, need, from.Rank)
        {
            ChosenQueue = from.ChosenQueue,
            Holding = from.Holding,
            Agent = from.Agent,
            Epoch = from.Epoch,
            HoldsSlot = from.HoldsSlot,
            Shown = from.Shown,
            HeldSince = from.HeldSince,
            OfferUntil = from.OfferUntil,
            Preferred = from.Preferred,
            PreferredUntil = from.PreferredUntil,
            Why = from.Why,
            IsPressing = from.IsPressing,
            Knows = from.Knows,
            TypingUntil = from.TypingUntil,
            MovedAt = from.MovedAt,
            PriorityBy = from.PriorityBy,
        };
        thread.Passed.AddRange(from.Passed);
        return thread;
    }

    /// <summary>What follows from it: its agent's slots, its place in the order of service, what comes due.</summary>
    private static void RestoreThread(DeskState state, DeskThread thread)
    {
        if (thread.Knows is { } knows) state.Agents[knows].Knows.Add(thread.Id);
        foreach (var passed in thread.Passed) state.Deadlines.Set(passed.Until, DueKind.Passes, thread.Id);
        if (thread.Preferred is not null) state.Deadlines.Set(thread.PreferredUntil, DueKind.Preference, thread.Id);
        if (thread.Holding == Holding.Offered) state.Deadlines.Set(thread.OfferUntil, DueKind.Offer, thread.Id);
        if (thread.Agent is { } id)
        {
            var agent = state.Agents[id];
            agent.Held.Add(thread.Id);
            if (thread.HoldsSlot) agent.Used++;
            if (thread.Holding == Holding.Offered) agent.OpenOffers++;
        }

        File(state, thread);
    }
}
