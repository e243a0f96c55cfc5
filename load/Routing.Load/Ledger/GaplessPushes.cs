namespace Routing.Load.Ledger;

/// <summary>Each agent's pushes come one after the other, across connections and restarts: a connection that resumes from the last
/// one seen gets the next, never silence, never one twice.</summary>
public static class GaplessPushes
{
    public static IEnumerable<Finding> Check(Run run) =>
        run.Entries.Where(entry => entry.Agent is not null).GroupBy(entry => entry.Agent!).SelectMany(OfAgent);

    private static IEnumerable<Finding> OfAgent(IGrouping<string, Entry> entries)
    {
        var content = new Dictionary<long, (int, string?, long)>();
        var seen = 0L;
        var promised = 0L;
        var connected = false;
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case { Act: Act.Start, Step: Step.Ok }:
                    if (seen < promised) yield return Gap($"was promised everything up to {promised} and got {seen}");
                    if (entry.Number < seen) yield return Gap($"had seen {seen} and was told on return that the newest is {entry.Number}");
                    if (entry.Resync) seen = entry.Number;
                    promised = entry.Number;
                    connected = true;
                    break;

                case { Act: Act.Disconnect }:
                    // What a cut connection still owed is owed by the next.
                    promised = seen;
                    connected = false;
                    break;

                case { Act: Act.Push }:
                    if (!connected) yield return Gap($"got {entry.Number} before it had started");
                    if (entry.Number > seen + 1) yield return Gap($"got {entry.Number} after {seen}");
                    if (entry.Number <= seen) yield return Gap($"got {entry.Number} again, after {seen}");
                    var said = (entry.Kind, entry.Thread, entry.Epoch);
                    if (!content.TryAdd(entry.Number, said) && content[entry.Number] != said)
                        yield return Gap($"got two different pushes {entry.Number}");
                    seen = Math.Max(seen, entry.Number);
                    break;
            }
        }

        if (seen < promised) yield return Gap($"was promised everything up to {promised} and ended with {seen}");

        Finding Gap(string what) => new(Fault.PushGap, $"{entries.Key} {what}");
    }
}
