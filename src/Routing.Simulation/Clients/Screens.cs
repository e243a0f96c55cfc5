using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Simulation.Audit;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>The edge as agents see it: holds their connections, hands pushes on in order, says when a connection is gone.</summary>
internal sealed class Screens(Conditions conditions, Host host, Asker asker, Weather weather, Auditor auditor)
{
    /// <summary>Milliseconds between two looks of a tab whether it missed something.</summary>
    private const long AskMs = 10_000;

    private readonly Dictionary<AgentId, List<Tab>> _tabs = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, AgentClient> _agents = new(StringComparer.Ordinal);
    private long _epochs;
    private Watch? _watch;

    public IEnumerable<AgentClient> Agents => _agents.Values;

    public void Add(AgentClient agent)
    {
        _agents[agent.Id] = agent;
        _tabs[agent.Id] = [];
    }

    public IReadOnlyList<Tab> Of(AgentId agent) => _tabs[agent];

    /// <summary>A new connection: first the actor is told, then what was missed is read, then pushes flow.</summary>
    public void Open(AgentClient agent, long? last)
    {
        var epoch = ++_epochs;
        var tab = new Tab(agent, $"{agent.Id}-{epoch}", last, host, asker);
        _tabs[agent.Id].Add(tab);
        host.Trace.Note($"{tab.Id} opens after {last}");
        asker.Ask(Actor(agent.Id), $"edge:{agent.Id}", _ => new Connect(tab.Id, epoch, conditions.GraceSeconds, conditions.IdleSeconds), [], outcome =>
        {
            if (outcome.IsRefused) Refuse(tab);
            else if (tab.IsClosed) Gone(tab);
            else tab.CatchUp();
            tab.IsConnected = true;
        });
        if (conditions.Shifts) (_watch ??= new Watch(host, weather, Close)).Begin(tab);
    }

    /// <summary>The connection is gone, from either side; what was on its way is lost.</summary>
    public void Cut(Tab tab)
    {
        if (!_tabs[tab.Agent.Id].Remove(tab)) return;
        host.Trace.Note($"{tab.Id} is gone at {tab.Seen}");
        Close(tab);
    }

    /// <summary>The client is gone without a word: nothing reaches it, and for a while nobody knows.</summary>
    public void Vanish(Tab tab)
    {
        if (!_tabs[tab.Agent.Id].Remove(tab)) return;
        host.Trace.Note($"{tab.Id} vanishes at {tab.Seen}");
        weather.Count("clients vanished");
        tab.IsGone = true;
        auditor.Presence.Ended(tab.Id);
    }

    /// <summary>The line is half open: both ends believe in it, and nothing comes through.</summary>
    public void Strand(Tab tab)
    {
        host.Trace.Note($"{tab.Id} is half open at {tab.Seen}");
        weather.Count("clients half open");
        tab.Strand();
    }

    /// <summary>What is open, and known to the agent's actor.</summary>
    public IEnumerable<string> Connected(AgentId agent) => _tabs[agent].Where(tab => tab.IsConnected).Select(tab => tab.Id);

    public void Push(AgentId agent, Push push)
    {
        if (!_tabs.TryGetValue(agent, out var tabs)) return;
        foreach (var tab in tabs) tab.Send(push, weather.Delay());
    }

    /// <summary>Pushes of a silo that dies may be stored and never sent: in a cluster tabs ask now and then.</summary>
    public void Begin()
    {
        if (conditions.Model == CommitModel.Embedded) return;
        foreach (var tab in _tabs.Values.SelectMany(tabs => tabs).Where(tab => tab.IsStarted)) tab.CatchUp();
        host.Schedule.After(AskMs, Begin);
    }

    /// <summary>The edge's process died with everything in it.</summary>
    public void Die()
    {
        foreach (var tabs in _tabs.Values)
        {
            foreach (var tab in tabs) End(tab);
            tabs.Clear();
        }
    }

    /// <summary>The edge is up again after it died; whoever called meanwhile got no line.</summary>
    public void Restarted()
    {
        Die();
        foreach (var agent in _agents.Keys)
        {
            var before = _epochs + 1;
            asker.Ask(Actor(agent), null, _ => new TransportLost(before), [], _ => { });
        }

        asker.Ask(ActorId.Desk(World.Workspace), null, _ => new Resume(), [], _ => { });
    }

    /// <summary>The edge knows that the client is gone.</summary>
    private void Close(Tab tab)
    {
        Refuse(tab);
        if (tab.IsConnected) Gone(tab);
    }

    private void Refuse(Tab tab)
    {
        _tabs[tab.Agent.Id].Remove(tab);
        End(tab);
    }

    private void End(Tab tab)
    {
        (tab.IsGone, tab.IsClosed) = (true, true);
        auditor.Presence.Ended(tab.Id);
    }

    private void Gone(Tab tab) => asker.Ask(Actor(tab.Agent.Id), null, _ => new Disconnect(tab.Id), [], _ => { });

    private static ActorId Actor(AgentId agent) => ActorId.Agent(World.Workspace, agent);
}
