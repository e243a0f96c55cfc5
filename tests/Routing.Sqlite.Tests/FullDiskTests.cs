using Routing.Core;

namespace Routing.Sqlite.Tests;

public sealed class FullDiskTests
{
    private static readonly ActorId Actor = ActorId.Directory(Given.Workspace, Given.Message(1)) with { Key = "001" };

    private static readonly SqliteOptions Small = Given.Fast with { ReserveBytes = 1 << 20 };

    [SmallDisk.Fact]
    public async Task Room_for_messages_ends_before_the_disk_does()
    {
        using var disk = new SmallDisk(8);
        await using var store = SqliteStore.Open(disk.Path, Small, TimeProvider.System);
        Assert.True(store.Library.RoomForMessages > 0);

        disk.Fill(leave: 900_000);
        await Until(() => store.Library.RoomForMessages <= 0);

        // What follows from messages already taken still goes in.
        await store.Append(Given.Received(1, 1, "in the reserve"));
        disk.Empty();
        await Until(() => store.Library.RoomForMessages > 0);
    }

    [SmallDisk.Fact]
    public async Task A_full_disk_releases_nothing_and_loses_nothing_once_there_is_room_again()
    {
        using var disk = new SmallDisk(32);
        var store = SqliteStore.Open(disk.Path, Small, TimeProvider.System);
        await using (store)
        {
            await store.Append(Given.Received(1, 1, "before"));
            disk.Fill(leave: 0);
            var stored = new List<int>();
            var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            for (var number = 2; number <= 200; number++)
            {
                var mine = number;
                store.Journal.Append(Given.Received(number, number, new string('x', 20_000)), () =>
                {
                    stored.Add(mine);
                    if (mine == 200) last.SetResult();
                });
            }

            await Until(() => store.Library.RoomForMessages <= 0);
            Assert.False(last.Task.IsCompleted);
            Assert.Equal("before", Text((await store.Library.Bodies(Given.Workspace, ["m/x/1"], default))["m/x/1"]));

            disk.Empty();
            await last.Task;
            Assert.Equal(Enumerable.Range(2, 199), stored);
            Assert.False(store.Failed.IsCompleted);
        }

        await using var again = SqliteStore.Open(disk.Path, Small, TimeProvider.System);
        Assert.Equal(200, (await again.Journal.Read(Actor, default)).Version);
        await again.CaughtUp();
        Assert.Equal(200, (await again.Library.Counts(Given.Workspace, default)).Messages);
    }

    [SmallDisk.Fact]
    public async Task A_disk_that_stays_full_ends_the_store_with_nothing_more_acknowledged()
    {
        using var disk = new SmallDisk(8);
        var acknowledged = 0;
        await using (var store = SqliteStore.Open(disk.Path, Small with { FullPatience = TimeSpan.FromMilliseconds(200) }, TimeProvider.System))
        {
            await store.Append(Given.Received(1, 1, "before"));
            disk.Fill(leave: 0);
            store.Journal.Append(Given.Received(2, 2, new string('x', 5_000_000)), () => Interlocked.Increment(ref acknowledged));

            var reason = await store.Failed;

            Assert.IsType<DiskFullException>(reason);
        }

        Assert.Equal(0, acknowledged);
        disk.Empty();
        await using var again = SqliteStore.Open(disk.Path, Small, TimeProvider.System);
        Assert.Equal(1, (await again.Journal.Read(Actor, default)).Version);
    }

    private static string Text(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("text").GetString()!;

    /// <summary>The store looks at the disk on its own beat; nothing tells when it has.</summary>
    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds()) await Task.Delay(5, patience.Token);
    }
}
