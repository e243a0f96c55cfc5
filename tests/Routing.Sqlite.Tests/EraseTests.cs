using System.Text;
using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite.Tests;

public sealed class EraseTests
{
    private static readonly ActorId Shard = Given.Received(1, 1, "").Actor;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erased_text_is_gone_from_texts_search_and_file(bool settled)
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder, settled ? Given.Fast : Given.Still))
        {
            await Filed(store, 1, "t1", "my unmistakable cat");
            await Filed(store, 2, "t2", "another cat");
            if (settled) await store.CaughtUp();

            await store.Append(Given.Erasing(Shard, 3, Body.OfMessage(Given.Message(1))));

            Assert.Empty(await store.Library.Bodies(Given.Workspace, ["m/x/1"], default));
        }

        await using (var store = Given.Store(folder))
        {
            Assert.Empty(await Found(store, "unmistakable"));
            Assert.Equal(["t2"], await Found(store, "cat"));
        }

        Assert.DoesNotContain("unmistakable", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.Database)), StringComparison.Ordinal);
        Assert.DoesNotContain("unmistakable", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.Journal)), StringComparison.Ordinal);
        Assert.Contains("another", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.Database)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_edited_text_is_found_by_its_new_words_only(bool settled)
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, settled ? Given.Fast : Given.Still);
        await Filed(store, 1, "t1", "first wording");
        if (settled) await store.CaughtUp();
        var edit = Given.Erasing(Shard, 10);
        await store.Append(new Hosting.Turn
        {
            Actor = edit.Actor, Version = edit.Version, At = edit.At, Record = edit.Record, Events = [],
            Bodies = [new Body("m/x/1", """{"text":"second phrase"}""")],
        });
        await store.DisposeAsync();

        await using var again = Given.Store(folder);
        await again.CaughtUp();
        Assert.Empty(await Found(again, "wording"));
        Assert.Equal(["t1"], await Found(again, "phrase"));
        Assert.Equal("""{"text":"second phrase"}""", (await again.Library.Bodies(Given.Workspace, ["m/x/1"], default))["m/x/1"]);
    }

    [Fact]
    public async Task A_search_stays_in_its_workspace_and_takes_what_people_type()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        await Filed(store, 1, "t1", "Où est l'avion de \\\"Zoë\\\" pour l'été");
        await Filed(store, 1, "t1", "secret avion", "other");

        Assert.Equal(["t1"], await Found(store, "AVION ete"));
        Assert.Equal(["t1"], await Found(store, "\"zoe\""));
        Assert.Empty(await Found(store, "secret"));
        Assert.Empty(await Found(store, "avion OR secret"));
        Assert.Empty(await Found(store, "avion train"));
        Assert.Empty(await Found(store, "!!! ) ( \" *"));
        Assert.Empty(await Found(store, "   "));
    }

    [Fact]
    public async Task A_body_in_a_turn_that_erases_it_is_gone()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        var turn = Given.Erasing(Shard, 1, "m/x/1");
        await store.Append(new Hosting.Turn
        {
            Actor = turn.Actor, Version = 1, At = turn.At, Record = turn.Record, Events = [], Erase = turn.Erase,
            Bodies = [new Body("m/x/1", "{}"), new Body("n/1", "not json at all")],
        });

        Assert.Equal(["n/1"], (await store.Library.Bodies(Given.Workspace, ["m/x/1", "n/1"], default)).Keys);
    }

    private static async Task Filed(SqliteStore store, int number, ThreadId thread, string text, string workspace = Given.Workspace)
    {
        await store.Append(Given.Received(number, number, text, workspace));
        await store.Append(Given.Turn(ActorId.Thread(workspace, thread), 1, Given.Added(number)));
    }

    private static async Task<IEnumerable<ThreadId>> Found(SqliteStore store, string text)
    {
        await store.CaughtUp();
        var page = await store.Library.Threads(Given.Workspace, new ThreadFilter(null, null, null, null, text), null, 10, default);
        return page.Items.Select(row => row.Thread);
    }
}
