using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Threads that only wait, as a desk stores them: a column for each thing that is known of them, in the order of the desk's row. What many
/// of them have in common is there once.</summary>
/// <remarks>Nearly all threads of a long queue are such, and a desk that comes up elsewhere is waited for: so they are read five times as fast as a row
/// for each, in a quarter of the bytes. Columns are of equal length; one that holds nothing but zeros is null. Times are milliseconds.</remarks>
/// <param name="Others">Places in the desk's row, rising, of those that are stored as <see cref="DeskSnapshot.Threads"/>; these here have the rest.</param>
/// <param name="Kind">Which of <paramref name="Kinds"/> each is of.</param>
/// <param name="Since">Of the report: after that of the one before.</param>
/// <param name="Waits">Since of the rank: after that of the report.</param>
/// <param name="Deadline">After the rank's since.</param>
/// <param name="Key">After what deadline, value and influence make of it.</param>
/// <param name="NextStep">After the rank's since.</param>
/// <param name="PressAt">After the rank's since.</param>
/// <param name="Pressing">Which of these here are pressing, rising.</param>
public sealed record WaitingThreads(
    int[] Others, WaitingKind[] Kinds, ThreadId[] Thread, string[] Customer, string[] Newest, int[] Kind, long[]? Version, long[]? Value,
    long[]? Influence, long[]? Since, long[]? Unanswered, long[]? Waits, long[]? Deadline, long[]? Key, long[]? ValueMs, long[]? InfluenceMs,
    long[]? Weight, long?[]? NextStep, long?[]? PressAt, int[]? Pressing)
{
    /// <summary>Nothing is to be said of it but what stands in the columns.</summary>
    public static bool Holds(DeskThread thread) =>
        thread is
        {
            Holding: Holding.Waiting, Agent: null, Epoch: 0, HoldsSlot: false, Shown: false, ChosenQueue: null, Preferred: null, Knows: null, Why: null,
            PriorityBy: null, Passed.Count: 0, Report.ByItself: false,
        }
        && thread.HeldSince == default && thread.OfferUntil == Instant.Never && thread.PreferredUntil == default && thread.TypingUntil == default
        && thread.MovedAt == default;

    /// <param name="others">Places of all that are not among these.</param>
    public static WaitingThreads Of(DeskThread[] threads, int[] others)
    {
        var kinds = new Dictionary<WaitingKind, int>();
        var kind = new int[threads.Length];
        for (var i = 0; i < threads.Length; i++)
        {
            var of = WaitingKind.Of(threads[i]);
            if (!kinds.TryGetValue(of, out kind[i])) kinds[of] = kind[i] = kinds.Count;
        }

        var before = default(Instant);
        return new WaitingThreads(
            others, [.. kinds.Keys], Array.ConvertAll(threads, thread => thread.Id), Array.ConvertAll(threads, thread => thread.Report.Customer.Value),
            Array.ConvertAll(threads, thread => thread.Report.Newest.Value), kind,
            Column(threads, thread => thread.Report.Version), Column(threads, thread => thread.Report.Value),
            Column(threads, thread => thread.Report.Influence), Column(threads, After), Column(threads, thread => thread.Report.Unanswered),
            Column(threads, thread => thread.Rank.Since - thread.Report.Since), Column(threads, thread => thread.Rank.Deadline - thread.Rank.Since),
            Column(threads, thread => thread.Rank.Key - Made(thread.Rank.Deadline, thread.Rank.ValueMs, thread.Rank.InfluenceMs)),
            Column(threads, thread => thread.Rank.ValueMs), Column(threads, thread => thread.Rank.InfluenceMs), Column(threads, thread => thread.Rank.Weight),
            Column(threads, thread => thread.Rank.NextStep - thread.Rank.Since), Column(threads, thread => thread.Rank.PressAt - thread.Rank.Since),
            Column([.. Enumerable.Range(0, threads.Length).Where(at => threads[at].IsPressing)]));

        long After(DeskThread thread)
        {
            var after = thread.Report.Since - before;
            before = thread.Report.Since;
            return after;
        }
    }

    /// <summary>Puts them into the places that nobody has yet.</summary>
    public void FillIn(DeskThread?[] row)
    {
        var (place, since, pressing) = (0, default(Instant), 0);
        for (var i = 0; i < Thread.Length; i++)
        {
            while (row[place] is not null) place++;
            since += At(Since, i);
            var thread = Read(i, since);
            if (Pressing is not null && pressing < Pressing.Length && Pressing[pressing] == i)
            {
                thread.IsPressing = true;
                pressing++;
            }

            row[place] = thread;
        }
    }

    private DeskThread Read(int i, Instant since)
    {
        var kind = Kinds[Kind[i]];
        var waits = since + At(Waits, i);
        var (deadline, value, influence) = (waits + At(Deadline, i), At(ValueMs, i), At(InfluenceMs, i));
        return new DeskThread(
            Thread[i],
            new Report(
                At(Version, i), kind.Phase, new CustomerKey(Customer[i]), kind.Channel, kind.Visibility, kind.Reading, (int)At(Value, i),
                (int)At(Influence, i), since, (int)At(Unanswered, i), new MessageKey(Newest[i])),
            kind.Need,
            new Rank(
                Made(deadline, value, influence) + At(Key, i), waits, deadline, kind.Urgency, value, influence, kind.PolicyVersion, (int)At(Weight, i),
                kind.ServiceSeconds, kind.Steps, waits + NextStep?[i], waits + PressAt?[i], kind.Priority));
    }

    private static long Made(Instant deadline, long valueMs, long influenceMs) => deadline.Ms - valueMs - influenceMs;

    private static long At(long[]? column, int place) => column is null ? 0 : column[place];

    private static long[]? Column(DeskThread[] threads, Converter<DeskThread, long> of)
    {
        var column = Array.ConvertAll(threads, of);
        return column.AsSpan().ContainsAnyExcept(0) ? column : null;
    }

    private static long?[]? Column(DeskThread[] threads, Converter<DeskThread, long?> of)
    {
        var column = Array.ConvertAll(threads, of);
        return Array.Exists(column, entry => entry is not null) ? column : null;
    }

    private static int[]? Column(int[] column) => column.Length > 0 ? column : null;
}

/// <summary>What many waiting threads have in common.</summary>
public sealed record WaitingKind(
    Need Need, string Channel, Phase Phase, Visibility Visibility, Reading Reading, Urgency Urgency, int PolicyVersion, int ServiceSeconds, int Steps,
    Priority Priority)
{
    public static WaitingKind Of(DeskThread thread) => new(
        thread.Need, thread.Report.Channel, thread.Report.Phase, thread.Report.Visibility, thread.Report.Reading, thread.Rank.Urgency,
        thread.Rank.PolicyVersion, thread.Rank.ServiceSeconds, thread.Rank.Steps, thread.Rank.Priority);
}
