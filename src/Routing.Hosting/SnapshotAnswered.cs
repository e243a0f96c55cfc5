using Routing.Core;

namespace Routing.Hosting;

/// <summary>The commands of one sender that are remembered, in the order in which they came.</summary>
/// <param name="Ids">Sixteen bytes each, one after the other.</param>
/// <param name="Outcomes">Of those that were not simply done, by their place among the ids.</param>
internal sealed record SnapshotAnswered(string Sender, byte[] Ids, Dictionary<int, Outcome>? Outcomes)
{
    private const int IdBytes = 16;

    public static SnapshotAnswered[] Of(CommandMemory memory) =>
        [.. memory.All().Select(item => Of(item.Sender, item.Ids, item.Outcome))];

    public void Restore(CommandMemory memory)
    {
        for (var i = 0; i < Ids.Length / IdBytes; i++)
        {
            var id = new Guid(Ids.AsSpan(i * IdBytes, IdBytes), bigEndian: true);
            memory.Remember(Sender, id, Outcomes?.GetValueOrDefault(i) ?? Outcome.Done);
        }
    }

    private static SnapshotAnswered Of(string sender, IReadOnlyCollection<Guid> ids, Func<Guid, Outcome> outcomeOf)
    {
        var bytes = new byte[ids.Count * IdBytes];
        Dictionary<int, Outcome>? outcomes = null;
        var place = 0;
        foreach (var id in ids)
        {
            id.TryWriteBytes(bytes.AsSpan(place * IdBytes), bigEndian: true, out _);
            if (outcomeOf(id) is var outcome && outcome != Outcome.Done) (outcomes ??= [])[place] = outcome;
            place++;
        }

        return new SnapshotAnswered(sender, bytes, outcomes);
    }
}
