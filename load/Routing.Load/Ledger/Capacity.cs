namespace Routing.Load.Ledger;

/// <summary>No agent ever holds more than their slots: by what they were told, by what a supervisor saw, and at the end.</summary>
public static class Capacity
{
    public static IEnumerable<Finding> Check(Run run) =>
        ByHolds(run)
            .Concat(run.Entries
                .Where(entry => entry.Act == Act.Listed && entry.Number > run.SlotsPerAgent)
                .Select(entry => new Finding(Fault.OverCapacity, $"{entry.Agent} was listed with {entry.Number} of {run.SlotsPerAgent} slots")))
            .Concat(run.Final.Agents
                .Where(agent => agent.Used > agent.Slots)
                .Select(agent => new Finding(Fault.OverCapacity, $"{agent.Id} ended with {agent.Used} of {agent.Slots} slots")));

    private static IEnumerable<Finding> ByHolds(Run run)
    {
        foreach (var ofAgent in Holds.Of(run).GroupBy(hold => hold.Agent))
        {
            // At one instant what ends goes before what begins: the bounds are inside the true times.
            var changes = ofAgent.SelectMany(hold => new[] { (At: hold.From, Change: 1), (At: hold.Until, Change: -1) });
            var held = 0;
            foreach (var (_, change) in changes.OrderBy(change => change.At).ThenBy(change => change.Change))
            {
                held += change;
                if (change > 0 && held > run.SlotsPerAgent)
                    yield return new Finding(Fault.OverCapacity, $"{ofAgent.Key} held {held} threads with {run.SlotsPerAgent} slots");
            }
        }
    }
}
