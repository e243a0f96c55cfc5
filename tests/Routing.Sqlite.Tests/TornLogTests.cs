using System.Collections.Concurrent;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite.Tests;

/// <summary>A power cut at any byte: on the real files, copied while they are written.</summary>
public sealed class TornLogTests
{
    private const int Sector = 512;
    private const long Tail = 64 * 1024;

    [Fact]
    public async Task Whatever_was_acknowledged_before_the_cut_is_there_and_nothing_is_half()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still with { BatchTurns = 4 });
        var acknowledged = new ConcurrentQueue<(Turn Turn, long LogBytes)>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = true;
        var writer = Task.Run(() =>
        {
            for (var number = 1; Volatile.Read(ref writing); number++)
            {
                while (store.Journal.Backlog.Turns > 50) Thread.Yield();
                var turn = With(Given.Received(number, (number + 3) / 4, $"text {number}"), $"{number % 4:x3}");
                store.Journal.Append(turn, () =>
                {
                    acknowledged.Enqueue((turn, new FileInfo(folder.Log).Length));
                    if (acknowledged.Count == 600) enough.SetResult();
                });
            }
        });

        await enough.Task;
        using var crashed = folder.Crash();
        Volatile.Write(ref writing, false);
        await writer;

        var all = new FileInfo(crashed.Log).Length;
        var cuts = new List<long>();
        for (var cut = all; cut > all - Tail; cut -= Sector) cuts.Add(cut);
        for (var cut = all - Tail; cut > all - (10 * Tail); cut -= 18 * Sector) cuts.Add(cut);
        var ends = new HashSet<int>();
        foreach (var cut in cuts)
        {
            using var torn = crashed.Crash(cut);
            ends.Add(Check(torn, [.. acknowledged.Where(item => item.LogBytes <= cut).Select(item => item.Turn)]));
        }

        // Cuts that lose nothing prove nothing: they must have reached many different commits.
        Assert.True(ends.Count >= 10, $"only {ends.Count} different ends");
    }

    [Fact]
    public async Task A_torn_store_goes_on_where_it_was_cut()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        for (var number = 1; number <= 20; number++) await store.Append(Given.Received(number, number, "text"));
        using var torn = folder.Crash(new FileInfo(folder.Log).Length - 1_000);

        await using var again = Given.Store(torn);
        var actor = Given.Received(1, 1, "").Actor;
        var version = (await again.Journal.Read(actor, default)).Version;
        Assert.InRange(version, 1, 19);
        await again.Append(Given.Received((int)version + 1, version + 1, "again"));
        await again.CaughtUp();

        Assert.Equal(version + 1, (await again.Journal.Read(actor, default)).Version);
        Assert.Equal(version + 1, (await again.Library.Counts(Given.Workspace, default)).Messages);
        var feed = await again.Library.Feed(Given.Workspace, 0, 100, default);
        Assert.Equal(Enumerable.Range(1, (int)version + 1).Select(n => (long)n), feed!.Select(entry => entry.Cursor));
    }

    /// <returns>How many records survived.</returns>
    private static int Check(Folder torn, List<Turn> mustBeThere)
    {
        using var journal = Database.ForWriting(torn.Journal);
        Assert.Equal("ok", Text(journal.Prepare("PRAGMA quick_check")));
        var stored = new HashSet<(ActorId, long)>();
        var versions = new Dictionary<ActorId, long>();
        foreach (var entry in JournalFile.After(journal, 0))
        {
            var turn = (Turn)entry.What;
            Assert.Equal(stored.Count + 1, entry.Sequence);
            Assert.Equal(versions[turn.Actor] = versions.GetValueOrDefault(turn.Actor) + 1, turn.Version);
            var message = ((Routing.Core.Directory.MessageReceived)turn.Events[0]).Message;
            Assert.Equal(Body.OfMessage(message), Assert.Single(turn.Bodies).Key);
            stored.Add((turn.Actor, turn.Version));
        }

        foreach (var turn in mustBeThere) Assert.Contains((turn.Actor, turn.Version), stored);
        return stored.Count;
    }

    private static string Text(Statement query)
    {
        Assert.True(query.Next());
        var text = query.Text(0);
        query.Reset();
        return text;
    }

    private static Turn With(Turn turn, string shard)
    {
        var actor = turn.Actor with { Key = shard };
        return new Turn
        {
            Actor = actor,
            Version = turn.Version,
            At = turn.At,
            Record = Given.Turn(actor, turn.Version, [.. turn.Events]).Record,
            Events = turn.Events,
            Bodies = turn.Bodies,
        };
    }
}
