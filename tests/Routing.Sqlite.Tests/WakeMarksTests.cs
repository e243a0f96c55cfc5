using Routing.Core;

namespace Routing.Sqlite.Tests;

public sealed class WakeMarksTests
{
    private static readonly ActorId Due = ActorId.Thread(Given.Workspace, "due");
    private static readonly ActorId Later = ActorId.Thread(Given.Workspace, "later");
    private static readonly ActorId Unsent = ActorId.Thread(Given.Workspace, "unsent");
    private static readonly ActorId Done = ActorId.Thread(Given.Workspace, "done");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Due_and_unsent_actors_are_found_at_once_after_a_crash_and_after_a_restart(bool settled)
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, settled ? Given.Fast with { CheckpointBytes = long.MaxValue } : Given.Still);
        await Fill(store);
        if (settled) await store.CaughtUp();
        Assert.Equal([Due, Unsent], await Woken(store, 10));

        using var crashed = folder.Crash();
        await using (var again = Given.Store(crashed)) Assert.Equal([Due, Unsent], await Woken(again, 10));

        await store.DisposeAsync();
        await using var restarted = Given.Store(folder);
        Assert.Equal([Due, Unsent], await Woken(restarted, 10));
        Assert.Single(await Woken(restarted, 1));
    }

    [Fact]
    public async Task A_mark_without_a_turn_is_seen_at_once()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        await Fill(store);

        store.Journal.Mark(Unsent, Instant.Never, false);
        store.Journal.Mark(Done, Given.Noon + 5, false);
        await store.Append(Given.Turn(ActorId.Desk(Given.Workspace), 1));

        Assert.Equal([Done, Due], await Woken(store, 10));
    }

    private static async Task Fill(SqliteStore store)
    {
        await store.Append(Given.Turn(Due, 1, Given.Noon + 10, false));
        await store.Append(Given.Turn(Later, 1, Given.Noon + 100, false));
        await store.Append(Given.Turn(Unsent, 1, Instant.Never, true));
        await store.Append(Given.Turn(Done, 1, Given.Noon + 1, true));
        await store.Append(Given.Turn(Done, 2, Instant.Never, false));
        await store.Append(Given.Turn(Due, 2, Given.Noon + 20, false));
    }

    private static async Task<IEnumerable<ActorId>> Woken(SqliteStore store, int most) =>
        (await store.Journal.ToWake(Given.Noon + 50, most, default)).OrderBy(actor => actor.Key, StringComparer.Ordinal);
}
