using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>The plan of a waiting thread: what it asks for less as it waits, and who may serve it as well.</summary>
/// <remarks>When the next step is due stands in its rank; only while it waits does the clock run. A report, a transfer or a new policy finds
/// out anew how far it is; what is behind by then is taken in one event, before anything is matched. The event carries what follows, so
/// that replay works out nothing.</remarks>
public sealed partial class DeskDecider
{
    private static RequirementRelaxed Relax(DeskState state, DeskThread thread, Instant now)
    {
        var (need, rank) = Ranking.Of(state.Policy, thread.Report, thread.ChosenQueue, now, thread.Rank.Priority);
        return new(thread.Id, need, rank, now);
    }

    private static void Relaxed(DeskState state, RequirementRelaxed e)
    {
        var thread = state.Threads[e.Thread];
        Reindex(state, thread, () => (thread.Need, thread.Rank) = (e.Need, e.Rank));
    }
}
