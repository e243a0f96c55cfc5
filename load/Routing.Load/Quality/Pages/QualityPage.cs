using Routing.Load.Quality.Figures;

namespace Routing.Load.Quality.Pages;

public static class QualityPage
{
    public static string Of(Study study, IReadOnlyDictionary<string, Tally> tallies, IReadOnlyList<Verdict> verdicts) => "";
}
