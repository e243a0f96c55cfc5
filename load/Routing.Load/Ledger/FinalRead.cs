namespace Routing.Load.Ledger;

/// <summary>What the server said of everything once all was quiet.</summary>
/// <param name="Threads">Every thread, the joined ones too, by id.</param>
/// <param name="NotStored">Acknowledged messages that were taken as new when they were posted once more: they had been lost.</param>
public sealed record FinalRead(
    IReadOnlyDictionary<string, FinalThread> Threads, IReadOnlyList<FinalAgent> Agents, IReadOnlySet<string> NotStored)
{
    /// <summary>The thread that this one has become; null if a redirect leads nowhere.</summary>
    public string? Now(string thread)
    {
        for (var steps = 0; steps <= Threads.Count; steps++)
        {
            if (!Threads.TryGetValue(thread, out var found)) return null;
            if (found.JoinedInto is not { } into) return thread;
            thread = into;
        }

        return null;
    }
}

/// <param name="State">As the API names it.</param>
/// <param name="Messages">Ids of the customer's messages, in the order shown.</param>
/// <param name="Replies">Ids of our replies.</param>
public sealed record FinalThread(
    string Id, string State, string? Agent, string? JoinedInto, IReadOnlyList<string> Messages, IReadOnlyList<string> Replies);

/// <param name="Used">Slots taken by offers and assignments.</param>
/// <param name="Ready">Connected, available and not cooling down.</param>
public sealed record FinalAgent(string Id, int Slots, int Used, bool Ready);
