using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Sqlite.Tests;

/// <summary>Turns as actors make them, small.</summary>
internal static class Given
{
    public const string Workspace = "acme";

    public static readonly Instant Noon = new(1_764_000_000_000);

    /// <summary>Beats fast, so that tests do not wait.</summary>
    public static readonly SqliteOptions Fast = new() { Beat = TimeSpan.FromMilliseconds(10) };

    /// <summary>Only what is asked for happens: no beat comes, and the write-ahead log only grows.</summary>
    public static readonly SqliteOptions Still = new() { Beat = TimeSpan.FromHours(1), CheckpointBytes = long.MaxValue };

    public static SqliteStore Store(Folder folder, SqliteOptions? options = null) =>
        SqliteStore.Open(folder.Path, options ?? Fast, TimeProvider.System);

    public static MessageKey Message(int number) => new($"x/{number}");

    public static Turn Turn(ActorId actor, long version, params Event[] events) => Turn(actor, version, Instant.Never, false, events);

    public static Turn Turn(ActorId actor, long version, Instant due, bool unsent, params Event[] events) => new()
    {
        Actor = actor,
        Version = version,
        At = Noon + version,
        Record = Record(actor, version, events),
        Events = events,
        Due = due,
        Unsent = unsent,
    };

    /// <summary>A message as its directory shard takes it, with its text.</summary>
    public static Turn Received(int number, long version, string text, string workspace = Workspace)
    {
        var facts = new MessageFacts(false, false, Visibility.Public, Noon + number, Noon + number, number, number, 0, 10, Reading.Unknown);
        var actor = new ActorId(ActorKind.Directory, workspace, "001");
        Event[] events = [new MessageReceived(Message(number), new CustomerKey("c1"), null, facts, Origin.Nobody, false, [])];
        return new Turn
        {
            Actor = actor,
            Version = version,
            At = Noon + version,
            Record = Record(actor, version, events),
            Events = events,
            Bodies = [new Body(Body.OfMessage(Message(number)), $$"""{"text":"{{text}}"}""")],
        };
    }

    public static Turn Erasing(ActorId actor, long version, params string[] keys) => new()
    {
        Actor = actor,
        Version = version,
        At = Noon + version,
        Record = Record(actor, version, []),
        Events = [],
        Erase = keys,
    };

    public static ThreadMessage InThread(int number) => new(
        Message(number), Message(number),
        new MessageFacts(false, false, Visibility.Public, Noon, Noon, number, number, 0, 10, Reading.Unknown), false, false);

    public static Report Report(Phase phase = Phase.Open, string customer = "c1") => new(
        1, phase, new CustomerKey(customer), "x", Visibility.Public, new Reading(Urgency.High, "billing", "en"), 0, 0, Noon, 1, Message(1));

    public static MessageAdded Added(int number, string customer = "c1") =>
        new(InThread(number), new CustomerCard(new CustomerKey(customer), 0, 10, 1), Report(customer: customer));

    public static ThreadReported Reported(ThreadId thread, long key, string queue = "general") =>
        new(thread, Report(), new Need(queue, []), new Rank(key, Noon, Noon + 1000, Urgency.High, 0, 0, 1));

    public static async Task Append(this SqliteStore store, Turn turn)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Journal.Append(turn, stored.SetResult);
        await Task.WhenAny(stored.Task, store.Failed);
        if (store.Failed.IsCompleted) throw await store.Failed;
    }

    private static byte[] Record(ActorId actor, long version, Event[] events) => Wire.WriteRecord(
        new JournalRecord(actor, version, Noon + version, null, 0, null, null, null, new Dictionary<ActorId, long>(), null, events));
}
