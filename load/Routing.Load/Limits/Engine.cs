using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>The whole engine under measurement: its server, agents with skills, and messages that each need one of them.</summary>
public sealed class Engine : IAsyncDisposable
{
    private const int Topics = 10;
    private const int SkillsOfAgent = 3;
    private static readonly DateTimeOffset Written = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // However slow the engine is, it must move.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(DeskAgent Agent, string Thread)> _held = [];
    private readonly Gate _mayResolve = new();
    private long _accepted;
    private long _resolved;
    private Crew _crew = null!;
    private MessagePoster _poster = null!;
    private int _message;

    private Engine(ServerProcess server) => Server = server;

    public ServerProcess Server { get; }

    /// <summary>Where latencies go; a new one for each measurement.</summary>
    public InToPush InToPush { get; private set; } = new();

    /// <summary>Whether an agent who accepts also resolves, or keeps the thread until <see cref="Empty"/>.</summary>
    public bool ResolveAtOnce { get; set; }

    /// <summary>Threads that were accepted, durably, since the start.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    public long Resolved => Volatile.Read(ref _resolved);

    public Gate MayResolve => _mayResolve;

    public IReadOnlyCollection<Exception> Failures => _crew.Failures;

    public static async Task<Engine> Start(int agents, int slots)
    {
        var engine = new Engine(await ServerProcess.Fresh());
        var ready = engine.Server.Ready;
        using (var api = new Api(ready)) await api.ChangePolicy(QueuePerTopic);
        engine._crew = await Crew.Assemble(ready, agents, slots, SkillsOf, engine.Handle);
        engine._poster = new MessagePoster(ready.Url, ready.IntegrationToken, "x");
        return engine;
    }

    public async Task SetSlots(int slots)
    {
        using var api = new Api(Server.Ready);
        foreach (var chunk in _crew.Agents.Index().Chunk(16))
            await Task.WhenAll(chunk.Select(agent => api.SetAgent(agent.Item.Id, slots, SkillsOf(agent.Index))));
    }

    /// <summary>A message of about 500 bytes by a customer of its own: it begins a thread.</summary>
    public static SourceMessage Message(string number) => new(
        $"m{number}", $"c{number}", Own: false, Written,
        "I have been waiting for my order since last week and nobody could tell me where it is. The page says that it was handed over, "
        + "yet nothing came. Could somebody please look into it and write to me? I would be glad to hear from you today.",
        InReplyTo: null);

    /// <summary>Posts one message that needs one of the skills.</summary>
    /// <param name="due">When it was to be sent, in ticks of <see cref="Stopwatch"/>.</param>
    public async Task<Posted> Post(long due)
    {
        var number = Interlocked.Increment(ref _message);
        var posted = await _poster.Post(Message($"{number}"), $"topic{number % Topics}");
        if (posted.Status == 202) InToPush.Sent(posted.Answers[0].Thread!, due);
        return posted;
    }

    public void MeasureAnew() => InToPush = new InToPush();

    /// <summary>Waits until so many threads were accepted since the start.</summary>
    public Task UntilAccepted(long count) => Until(count, () => Accepted, "accepted");

    public Task UntilResolved(long count) => Until(count, () => Resolved, "resolved");

    /// <summary>Waits until lists and feed have caught up with all that happened.</summary>
    public async Task UntilQuiet()
    {
        using var api = new Api(Server.Ready);
        await api.UntilQuiet();
    }

    /// <summary>Resolves everything that agents hold.</summary>
    public async Task Empty()
    {
        var held = new List<(DeskAgent Agent, string Thread)>();
        while (_held.TryTake(out var one)) held.Add(one);
        foreach (var chunk in held.Chunk(128)) await Task.WhenAll(chunk.Select(one => Resolve(one.Agent, one.Thread)));
    }

    public async ValueTask DisposeAsync()
    {
        await _crew.DisposeAsync();
        _poster.Dispose();
        await Server.DisposeAsync();
    }

    private async Task Handle(DeskAgent agent, PushSeen offer)
    {
        InToPush.Pushed(offer.Thread!);
        var answer = await agent.Client.Accept(offer.Thread!, offer.Epoch, Guid.CreateVersion7());
        if (!answer.Done) throw new InvalidOperationException($"{agent.Id} may not accept {offer.Thread}: {answer.Code} {answer.Detail}");
        Interlocked.Increment(ref _accepted);
        if (ResolveAtOnce)
        {
            await _mayResolve.Passed;
            await Resolve(agent, offer.Thread!);
        }
        else
        {
            _held.Add((agent, offer.Thread!));
        }
    }

    private async Task Resolve(DeskAgent agent, string thread)
    {
        var answer = await agent.Resolve(thread);
        if (!answer.Done) throw new InvalidOperationException($"{agent.Id} may not resolve {thread}: {answer.Code} {answer.Detail}");
        Interlocked.Increment(ref _resolved);
    }

    private async Task Until(long count, Func<long> done, string what)
    {
        var stillFor = Stopwatch.StartNew();
        for (var last = done(); last < count;)
        {
            if (_crew.Failures.FirstOrDefault() is { } failure) throw new InvalidOperationException("An agent failed", failure);
            if (stillFor.Elapsed > Patience)
                throw new TimeoutException($"{last} of {count} threads were {what}, and none for {Patience.TotalSeconds:0} s");
            await Task.Delay(2);
            if (done() == last) continue;
            last = done();
            stillFor.Restart();
        }
    }

    private static Dictionary<string, int> SkillsOf(int agent) =>
        Enumerable.Range(0, SkillsOfAgent).ToDictionary(i => $"skill{(agent + (i * 3)) % Topics}", _ => 3);

    // Ten channels, a queue for each, each asking for a skill at a level: three agents in ten can serve any one of them.
    private static void QueuePerTopic(JsonNode policy)
    {
        var queues = policy["queues"]!.AsArray();
        var example = queues[0]!;
        for (var topic = Topics - 1; topic >= 0; topic--)
        {
            var queue = example.DeepClone();
            queue["id"] = $"topic{topic}";
            queue["match"] = new JsonObject { ["channels"] = new JsonArray($"topic{topic}") };
            queue["skills"] = new JsonObject { [$"skill{topic}"] = 2 };
            queues.Insert(0, queue);
        }
    }
}
