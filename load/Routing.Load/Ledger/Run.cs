using Routing.Load.Data;

namespace Routing.Load.Ledger;

/// <summary>All that a checker may look at.</summary>
/// <param name="Posted">Every message that was ever posted, by id.</param>
public sealed record Run(IReadOnlyList<Entry> Entries, FinalRead Final, IReadOnlyDictionary<string, SourceMessage> Posted, int SlotsPerAgent)
{
    /// <summary>Operations that began, in the order in which they did.</summary>
    public IReadOnlyList<Operation> Operations { get; } = Pair(Entries);

    public IEnumerable<Operation> All(Act act) => Operations.Where(operation => operation.Begun.Act == act);

    private static List<Operation> Pair(IReadOnlyList<Entry> entries)
    {
        var ends = new Dictionary<long, Entry>();
        foreach (var entry in entries)
        {
            if (entry.Step is Step.Ok or Step.Fail or Step.Info) ends.Add(entry.Operation, entry);
        }

        return [.. entries.Where(entry => entry.Step == Step.Invoke).Select(entry => new Operation(entry, ends.GetValueOrDefault(entry.Operation)))];
    }
}

/// <param name="Ended">Null if it was cut off by the end of the run: as unknown as <see cref="Step.Info"/>.</param>
public sealed record Operation(Entry Begun, Entry? Ended)
{
    public bool Succeeded => Ended?.Step == Step.Ok;

    /// <summary>It took effect, or may have.</summary>
    public bool MayHaveHappened => Ended?.Step is not Step.Fail;
}
