namespace Routing.Load.Ledger;

/// <summary>Who was told that they have a thread still has it at the end, or gave it up, or was told why not.</summary>
public static class AcceptsSurvive
{
    private const int Freed = 4;

    public static IEnumerable<Finding> Check(Run run)
    {
        var explained = new Dictionary<(string Agent, string Thread), long>();
        var resynced = new Dictionary<string, long>();
        foreach (var entry in run.Entries)
        {
            var ends = entry is { Act: Act.Resolve, Step: Step.Invoke } or { Act: Act.Push, Kind: Freed, Thread: not null };
            if (ends) explained[(entry.Agent!, entry.Thread!)] = entry.At;
            if (entry is { Act: Act.Start, Step: Step.Ok, Resync: true }) resynced[entry.Agent!] = entry.At;
        }

        foreach (var accept in run.All(Act.Accept).Where(accept => accept.Succeeded))
        {
            var (agent, thread) = (accept.Begun.Agent!, accept.Begun.Thread!);
            // A freeing push may overtake the answer to the accept, so it counts from the accept's sending on.
            if (explained.TryGetValue((agent, thread), out var ended) && ended > accept.Begun.At) continue;
            if (resynced.TryGetValue(agent, out var snapshot) && snapshot > accept.Begun.At) continue;
            var now = run.Final.Now(thread);
            if (now is null) yield return new Finding(Fault.Lost, $"thread {thread}, accepted by {agent}, is not there");
            else if (run.Final.Threads[now].Agent != agent && now == thread)
                yield return new Finding(Fault.Lost,
                    $"{agent} accepted {thread} (epoch {accept.Begun.Epoch}), was never told of its end, and does not have it");
        }
    }
}
