using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Hosting;
using Routing.Sqlite;

namespace Routing.Grains.Tests;

/// <summary>The embedded mode for tests: one silo of Orleans' testing host over a real store in a temporary folder; the actors' clock is
/// moved by the test, the silo's own is real.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable, IRelease
{
    public const string Workspace = "acme";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("routing-grains-").FullName;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Outcome>> asked = new();
    private readonly ConcurrentQueue<(AgentId Agent, Push Push)> pushes = new();
    private readonly ConcurrentQueue<(AgentId Agent, Push Push)> log = new();
    private readonly SemaphoreSlim pushed = new(0);
    private InProcessTestCluster cluster = null!;
    private SqliteStore store = null!;
    private long origins;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private ActorDoor Door => Of<ActorDoor>();

    public Instant Now => Instant.Of(Clock.GetUtcNow());

    public SqliteLibrary Library => store.Library;

    /// <summary>All that is stored can be read from the library.</summary>
    public Task Projected() => store.CaughtUp();

    public static async Task<EmbeddedSilo> Start()
    {
        var silo = new EmbeddedSilo();
        await silo.Open();
        return silo;
    }

    public async Task<Outcome> Do(ActorId to, Command command, string? sender = null, Guid? id = null, params Body[] bodies)
    {
        return await Door.Do(to, new ClientCommand(sender, id, command, bodies)).AsTask().WaitAsync(Patience);
    }

    public Task<Outcome> Desk(DeskCommand command) => Do(ActorId.Desk(Workspace), command);

    /// <summary>Posts a customer's message and waits for the answer that names its thread.</summary>
    public Task<Outcome> Post(string id, string author, string? parent = null, string text = "help", Visibility visibility = Visibility.Public)
    {
        var message = MessageKey.Of("net", id);
        var facts = new MessageFacts(
            false, false, visibility, Now, Now, Hashes.Content(author + text), Hashes.Content(text), 0, 10, new Reading(Urgency.Normal, "billing", "en"));
        MessageKey? under = parent is null ? null : MessageKey.Of("net", parent);
        var body = new Body(Body.OfMessage(message), $$"""{"text":"{{text}}"}""");
        return Ask(ActorId.Directory(Workspace, message), origin => new Receive(message, CustomerKey.Of("net", author), under, facts, origin), body);
    }

    /// <summary>Hands over an envelope as another silo would.</summary>
    public Task<Taken> Deliver(Envelope envelope) => Of<Floor>().Deliver(envelope).AsTask().WaitAsync(Patience);

    /// <summary>A command that another actor answers.</summary>
    public async Task<Outcome> Ask(ActorId to, Func<Origin, Command> command, params Body[] bodies)
    {
        var origin = new Origin(Interlocked.Increment(ref origins));
        var answer = asked.GetOrAdd(origin.Value, _ => new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        var outcome = await Do(to, command(origin), null, null, bodies);
        return outcome.Code == Refusal.None ? await answer.Task.WaitAsync(Patience) : outcome;
    }

    /// <summary>Whoever was due by now has been woken, and has decided.</summary>
    public Task Woken() => Of<WakeClock>().WakeNow();

    public IReadOnlyList<Push> PushesOf(AgentId agent) => [.. log.Where(entry => entry.Agent == agent).Select(entry => entry.Push)];

    public async Task<TView> Read<TView>(ActorId from, Query query)
        where TView : View => (TView)await Door.Read(from, query).AsTask().WaitAsync(Patience);

    /// <summary>An agent who is connected and available.</summary>
    public async Task Staff(AgentId agent, int slots = 3, params Core.Policies.SkillLevel[] skills)
    {
        await Desk(new SetAgent(agent, agent, skills, slots));
        await Do(ActorId.Agent(Workspace, agent), new Connect("c-" + agent, Now.Ms, 60));
        await Do(ActorId.Agent(Workspace, agent), new SetStatus(AgentStatus.Available, agent));
    }

    /// <summary>The next push that fits, in the order in which they came; what does not fit is passed by.</summary>
    public async Task<(AgentId Agent, Push Push)> NextPush(Func<AgentId, Push, bool> fits)
    {
        while (true)
        {
            if (!await pushed.WaitAsync(Patience)) throw new TimeoutException("no such push came");
            if (pushes.TryDequeue(out var next) && fits(next.Agent, next.Push)) return next;
        }
    }

    public async Task<(AgentId Agent, Push Push)> NextOffer() => await NextPush((_, push) => push.Kind == PushKind.Offer);

    /// <summary>Stops the silo properly and starts another on the same store.</summary>
    public async Task Restart()
    {
        await Close();
        await Open();
    }

    /// <summary>Sends every idle actor out of memory.</summary>
    public Task Forget() => Of<Floor>().Forget().WaitAsync(Patience);

    public void Push(string workspace, AgentId agent, Push push)
    {
        pushes.Enqueue((agent, push));
        log.Enqueue((agent, push));
        pushed.Release();
    }

    public void Answer(Origin origin, Outcome outcome)
    {
        if (asked.TryRemove(origin.Value, out var waiting)) waiting.SetResult(outcome);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(folder, recursive: true);
        pushed.Dispose();
    }

    private T Of<T>()
        where T : notnull => cluster.Silos[0].ServiceProvider.GetRequiredService<T>();

    private async Task Open()
    {
        store = SqliteStore.Open(folder, new SqliteOptions(), TimeProvider.System);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IJournal>(store.Journal);
            silo.Services.AddSingleton<IRelease>(this);
            silo.Services.AddSingleton(new ActorClock(Clock));
            silo.AddRoutingActors();
        });
        cluster = builder.Build();
        await cluster.DeployAsync().WaitAsync(Patience);
    }

    private async Task Close()
    {
        await cluster.StopAllSilosAsync().WaitAsync(Patience);
        await cluster.DisposeAsync().AsTask().WaitAsync(Patience);
        await store.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
