using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Figures;

/// <summary>All days of one scenario: a contender has a day for each seed, in the order of the seeds.</summary>
public sealed class Tally(IReadOnlyList<Contender> contenders, int seeds)
{
    private readonly DayFigures[][] _days = [.. contenders.Select(_ => new DayFigures[seeds])];

    public IReadOnlyList<Contender> Contenders => contenders;

    /// <summary>Misses and weighted misses in per cent that no policy can avoid, by seed.</summary>
    public (double Miss, double WeightedMiss)[] Bounds { get; } = new (double, double)[seeds];

    /// <summary>By seed: how often ours passed over a thread past the age cap.</summary>
    public int[] PassedOver { get; } = new int[seeds];

    public void Set(int contender, int seed, DayFigures figures) => _days[contender][seed] = figures;

    public IReadOnlyList<DayFigures> Days(string id) => _days[Index(id)];

    public IReadOnlyList<DayFigures> Ours => Days(Contenders.Single(contender => contender.Role == Role.Ours).Id);

    public Estimate Mean(string id, Func<DayFigures, double> figure) => Estimate.Of(Days(id).Select(figure));

    /// <summary>Of this contender to the best of others, picked with hindsight for each seed.</summary>
    public Estimate Ratio(string id, IEnumerable<string> others, Func<DayFigures, double> figure) => Paired(id, others, figure, (a, b) => a / b);

    /// <summary>The same, subtracted.</summary>
    public Estimate Over(string id, IEnumerable<string> others, Func<DayFigures, double> figure) => Paired(id, others, figure, (a, b) => a - b);

    /// <summary>Peers by arrival, priority and age; with those by deadline if asked.</summary>
    public IEnumerable<string> Peers(bool deadlines) =>
        Contenders.Where(contender => contender.Role == Role.Peer || (deadlines && contender.Role == Role.DeadlinePeer)).Select(contender => contender.Id);

    private Estimate Paired(string id, IEnumerable<string> others, Func<DayFigures, double> figure, Func<double, double, double> compare)
    {
        var rivals = others.Select(other => Days(other)).ToList();
        return Estimate.Of(Days(id).Select((day, seed) => compare(figure(day), rivals.Min(rival => figure(rival[seed])))));
    }

    private int Index(string id)
    {
        for (var i = 0; i < contenders.Count; i++)
        {
            if (contenders[i].Id == id) return i;
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "nobody of this name is compared");
    }
}
