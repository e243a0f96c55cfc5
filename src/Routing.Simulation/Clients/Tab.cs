using Routing.Core;
using Routing.Core.Agents;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>One connection of an agent, with its own cursor: shows pushes in order, reads again where one is missing.</summary>
internal sealed class Tab(AgentClient agent, string id, long? last, Host host, Asker asker)
{
    private readonly SortedDictionary<long, Push> _early = [];
    private readonly Queue<Action> _held = new();
    private Instant _lastArrival;
    private bool _reads;
    private Instant _heardAgainAt;

    public string Id => id;

    public AgentClient Agent => agent;

    /// <summary>Sequence of the newest push shown; null before the first catch-up of a client that knows nothing.</summary>
    public long? Seen { get; private set; } = last;

    public bool IsGone { get; set; }

    /// <summary>Its end of the line is open and nothing comes through; what is sent meanwhile comes later, if ever.</summary>
    public bool IsDeaf { get; private set; }

    /// <summary>The edge knows that it is gone.</summary>
    public bool IsClosed { get; set; }

    public bool IsConnected { get; set; }

    /// <summary>It has caught up once: from then on pushes flow.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether it was cut off at any moment since then.</summary>
    public bool WasCutOff(Instant since) => IsGone || IsDeaf || _heardAgainAt >= since;

    public void Strand() => IsDeaf = true;

    /// <summary>The line is as it was: what was sent meanwhile comes now.</summary>
    public void HearAgain()
    {
        (IsDeaf, _heardAgainAt) = (false, host.Now);
        while (!IsDeaf && _held.TryDequeue(out var come)) come();
    }

    public void Send(Push push, long delay) => Reach(delay, () =>
    {
        _early[push.Sequence] = push;
        if (IsStarted) Show();
    });

    /// <summary>Something comes to the client. A connection keeps order.</summary>
    public void Reach(long delay, Action come)
    {
        _lastArrival = new Instant(Math.Max(_lastArrival.Ms, host.Now.Ms + delay));
        host.Schedule.At(_lastArrival, () =>
        {
            if (IsGone) return;
            if (IsDeaf) _held.Enqueue(come);
            else come();
        });
    }

    public void CatchUp()
    {
        if (_reads) return;
        _reads = true;
        var seen = Seen;
        asker.Read<CaughtUp>(ActorId.Agent(World.Workspace, agent.Id), new CatchUp(seen), caughtUp =>
        {
            _reads = false;
            Reach(0, () => CaughtUp(seen, caughtUp));
        });
    }

    private void CaughtUp(long? asked, CaughtUp answer)
    {
        agent.Auditor.Pushes.CaughtUp(agent.Id, asked, answer);
        if (answer.Missed is { } missed)
        {
            foreach (var push in missed) _early[push.Sequence] = push;
        }
        else if (Seen is null || answer.Sequence > Seen)
        {
            Seen = answer.Sequence;
            agent.Restart(answer);
        }

        IsStarted = true;
        Show();
    }

    private void Show()
    {
        while (_early.Count > 0)
        {
            var (sequence, push) = _early.First();
            if (sequence > (Seen ?? 0) + 1)
            {
                CatchUp();
                return;
            }

            _early.Remove(sequence);
            if (sequence <= (Seen ?? 0)) continue;
            Seen = sequence;
            agent.Auditor.Pushes.Seen(agent.Id, push);
            agent.Show(push);
        }
    }
}
