using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Ports;
using Routing.Edge.Presence;

namespace Routing.Edge.Tests.Presence;

/// <summary>A connection that ended is told until the agent's actor knows.</summary>
public sealed class DeparturesTests : IDisposable
{
    private static readonly Caller Ann = new("w", Roles.Agent, "ann");
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new();
    private readonly Store _store = new();
    private readonly Departures _departures;

    public DeparturesTests() => _departures = new Departures(_store, _clock, NullLogger<Departures>.Instance);

    public void Dispose() => _departures.Dispose();

    [Fact]
    public async Task It_is_told_again_until_the_store_is_back_and_then_no_more()
    {
        _departures.Tell(Ann, "c1");
        Assert.Equal("c1", await Told(Refusal.Unknown));
        Assert.Equal("c1", await ToldAfter(Refusal.Overloaded));
        Assert.Equal("c1", await ToldAfter(Refusal.None));

        // Nothing is left of it: a stop has nothing to wait for.
        await _departures.StopAsync(new CancellationTokenSource(Late).Token);
        Assert.False(_store.Asked.Reader.TryRead(out _));
    }

    [Fact]
    public async Task The_same_is_told_once_at_a_time()
    {
        _departures.Tell(Ann, "c1");
        _departures.Tell(Ann, "c1");
        _departures.Tell(Ann, "c2");

        Assert.Equal(["c1", "c2"], new[] { await Told(Refusal.None), await Told(Refusal.None) }.Order());
        Assert.False(_store.Asked.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Where_it_is_not_known_whether_the_connection_was_noted_it_is_told_once_more_when_nothing_is_under_way()
    {
        _departures.Tell(Ann, "c1", surely: false);
        await Told(Refusal.None);

        Assert.Equal("c1", await ToldAfter(Refusal.None));
    }

    [Fact]
    public async Task A_process_that_ends_leaves_it_to_the_next()
    {
        _departures.Tell(Ann, "c1");
        await Told(Refusal.Unknown);

        await _departures.StopAsync(new CancellationTokenSource(Late).Token);
    }

    private async Task<string> Told(Refusal answer)
    {
        using var late = new CancellationTokenSource(Late);
        var (connection, answered) = await _store.Asked.Reader.ReadAsync(late.Token);
        answered.SetResult(new Outcome(answer));
        return connection;
    }

    /// <summary>Lets time pass until it is told again.</summary>
    private async Task<string> ToldAfter(Refusal answer)
    {
        var asked = _store.Asked.Reader.WaitToReadAsync().AsTask();
        while (!asked.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await Told(answer);
    }

    private sealed class Store : IActors
    {
        public Channel<(string Connection, TaskCompletionSource<Outcome> Answer)> Asked { get; } =
            Channel.CreateUnbounded<(string, TaskCompletionSource<Outcome>)>();

        public async ValueTask<Outcome> Do(ActorId to, Command command, string? sender, Guid? id, IReadOnlyList<Body> bodies, CancellationToken cancel)
        {
            Assert.Equal(ActorId.Agent("w", "ann"), to);
            var answer = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            Asked.Writer.TryWrite((Assert.IsType<Disconnect>(command).Connection, answer));
            return await answer.Task.WaitAsync(cancel);
        }

        public ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask<TView> Read<TView>(ActorId from, Query query, CancellationToken cancel)
            where TView : View => throw new NotSupportedException();
    }
}
