using System.Text;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Redis.Tests;

/// <summary>Turns to store, and waiting for what becomes of them.</summary>
internal static class Given
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A small actor, whose records lie in its own key.</summary>
    public static ActorId Small => ActorId.Thread("acme", "t1");

    /// <summary>An actor with many records: a stream.</summary>
    public static ActorId Large => ActorId.Desk("acme");

    public static Turn Turn(ActorId actor, long version, string? text = null, Instant? due = null, bool unsent = false) => new()
    {
        Actor = actor,
        Version = version,
        At = new Instant(1_000 * version),
        Record = Encoding.UTF8.GetBytes(text ?? $"record {version}"),
        Events = [],
        Due = due ?? Instant.Never,
        Unsent = unsent,
    };

    /// <summary>Null once it is stored, else why it was lost.</summary>
    public static Task<Exception?> Append(this RedisJournal journal, Turn turn)
    {
        var done = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.Append(turn, () => done.SetResult(null), done.SetResult);
        return done.Task.WaitAsync(Patience);
    }

    /// <summary>Appends this many turns after a version, all at once.</summary>
    public static async Task<Exception?[]> AppendAll(this RedisJournal journal, ActorId actor, long after, int count) =>
        await Task.WhenAll(Enumerable.Range(1, count).Select(i => journal.Append(Turn(actor, after + i))));

    public static async Task Stores(this RedisJournal journal, Turn turn) => Assert.Null(await journal.Append(turn));

    public static async Task<StoredActor> Read(this RedisJournal journal, ActorId actor) => await journal.Read(actor, CancellationToken.None);

    public static IEnumerable<string> Texts(this StoredActor stored) => stored.Records.Select(record => Encoding.UTF8.GetString(record.Span));
}
