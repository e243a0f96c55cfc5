using Routing.Core;

namespace Routing.Grains;

/// <summary>Which cell an actor lives in. A cell is what Orleans places: one grain for many actors.</summary>
/// <remarks>An activation costs Orleans some 45 µs and 5 KB, a call 3 µs; a turn takes 1–2 µs and a waiting thread a few hundred bytes.
/// So not every customer and thread is an activation of its own: they share the cells of their workspace. The desk has one to itself,
/// since it is neither moved nor let go.</remarks>
public static class Cells
{
    /// <summary>Cells of a workspace beside its desk's. Part of where actors are found in a running cluster, of no stored name: enough to
    /// spread a workspace over some dozen silos.</summary>
    private const int PerWorkspace = 64;

    private const string Desk = "desk";

    /// <summary>Names the cell: <c>workspace/desk</c>, or <c>workspace/</c> and two digits.</summary>
    public static string Of(ActorId actor) => actor.Kind == ActorKind.Desk
        ? Names.Of(actor.Workspace).Desk
        : Names.Of(actor.Workspace).Shards[Hashes.Shard(actor.Key, PerWorkspace)];

    /// <summary>The grain that Orleans places for it.</summary>
    public static ICellGrain Cell(this IGrainFactory grains, string cell) => cell.EndsWith(Desk, StringComparison.Ordinal)
        ? grains.GetGrain<IDeskGrain>(cell)
        : grains.GetGrain<ISharedGrain>(cell);

    /// <summary>Names are made once for each workspace.</summary>
    private sealed record Names(string Desk, string[] Shards)
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Names> Known = new(StringComparer.Ordinal);

        public static Names Of(string workspace) => Known.GetOrAdd(workspace, static name => new Names(
            $"{name}/{Cells.Desk}",
            [.. Enumerable.Range(0, PerWorkspace).Select(shard => $"{name}/{shard:00}")]));
    }
}
