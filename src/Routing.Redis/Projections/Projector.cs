using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Folds a workspace's stored turns into its projections, in the order in which they were stored, each exactly once.</summary>
/// <remarks>The script that stores a turn also puts it among the pending ones. A slice of those is folded and taken out in one
/// transaction, on the condition that nobody else did so meanwhile: so it does not matter who folds, nor whether two try. Keeps nothing
/// from one slice to the next.</remarks>
internal sealed class Projector(RedisStore store, string workspace, TimeProvider time)
{
    /// <summary>Folds one slice.</summary>
    public async Task<Slice> Step()
    {
        var database = store.Database;
        // The numbers are asked for first: what another folds between the two answers then shows in them.
        var reading = Numbers.Read(database, workspace);
        var entries = await database.StreamRangeAsync(ProjectionKeys.Pending(workspace), count: RedisLimits.SliceTurns);
        var numbers = await reading;
        if (entries.Length == 0) return new Slice(0, Replies: false);

        var turns = Array.ConvertAll(entries, entry => PendingTurn.Of(workspace, entry));
        var outbox = new OutboxRows(workspace, numbers);
        IProjection[] projections =
        [
            outbox, new MessageRows(workspace, numbers, outbox), new ThreadRows(workspace, numbers), new WordRows(workspace, numbers),
            new FeedRows(workspace, numbers, time.GetUtcNow()), new QuarantineRows(),
        ];
        foreach (var turn in turns)
            foreach (var projection in projections) projection.Note(turn);
        foreach (var projection in projections) await projection.Load(database);
        foreach (var turn in turns)
            foreach (var projection in projections) projection.Apply(turn);

        var transaction = database.CreateTransaction();
        numbers.BuiltOn(transaction);
        var change = new Change(transaction);
        foreach (var projection in projections) projection.Write(change);
        numbers.Write(change, entries[^1].Id);
        change.Add(transaction.StreamDeleteAsync(ProjectionKeys.Pending(workspace), Array.ConvertAll(entries, entry => entry.Id)));
        return await change.Commit() ? new Slice(entries.Length, outbox.HasNew) : new Slice(0, Replies: false);
    }

    /// <param name="Turns">None: there was nothing to do, or another did it.</param>
    /// <param name="Replies">Whether replies were among them that are to leave.</param>
    internal readonly record struct Slice(int Turns, bool Replies);
}
