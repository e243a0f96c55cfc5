namespace Routing.Load.Ledger;

/// <summary>A time during which an agent certainly held a thread: it may have begun earlier and ended later, never the reverse, so
/// that what overlaps really did.</summary>
public sealed record Hold(string Agent, string Thread, long Epoch, long From, long Until);

public static class Holds
{
    private const int Freed = 4;

    /// <summary>From the answer to an accept until the agent does anything that may end it (a reply frees the slot, a resolve the
    /// thread), or is told that it ended. A lost connection interrupts what is known until the agent's work, read again, still shows
    /// the thread under the same epoch: then it was held throughout.</summary>
    public static IEnumerable<Hold> Of(Run run)
    {
        var open = new Dictionary<(string Agent, string Thread), Known>();
        foreach (var entry in run.Entries)
        {
            switch (entry)
            {
                case { Act: Act.Accept, Step: Step.Ok }:
                    if (open.Remove((entry.Agent!, entry.Thread!), out var before)) yield return before.Until(entry.At);
                    open[(entry.Agent!, entry.Thread!)] = new Known(entry);
                    break;
                case { Act: Act.Reply or Act.Resolve, Step: Step.Invoke } or { Act: Act.Push, Kind: Freed, Thread: not null }:
                    if (open.Remove((entry.Agent!, entry.Thread!), out var held)) yield return held.Until(entry.At);
                    break;
                case { Act: Act.Disconnect }:
                    foreach (var (key, known) in open)
                    {
                        if (key.Agent == entry.Agent) known.CutAt ??= entry.At;
                    }

                    break;
                case { Act: Act.Work }:
                    if (open.TryGetValue((entry.Agent!, entry.Thread!), out var still) && still.Accepted.Epoch == entry.Epoch) still.CutAt = null;
                    break;
            }
        }

        foreach (var known in open.Values) yield return known.Until(run.Entries[^1].At);
    }

    private sealed class Known(Entry accepted)
    {
        public Entry Accepted => accepted;

        public long? CutAt { get; set; }

        public Hold Until(long at) => new(accepted.Agent!, accepted.Thread!, accepted.Epoch, accepted.At, CutAt ?? at);
    }
}
