using System.Collections.Concurrent;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

/// <summary>The edges of all silos hear what one silo tells.</summary>
public sealed class SignalsTests : OneServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Pushes_reach_every_edge_in_order()
    {
        var (one, other) = (await Edge(), await Edge());

        for (var sequence = 1; sequence <= 100; sequence++) one.Signals.Push("acme", "ann", new Push(sequence, PushKind.Offer, "t1", 1, null, null, 0, null, new Instant(0)));

        foreach (var edge in new[] { one, other })
            Assert.Equal(Enumerable.Range(1, 100).Select(sequence => $"acme ann {sequence}"), await edge.Heard(100));
    }

    [Fact]
    public async Task An_answer_reaches_the_edge_that_asked_and_no_other()
    {
        var (one, other) = (await Edge(), await Edge());
        var asked = new Origin(other.Signals.FirstOrigin + 7);

        one.Signals.Answer(asked, new Outcome(Refusal.None, "t1"));
        other.Signals.Answer(new Origin(other.Signals.FirstOrigin + 8), new Outcome(Refusal.None, "t2"));

        Assert.Equal([$"{asked.Value} t1", $"{asked.Value + 1} t2"], (await other.Heard(2)).Order());
        Assert.Empty(one.All);
    }

    [Fact]
    public async Task What_is_stored_of_a_desk_reaches_every_edge()
    {
        var (one, other) = (await Edge(), await Edge());
        var desk = ActorLoops.BringUp(Given.Large, await one.Store.Journal.Read(Given.Large));
        var turn = desk.Do(new ClientCommand(null, null, new Core.Desks.SetAgent("ann", "Ann", [], 3), []), new Instant(1_000));

        await one.Store.Journal.Stores(turn);

        Assert.Equal([$"{Given.Large} 1 {turn.Events.Count}"], await other.Heard(1));
    }

    private async Task<Ear> Edge()
    {
        var store = await Store();
        var ear = new Ear(store, await ClusterSignals.Open(store));
        await ear.Signals.Listen(ear);
        return ear;
    }

    private sealed class Ear(RedisStore store, ClusterSignals signals) : IClusterEdge
    {
        private readonly SemaphoreSlim _heard = new(0);

        public ConcurrentQueue<string> All { get; } = new();

        public RedisStore Store => store;

        public ClusterSignals Signals => signals;

        public async Task<IReadOnlyList<string>> Heard(int count)
        {
            for (var i = 0; i < count; i++) Assert.True(await _heard.WaitAsync(Patience), $"only {i} were heard");
            return [.. All];
        }

        public void Happened(JournalRecord record) => Note($"{record.Actor} {record.Version} {record.Events.Count}");

        public void Pushed(string workspace, AgentId agent, Push push) => Note($"{workspace} {agent} {push.Sequence}");

        public void Answered(Origin origin, Outcome outcome) => Note($"{origin.Value} {outcome.Value}");

        public void SettingsChanged() => Note("settings");

        public void Missed() => Note("missed");

        private void Note(string heard)
        {
            All.Enqueue(heard);
            _heard.Release();
        }
    }
}
