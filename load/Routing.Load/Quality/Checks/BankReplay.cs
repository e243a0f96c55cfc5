using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Checks;

/// <summary>Waits of queued callers in seconds, and shares.</summary>
/// <param name="Picks">Choices with at least two of one kind waiting, of different priority.</param>
/// <param name="ByCredit">Share of them that time in queue plus the credit explains; <c>ByArrival</c>: that arrival alone does.</param>
/// <param name="Recorded">Mean wait of served callers who queued, of regular and priority customers.</param>
/// <param name="Replayed">The same by the simulator under the credit rule; <c>WithoutCredit</c>: first come, first served.</param>
public sealed record BankFindings(
    int Calls, int Days, int Picks, double ByCredit, double ByArrival, (double Regular, double Priority) Recorded,
    (double Regular, double Priority) Replayed, (double Regular, double Priority) WithoutCredit)
{
    /// <summary>The published rule explains what was done better than arrival does, and gives priority customers their lead in the replay.</summary>
    public bool Agrees => ByCredit > ByArrival && Replayed.Priority < Replayed.Regular && Replayed.Priority < WithoutCredit.Priority;
}

/// <summary>A month of a real queue under a published rule: callers are served by time in queue, priority customers begin with 90 seconds.</summary>
/// <remarks>Who works is taken from the calls: an agent is there from the first to the last call of the day and takes the kinds that they
/// took. Breaks are not recorded, so the replay waits less than the bank did. A caller who was served is taken to have had any patience.</remarks>
public static class BankReplay
{
    public const double Credit = 90;
    private const int PriorityCustomer = 2;
    private const double DaySeconds = 86_400;

    public static BankFindings Of(IReadOnlyList<BankCall> calls)
    {
        var days = calls.GroupBy(call => call.Date).Select(day => day.ToList()).ToList();
        var picks = days.SelectMany(Picks).ToList();
        var served = calls.Where(call => call.Queued && call.Served).ToList();
        var withCredit = days.SelectMany(day => Waits(day, Credit)).ToList();
        var withoutCredit = days.SelectMany(day => Waits(day, 0)).ToList();
        return new BankFindings(
            calls.Count, days.Count, picks.Count, picks.Average(pick => pick.Credit ? 1.0 : 0), picks.Average(pick => pick.Arrival ? 1.0 : 0),
            ByPriority(served.Select(call => (call.Priority == PriorityCustomer, call.InQueue))), ByPriority(withCredit), ByPriority(withoutCredit));
    }

    /// <summary>Each recorded choice between customers of both priorities: does the rule, does arrival, name the one who was taken?</summary>
    private static IEnumerable<(bool Credit, bool Arrival)> Picks(List<BankCall> day)
    {
        foreach (var kind in day.Where(call => call.Queued).GroupBy(call => call.Kind))
        {
            var queue = kind.OrderBy(call => call.Enters).ToList();
            foreach (var taken in queue.Where(call => call.Served))
            {
                var others = queue.Where(call => call.Enters <= taken.QueueExit && call.QueueExit > taken.QueueExit && call != taken).ToList();
                if (!others.Any(other => IsPriority(other) != IsPriority(taken))) continue;
                yield return (others.All(other => Score(taken) >= Score(other)), others.All(other => taken.Enters <= other.Enters));
            }
        }

        static double Score(BankCall call) => (IsPriority(call) ? Credit : 0) - call.Enters;
    }

    private static IEnumerable<(bool Priority, double Wait)> Waits(List<BankCall> calls, double credit)
    {
        var day = DayOf(calls);
        var floor = Floor.Play(day, new SharedQueue(new WaitingCredit(credit), new LongestIdle()));
        return Enumerable.Range(0, day.Arrivals.Length)
            .Where(i => floor.Answers[i].Fate == Fate.Begun && floor.Answers[i].At > day.Arrivals[i].At)
            .Select(i => (day.Arrivals[i].Priority == 0, floor.Answers[i].At - day.Arrivals[i].At));
    }

    private static Day DayOf(List<BankCall> calls)
    {
        var kinds = calls.Select(call => call.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        var servers = calls.Where(call => call.Served && call.Server != BankCall.Nobody).GroupBy(call => call.Server).ToList();
        var speeds = new float[servers.Count * kinds.Count];
        for (var server = 0; server < servers.Count; server++)
        {
            foreach (var kind in servers[server].Select(call => call.Kind).Distinct()) speeds[(server * kinds.Count) + kinds.IndexOf(kind)] = 1;
        }

        return new Day(
            [.. servers.Select(server => (server.Min(call => call.Begins), server.Max(call => call.Ends)))], speeds, [.. Enumerable.Range(0, kinds.Count)],
            [0, 1], [.. kinds.Select(_ => 1.0 / kinds.Count)], _ => 0, 180, DaySeconds,
            [.. calls.OrderBy(call => call.Enters).Select(call => new Arrival(
                call.Enters, kinds.IndexOf(call.Kind), IsPriority(call) ? 0 : 1, 0, 1, Math.Max(1, call.Ends - call.Begins),
                call.Served ? double.PositiveInfinity : Math.Max(0, call.InQueue), 90))]);
    }

    private static bool IsPriority(BankCall call) => call.Priority == PriorityCustomer;

    private static (double Regular, double Priority) ByPriority(IEnumerable<(bool Priority, double Wait)> waits)
    {
        var all = waits.ToLookup(wait => wait.Priority, wait => wait.Wait);
        return (all[false].DefaultIfEmpty().Average(), all[true].DefaultIfEmpty().Average());
    }
}
