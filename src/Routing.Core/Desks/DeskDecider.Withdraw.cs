using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>A customer who leaves before anybody answers.</summary>
public sealed partial class DeskDecider
{
    private static Decision OnWithdraw(DeskState state, Withdraw c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread) || thread.Holding == Holding.Assigned) return Decision.Nothing;
        var events = new List<Event>(2);
        if (thread.Holding == Holding.Offered) events.Add(Revoke(thread, "customer left", state.Agents[thread.Agent!].Misses, now));
        events.Add(new ThreadLeft(c.Thread, null, Answered: false, now));
        return Decision.Of(events);
    }
}
