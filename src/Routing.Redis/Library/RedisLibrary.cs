using System.Text.Json;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Hosting;

namespace Routing.Redis;

/// <summary>What the edge reads of the cluster's store: projections and texts. Projections follow what is stored by some milliseconds; texts are
/// there at once.</summary>
public sealed partial class RedisLibrary
{
    private readonly RedisStore _store;

    internal RedisLibrary(RedisStore store) => _store = store;

    public async ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(string workspace)
    {
        var ids = await _store.Database.SortedSetRangeByRankAsync(ProjectionKeys.Quarantine(workspace), 0, RedisLimits.MostQuarantined - 1);
        if (ids.Length == 0) return [];
        var inputs = await _store.Database.HashGetAsync(ProjectionKeys.QuarantineInputs(workspace), ids);
        return
        [
            .. from input in inputs
               where !input.IsNull
               select JsonSerializer.Deserialize<QuarantinedInput>((byte[])input!, Wire.Options)! into put
               select (put.Id, put.Actor, put.At, put.Input, put.Error),
        ];
    }

    public async ValueTask<StoreCounts> Counts(string workspace)
    {
        var numbers = await Numbers.Read(_store.Database, workspace);
        var joined = await _store.Database.SortedSetLengthAsync(ProjectionKeys.ThreadsOf(workspace, "state", "joined"));
        return new StoreCounts(
            numbers.Message,
            await _store.Database.SetLengthAsync(ProjectionKeys.Chains(workspace)),
            numbers.Thread - joined,
            joined,
            await _store.Database.SortedSetLengthAsync(ProjectionKeys.Quarantine(workspace)),
            numbers.Feed);
    }
}
