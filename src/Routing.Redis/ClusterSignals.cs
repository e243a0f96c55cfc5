using System.Globalization;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>What one silo tells the edges of all: what happened, pushes for agents wherever they are connected, answers for whoever asked.</summary>
/// <remarks>Hints, over the store's publish and subscribe: in order from each silo, lost while a connection is. The truth is in the journals;
/// <see cref="IClusterEdge.Missed"/> says when to look there. Thread-safe.</remarks>
public sealed class ClusterSignals : IRelease, IAsyncDisposable
{
    private const int RunBits = 32;
    private static readonly RedisChannel Turns = RedisChannel.Literal("routing:turns");
    private static readonly RedisChannel Pushes = RedisChannel.Literal("routing:pushes");
    private static readonly RedisChannel Settings = RedisChannel.Literal("routing:settings");

    private readonly ISubscriber _subscriber;
    private readonly RedisStore _store;
    private IClusterEdge? _edge;

    private ClusterSignals(RedisStore store, long run)
    {
        (_store, Run) = (store, run);
        _subscriber = store.Subscriber;
    }

    /// <summary>Number of this silo's run; no other run has it.</summary>
    public long Run { get; }

    /// <summary>Origins of this run's questions begin here.</summary>
    public long FirstOrigin => Run << RunBits;

    public static async Task<ClusterSignals> Open(RedisStore store) =>
        new(store, await store.Database.StringIncrementAsync("routing:runs"));

    /// <summary>From now on the edge hears of all silos, this one among them.</summary>
    public async Task Listen(IClusterEdge edge)
    {
        _edge = edge;
        await Subscribe(Turns, bytes =>
        {
            var record = Wire.ReadRecord(bytes);
            edge.Happened(record);
        });
        await Subscribe(Pushes, bytes =>
        {
            var pushed = JsonSerializer.Deserialize<Pushed>(bytes.Span, Wire.Options)!;
            edge.Pushed(pushed.Workspace, pushed.Agent, pushed.Push);
        });
        await Subscribe(Answers(Run), bytes =>
        {
            var answered = JsonSerializer.Deserialize<Answered>(bytes.Span, Wire.Options)!;
            edge.Answered(new Origin(answered.Origin), answered.Outcome);
        });
        await Subscribe(Settings, _ => edge.SettingsChanged());
        _store.Stored = Told;
        _store.Reconnected = edge.Missed;
    }

    public void Push(string workspace, AgentId agent, Push push) => Publish(Pushes, new Pushed(workspace, agent, push));

    public void Answer(Origin origin, Outcome outcome)
    {
        var run = origin.Value >> RunBits;
        if (run == Run) _edge?.Answered(origin, outcome);
        else Publish(Answers(run), new Answered(origin.Value, outcome));
    }

    /// <summary>Every silo reads its settings anew.</summary>
    public void SettingsChanged() => _subscriber.Publish(Settings, RedisValue.EmptyString, CommandFlags.FireAndForget);

    public async ValueTask DisposeAsync()
    {
        _store.Stored = null;
        _store.Reconnected = null;
        await _subscriber.UnsubscribeAsync(Turns);
        await _subscriber.UnsubscribeAsync(Pushes);
        await _subscriber.UnsubscribeAsync(Answers(Run));
        await _subscriber.UnsubscribeAsync(Settings);
    }

    /// <summary>What boards and webhooks live on: no board shows the directory or a customer.</summary>
    private void Told(Turn turn)
    {
        if (turn.Events.Count > 0 && turn.Actor.Kind is ActorKind.Thread or ActorKind.Desk or ActorKind.Agent)
            _subscriber.Publish(Turns, turn.Record, CommandFlags.FireAndForget);
    }

    private async Task Subscribe(RedisChannel channel, Action<ReadOnlyMemory<byte>> heard)
    {
        var messages = await _subscriber.SubscribeAsync(channel);
        messages.OnMessage(message => heard((byte[]?)message.Message ?? []));
    }

    private void Publish<T>(RedisChannel channel, T message) =>
        _subscriber.Publish(channel, JsonSerializer.SerializeToUtf8Bytes(message, Wire.Options), CommandFlags.FireAndForget);

    private static RedisChannel Answers(long run) => RedisChannel.Literal(string.Create(CultureInfo.InvariantCulture, $"routing:answers:{run}"));

    private sealed record Pushed(string Workspace, AgentId Agent, Push Push);

    private sealed record Answered(long Origin, Outcome Outcome);
}

/// <summary>An edge as it hears of all silos. Called on threads of the store: must return at once.</summary>
public interface IClusterEdge
{
    void Happened(JournalRecord record);

    void Pushed(string workspace, AgentId agent, Push push);

    void Answered(Origin origin, Outcome outcome);

    void SettingsChanged();

    /// <summary>The connection was lost and is there again: what was told meanwhile was not heard.</summary>
    void Missed();
}
