namespace Routing.Load.Data;

/// <summary>Who belongs into which thread, worked out from the messages alone and by other means than the engine's: the answer
/// against which a replay is compared.</summary>
/// <param name="Chains">How many sets of messages hang together by reply links.</param>
/// <param name="ThreadOf">For each customer's message a name that it shares with exactly the messages of its thread.</param>
public sealed record ReferenceThreads(int Chains, IReadOnlyDictionary<string, string> ThreadOf)
{
    public int Threads => ThreadOf.Values.Distinct().Count();

    /// <param name="joinMinutes">Neighbouring messages of one author at most this far apart are one thread; 0: only by reply links.</param>
    public static ReferenceThreads Of(IReadOnlyCollection<SourceMessage> messages, int joinMinutes)
    {
        var chains = new UnionFind();
        foreach (var message in messages)
        {
            chains.Add(message.Id);
            if (message.InReplyTo is { } parent) chains.Join(message.Id, parent);
        }

        var threads = new UnionFind();
        var ofCustomers = messages.Where(message => !message.Own).ToList();
        foreach (var ofOne in ofCustomers.GroupBy(message => message.Author))
        {
            foreach (var inChain in ofOne.GroupBy(message => chains.Find(message.Id)))
            {
                var first = inChain.First();
                foreach (var message in inChain) threads.Join(message.Id, first.Id);
            }

            if (joinMinutes == 0) continue;
            var byTime = ofOne.OrderBy(message => message.CreatedAt).ToList();
            foreach (var (earlier, later) in byTime.Zip(byTime.Skip(1)))
            {
                if (later.CreatedAt - earlier.CreatedAt <= TimeSpan.FromMinutes(joinMinutes)) threads.Join(earlier.Id, later.Id);
            }
        }

        return new ReferenceThreads(
            messages.Select(message => chains.Find(message.Id)).Distinct().Count(),
            ofCustomers.ToDictionary(message => message.Id, message => threads.Find(message.Id)));
    }

    /// <summary>Messages that are not where they belong, each with the reason; empty if every thread holds exactly the messages it should.</summary>
    /// <param name="found">The thread in which each message was found.</param>
    public IEnumerable<string> Differences(IReadOnlyDictionary<string, string> found)
    {
        var namedHere = new Dictionary<string, string>();
        var namedThere = new Dictionary<string, string>();
        foreach (var (message, expected) in ThreadOf)
        {
            if (!found.TryGetValue(message, out var thread)) yield return $"{message} is in no thread";
            else if (!namedHere.TryAdd(expected, thread) && namedHere[expected] != thread)
                yield return $"{message} is apart from its thread, in {thread}";
            else if (!namedThere.TryAdd(thread, expected) && namedThere[thread] != expected) yield return $"{message} is in {thread} with strangers";
        }

        foreach (var message in found.Keys.Where(message => !ThreadOf.ContainsKey(message))) yield return $"{message} should be in no thread";
    }
}
