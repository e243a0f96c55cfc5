namespace Routing.Edge.Webhooks;

/// <summary>When a delivery that failed is tried again: the schedule that Standard Webhooks advises, each wait up to a fifth longer by chance,
/// so that what failed together does not come back together.</summary>
public static class Backoff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts in all; after the last the reply has failed.</summary>
    public static int Attempts => Waits.Length + 1;

    /// <param name="attempts">Made so far, from 1.</param>
    /// <param name="chance">0 to 1, drawn by the caller.</param>
    /// <param name="asked">The receiver's Retry-After, honoured up to a day.</param>
    /// <returns>Null when it was the last.</returns>
    public static TimeSpan? After(int attempts, double chance, TimeSpan? asked)
    {
        if (attempts >= Attempts) return null;
        var wait = Waits[attempts - 1] * (1 + (chance / 5));
        if (asked is not { } longer) return wait;
        var most = TimeSpan.FromDays(1);
        longer = longer > most ? most : longer;
        return longer > wait ? longer : wait;
    }
}
