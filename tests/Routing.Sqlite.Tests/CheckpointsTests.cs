using Routing.Core;

namespace Routing.Sqlite.Tests;

public sealed class CheckpointsTests
{
    [Fact]
    public async Task The_write_ahead_log_stays_bounded_under_a_writer_that_never_rests_and_readers_that_never_stop()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Fast with { CheckpointBytes = 1 << 20, RestartBytes = 4 << 20 });
        var actor = ActorId.Thread(Given.Workspace, "t");
        var payload = new string('x', 4_000);
        long largest = 0;
        long written = 0;
        for (var number = 1; number <= 3_000; number++)
        {
            if (number % 20 == 0)
            {
                await store.Append(Given.Received(number, number, payload));
                Assert.Equal(number, (await store.Journal.Read(Given.Received(1, 1, "").Actor, default)).Version);
                largest = Math.Max(largest, new FileInfo(folder.Log).Length);
            }
            else
            {
                store.Journal.Append(Given.Received(number, number, payload), () => { });
            }

            written += 8_000;
        }

        Assert.True(written > 20 << 20);
        Assert.True(largest < 20 << 20, $"the log grew to {largest} bytes");
        Assert.False(store.Failed.IsCompleted);
        await store.Append(Given.Turn(actor, 1));
    }
}
