using Routing.Load.Quality.Days;
using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Figures;

/// <summary>What a day came to under one policy. Shares in per cent, times in minutes.</summary>
public sealed record DayFigures
{
    public const int Quarters = 48;

    /// <summary>Not answered within the service level, those who left before an answer counted, even within it.</summary>
    public required double Miss { get; init; }

    /// <summary>The same by weight.</summary>
    public required double WeightedMiss { get; init; }

    /// <summary>The deadline passed while it waited.</summary>
    public required double Late { get; init; }

    public required double WeightedLate { get; init; }

    /// <summary>Of the most urgent.</summary>
    public required double UrgentMiss { get; init; }

    public required double MeanWait { get; init; }

    public required double P99Wait { get; init; }

    public required double LongestWait { get; init; }

    /// <summary>Deviation of the share of slots in use between agents, in percentage points.</summary>
    public required double Spread { get; init; }

    /// <summary>The same inside groups of equal skills and shift, where there are such.</summary>
    public required double GroupSpread { get; init; }

    public required int Threads { get; init; }

    public required int Answered { get; init; }

    public required int Left { get; init; }

    /// <summary>Share of slots in use by agent.</summary>
    public required double[] Occupancy { get; init; }

    /// <summary>Mean wait of those who came in each quarter of an hour, left or answered; NaN if nobody came.</summary>
    public required double[] WaitByQuarter { get; init; }

    public static DayFigures Of(Floor floor)
    {
        var day = floor.Day;
        var (all, allWeight, miss, missWeight, late, lateWeight) = (0, 0.0, 0, 0.0, 0, 0.0);
        var (urgent, urgentMiss, left) = (0, 0, 0);
        var waits = new List<double>(day.Arrivals.Length);
        var (sums, counts) = (new double[Quarters], new int[Quarters]);
        for (var i = 0; i < day.Arrivals.Length; i++)
        {
            ref readonly var arrival = ref day.Arrivals[i];
            var answer = floor.Answers[i];
            var until = answer.Fate == Fate.Waiting ? day.Close : answer.At;
            var missed = answer.Fate != Fate.Begun || until > arrival.Deadline;
            var isLate = until > arrival.Deadline;
            all++;
            allWeight += arrival.Weight;
            if (missed) (miss, missWeight) = (miss + 1, missWeight + arrival.Weight);
            if (isLate) (late, lateWeight) = (late + 1, lateWeight + arrival.Weight);
            if (arrival.Priority == 0) (urgent, urgentMiss) = (urgent + 1, urgentMiss + (missed ? 1 : 0));
            if (answer.Fate == Fate.Begun) waits.Add((until - arrival.At) / 60);
            if (answer.Fate == Fate.Left) left++;
            var quarter = Math.Min(Quarters - 1, (int)(arrival.At / day.Close * Quarters));
            sums[quarter] += (until - arrival.At) / 60;
            counts[quarter]++;
        }

        waits.Sort();
        var occupancy = floor.Busy.Select((busy, agent) => 100 * busy / (Math.Min(day.Shifts[agent].Until, day.Close) - day.Shifts[agent].From)).ToArray();
        return new DayFigures
        {
            Miss = 100.0 * miss / all,
            WeightedMiss = 100 * missWeight / allWeight,
            Late = 100.0 * late / all,
            WeightedLate = 100 * lateWeight / allWeight,
            UrgentMiss = 100.0 * urgentMiss / Math.Max(1, urgent),
            MeanWait = waits.Count == 0 ? 0 : waits.Average(),
            P99Wait = waits.Count == 0 ? 0 : waits[(int)(.99 * (waits.Count - 1))],
            LongestWait = waits.Count == 0 ? 0 : waits[^1],
            Spread = Deviation(occupancy),
            GroupSpread = InGroups(day, occupancy),
            Threads = all,
            Answered = waits.Count,
            Left = left,
            Occupancy = occupancy,
            WaitByQuarter = [.. sums.Zip(counts, (sum, count) => count == 0 ? double.NaN : sum / count)],
        };
    }

    /// <summary>Of the whole, not of a sample.</summary>
    private static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double InGroups(Day day, double[] occupancy)
    {
        var groups = Enumerable.Range(0, day.Agents)
            .GroupBy(agent => $"{day.Shifts[agent].From} {string.Join(',', day.ClassesOf[agent].Select(c => $"{c}:{day.Speed(agent, c)}"))}")
            .Select(group => group.Select(agent => occupancy[agent]).ToArray())
            .Where(group => group.Length > 1)
            .ToList();
        return groups.Count == 0 ? double.NaN : groups.Average(Deviation);
    }
}
