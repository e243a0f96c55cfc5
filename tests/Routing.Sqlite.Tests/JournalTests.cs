using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite.Tests;

public sealed class JournalTests
{
    private static readonly ActorId Actor = ActorId.Thread(Given.Workspace, "t");

    [Fact]
    public async Task An_actor_is_read_back_as_it_was_written_before_and_after_a_restart()
    {
        using var folder = new Folder();
        var turns = Enumerable.Range(1, 20).Select(version => Given.Turn(Actor, version, Given.Added(version))).ToList();
        await using (var store = Given.Store(folder))
        {
            foreach (var turn in turns) await store.Append(turn);
            Same(await store.Journal.Read(Actor, default));
        }

        await using var again = Given.Store(folder);
        Same(await again.Journal.Read(Actor, default));
        Assert.Equal(StoredActor.Empty, await again.Journal.Read(ActorId.Thread(Given.Workspace, "other"), default));

        void Same(StoredActor stored)
        {
            Assert.Equal(20, stored.Version);
            Assert.Equal(turns.Select(turn => turn.Record.ToArray()), stored.Records.Select(record => record.ToArray()));
        }
    }

    [Fact]
    public async Task A_snapshot_stands_for_its_records_which_then_go()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            for (var version = 1; version <= 10; version++) await store.Append(Given.Turn(Actor, version, Given.Added(version)));
            store.Journal.Snapshot(Actor, 7, [1, 2, 3], Instant.Never, false);
            await store.Append(Given.Turn(Actor, 11, Given.Added(11)));
            await store.CaughtUp();

            var stored = await store.Journal.Read(Actor, default);
            Assert.Equal((11, 7, 4), (stored.Version, stored.SnapshotVersion, stored.Records.Count));
            Assert.Equal([1, 2, 3], stored.Snapshot);
            store.Journal.Snapshot(Actor, 11, [4], Instant.Never, false);
            await store.Append(Given.Turn(Actor, 12, Given.Added(12)));
        }

        using var database = Database.ForWriting(folder.Database);
        Assert.Equal(12, database.Prepare("SELECT min(first) FROM log").Number());
        Assert.Equal(0, database.Prepare("SELECT count(*) FROM actor WHERE untrimmed IS NOT NULL").Number());
    }

    [Fact]
    public async Task A_snapshot_never_comes_before_the_records_that_it_stands_for()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        for (var version = 1; version <= 10; version++) await store.Append(Given.Turn(Actor, version, Given.Added(version)));
        store.Journal.Snapshot(Actor, 10, [1], Instant.Never, false);
        await store.Append(Given.Turn(Actor, 11, Given.Added(11)));

        using var crashed = folder.Crash();
        using (var database = Database.ForWriting(crashed.Database)) Assert.Equal(0, database.Prepare("SELECT count(*) FROM snapshot").Number());
        await using var again = Given.Store(crashed);
        Assert.Equal((11, 0), ((await again.Journal.Read(Actor, default)).Version, (await again.Journal.Read(Actor, default)).SnapshotVersion));
        await again.CaughtUp();
        var feed = await again.Library.Feed(Given.Workspace, 0, 100, default);
        Assert.Equal(11, feed!.Count);
    }

    [Fact]
    public async Task What_is_settled_leaves_the_journal()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            for (var version = 1; version <= 10; version++) await store.Append(Given.Turn(Actor, version, Given.Added(version)));
        }

        using var journal = Database.ForWriting(folder.Journal);
        Assert.Equal(0, journal.Prepare("SELECT count(*) FROM batch").Number());
    }

    [Fact]
    public async Task More_records_than_fit_one_row_are_read_back_in_order()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        var turns = Enumerable.Range(1, 3_000).Select(version => Given.Turn(Actor, version, Given.Added(version))).ToList();
        foreach (var turn in turns) store.Journal.Append(turn, () => { });
        await store.Append(new Turn { Actor = Actor, Version = 3_000, At = Given.Noon, Events = [] });
        await store.CaughtUp();

        var stored = await store.Journal.Read(Actor, default);

        Assert.Equal(turns.Select(turn => turn.Record.ToArray()), stored.Records.Select(record => record.ToArray()));
        using var database = Database.ForReading(folder.Database);
        Assert.InRange(database.Prepare("SELECT count(*) FROM log").Number() ?? 0, 2, 20);
    }

    [Fact]
    public async Task Numbers_of_the_log_go_on_after_a_restart_though_all_records_were_trimmed()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            await store.Append(Given.Turn(Actor, 1, Given.Added(1)));
            store.Journal.Snapshot(Actor, 1, [1], Instant.Never, false);
            await store.CaughtUp();
            await store.Library.PutSetting("trims", "{}", default);
        }

        await using (var store = Given.Store(folder))
        {
            await store.Append(Given.Turn(Actor, 2, Given.Added(2)));
            await store.CaughtUp();
            Assert.Equal([1L, 2L], (await store.Library.Feed(Given.Workspace, 0, 10, default))!.Select(entry => entry.Cursor));
        }
    }

    [Fact]
    public async Task A_missing_record_is_found_out_when_its_actor_is_read()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var version = 1; version <= 3; version++)
        {
            await store.Append(Given.Turn(Actor, version));
            await store.CaughtUp();
        }

        using (var database = Database.ForWriting(folder.Database)) database.Execute("DELETE FROM log WHERE first = 2");

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(async () => await store.Journal.Read(Actor, default));

        Assert.Contains("record 2 is missing", damaged.Message, StringComparison.Ordinal);
    }
}
