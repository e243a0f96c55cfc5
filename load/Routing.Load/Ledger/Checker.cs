namespace Routing.Load.Ledger;

/// <summary>Judges a run by what clients saw, and by nothing else. Knows no code of the engine.</summary>
public static class Checker
{
    private static readonly Func<Run, IEnumerable<Finding>>[] Rules =
    [
        NothingLost.Check, NothingDoubled.Check, OneThread.Check, InOrder.Check, OneOwner.Check, Fencing.Check, AcceptsSurvive.Check, Capacity.Check,
        NoLimbo.Check, GaplessPushes.Check,
    ];

    /// <summary>Every breach found, in no particular order; empty for a run that kept all promises.</summary>
    public static IReadOnlyList<Finding> Check(Run run) => [.. Rules.SelectMany(rule => rule(run))];
}
