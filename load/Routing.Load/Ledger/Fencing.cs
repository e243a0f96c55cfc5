namespace Routing.Load.Ledger;

/// <summary>An epoch of a thread belongs to one agent, and once anybody has seen a later one, an earlier one is not accepted any more.</summary>
public static class Fencing
{
    private const int Offer = 1;

    public static IEnumerable<Finding> Check(Run run)
    {
        var offeredTo = new Dictionary<(string Thread, long Epoch), string>();
        var newest = new Dictionary<string, long>();
        var newestAtInvoke = new Dictionary<long, long>();
        foreach (var entry in run.Entries)
        {
            switch (entry)
            {
                case { Act: Act.Accept, Step: Step.Invoke }:
                    newestAtInvoke[entry.Operation] = newest.GetValueOrDefault(entry.Thread!);
                    break;
                case { Act: Act.Accept, Step: Step.Ok } when newestAtInvoke[entry.Operation] > entry.Epoch:
                    yield return new Finding(Fault.StaleEpoch,
                        $"{entry.Agent} was given thread {entry.Thread} under epoch {entry.Epoch} after {newestAtInvoke[entry.Operation]} was known");
                    break;
            }

            var names = entry is { Act: Act.Push, Kind: Offer } or { Act: Act.Accept, Step: Step.Ok };
            if (!names) continue;
            if (!offeredTo.TryAdd((entry.Thread!, entry.Epoch), entry.Agent!) && offeredTo[(entry.Thread!, entry.Epoch)] != entry.Agent)
                yield return new Finding(Fault.StaleEpoch,
                    $"epoch {entry.Epoch} of thread {entry.Thread} went to {offeredTo[(entry.Thread!, entry.Epoch)]} and {entry.Agent}");
            newest[entry.Thread!] = Math.Max(newest.GetValueOrDefault(entry.Thread!), entry.Epoch);
        }
    }
}
