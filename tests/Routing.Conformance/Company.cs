using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Conformance;

/// <summary>A small company on a host: what its customers, agents and supervisor do, each in one word.</summary>
public sealed class Company(IConformanceHost host)
{
    private int _ids;

    public IConformanceHost Host => host;

    public string Workspace => host.Workspace;

    public ActorId Desk => ActorId.Desk(Workspace);

    public ActorId Thread(ThreadId thread) => ActorId.Thread(Workspace, thread);

    public ActorId Agent(AgentId agent) => ActorId.Agent(Workspace, agent);

    public static MessageKey Message(string id) => MessageKey.Of("net", id);

    /// <summary>An agent who is connected and available.</summary>
    public async Task Staff(AgentId agent, int slots = 3, params SkillLevel[] skills)
    {
        await Must(Desk, new SetAgent(agent, agent, skills, slots));
        await Connect(agent);
        await Must(Agent(agent), new SetStatus(AgentStatus.Available, agent));
        await host.Until(async () => (await host.Read<DeskAgentView>(Desk, new ReadDeskAgent(agent))).Ready);
    }

    public async Task<string> Connect(AgentId agent)
    {
        var connection = $"{agent}-{++_ids}";
        await Must(Agent(agent), new Connect(connection, _ids, GraceSeconds: 60));
        return connection;
    }

    public ValueTask<Outcome> Post(
        string id, string author, string? parent = null, string? text = null, Visibility visibility = Visibility.Public, bool own = false,
        long minute = 0, long joinMinutes = 0)
    {
        var said = text ?? "text of " + id;
        var key = Message(id);
        return host.Ask(
            ActorId.Directory(Workspace, key),
            origin => new Receive(
                key,
                CustomerKey.Of("net", author),
                parent is null ? null : Message(parent),
                new MessageFacts(
                    own, Repost: false, visibility, new Instant(1_700_000_000_000 + (minute * 60_000)), host.Now,
                    Hashes.Content(author + said), Hashes.Content(said), joinMinutes * 60_000, Followers: 10, Reading.Unknown),
                origin),
            [new Body(Body.OfMessage(key), said)]);
    }

    /// <summary>Posts a message and says in which thread it is.</summary>
    public async Task<ThreadId> Posted(
        string id, string author, string? parent = null, Visibility visibility = Visibility.Public, long minute = 0, long joinMinutes = 0)
    {
        var outcome = await Post(id, author, parent, null, visibility, own: false, minute, joinMinutes);
        Assert.Equal(Refusal.None, outcome.Code);
        return Assert.IsType<string>(outcome.Value);
    }

    /// <summary>The newest open offer of a thread to an agent, once it is pushed.</summary>
    public async Task<Push> Offered(AgentId agent, ThreadId thread, long after = 0)
    {
        Push? offer = null;
        await host.Until(() =>
        {
            offer = host.PushesOf(agent).LastOrDefault(push => push.Kind == PushKind.Offer && push.Thread == thread && push.Epoch > after);
            return ValueTask.FromResult(offer is not null);
        });
        return offer!;
    }

    public async Task<Push> Pushed(AgentId agent, PushKind kind, ThreadId thread)
    {
        Push? push = null;
        await host.Until(() =>
        {
            push = host.PushesOf(agent).LastOrDefault(item => item.Kind == kind && item.Thread == thread);
            return ValueTask.FromResult(push is not null);
        });
        return push!;
    }

    public ValueTask<Outcome> Accept(AgentId agent, Push offer) => Do(Desk, new Accept(agent, offer.Thread!, offer.Epoch));

    /// <summary>Offered, accepted, and known to the thread.</summary>
    public async Task Holds(AgentId agent, ThreadId thread)
    {
        var outcome = await Accept(agent, await Offered(agent, thread));
        Assert.Equal(Refusal.None, outcome.Code);
        await Owned(agent, thread);
    }

    /// <summary>Waits until the thread knows that this agent holds it.</summary>
    public async Task Owned(AgentId agent, ThreadId thread) =>
        await host.Until(async () => await View(thread) is { Holding: Holding.Assigned } view && view.Agent == agent);

    public async Task<Outcome> Reply(AgentId agent, ThreadId thread, Visibility visibility = Visibility.Public, string? id = null)
    {
        var view = await View(thread);
        var newest = view.Report!.Newest;
        return await Do(Thread(thread), new Reply(id ?? $"r{++_ids}", agent, newest, visibility, newest, 1, AllowMorePublic: false));
    }

    public ValueTask<ThreadView> View(ThreadId thread) => host.Read<ThreadView>(Thread(thread), new ReadThread());

    public ValueTask<CustomerView> Customer(string author) =>
        host.Read<CustomerView>(ActorId.Customer(Workspace, CustomerKey.Of("net", author)), new ReadCustomer());

    public ValueTask<ThreadExplained> OnDesk(ThreadId thread) => host.Read<ThreadExplained>(Desk, new ExplainThread(thread));

    public ValueTask<DeskAgentView> AtDesk(AgentId agent) => host.Read<DeskAgentView>(Desk, new ReadDeskAgent(agent));

    public ValueTask<Outcome> Do(ActorId to, Command command) => host.Do(to, new ClientCommand(null, null, command, []));

    public async Task Must(ActorId to, Command command) => Assert.Equal(Refusal.None, (await Do(to, command)).Code);
}
