using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Simulation.Audit;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>An agent at the screen: accepts, declines or lets offers lapse, answers, resolves, parks, hands over; comes and goes.</summary>
internal sealed partial class AgentClient(
    AgentId id, Conditions conditions, Host host, Asker asker, Weather weather, Screens screens, Auditor auditor, Roster? roster = null)
{
    private readonly SortedDictionary<ThreadId, WorkItem> _work = new(StringComparer.Ordinal);
    private long _shown;
    private int _replies;

    public AgentId Id => id;

    public Auditor Auditor => auditor;

    /// <summary>What the agent believes to hold or to be offered.</summary>
    public IReadOnlyCollection<WorkItem> Work => _work.Values;

    private string Sender => $"agent:{id}";

    private static ActorId Desk => ActorId.Desk(World.Workspace);

    private Dice Dice => weather.Dice;

    public static string TextOf(string reply) => $"our answer {reply}";

    /// <summary>Comes to work, and from then on does something now and then.</summary>
    public void Begin() => host.Schedule.After(Dice.Between(0, 5_000), () =>
    {
        if (MayCome) ComeOnline();
        Idle();
    });

    /// <summary>Faults are over: is there, available, and takes what comes.</summary>
    public void Heal()
    {
        Rejoin();
        ComeOnline();
        Diligent();
    }

    /// <summary>The client starts from what the server says it holds.</summary>
    public void Restart(CaughtUp caughtUp)
    {
        if (caughtUp.Sequence < _shown) return;
        _shown = caughtUp.Sequence;
        _work.Clear();
        foreach (var item in caughtUp.Work)
        {
            _work[item.Thread] = item;
            if (item.Holding == Holding.Offered) Consider(item.Thread, item.Epoch);
            else Plan(item.Thread);
        }
    }

    /// <summary>A push comes onto the screen; several tabs show it, the agent reads it once.</summary>
    public void Show(Push push)
    {
        if (push.Sequence <= _shown) return;
        _shown = push.Sequence;
        host.Trace.Note($"{id} sees {push}");
        if (push.Kind == PushKind.Shift) Told(push);
        if (push.Thread is not { } thread) return;
        switch (push.Kind)
        {
            case PushKind.Offer:
                _work[thread] = new WorkItem(thread, Holding.Offered, push.Epoch, push.Until);
                Consider(thread, push.Epoch);
                break;
            case PushKind.Assigned:
                _work[thread] = new WorkItem(thread, Holding.Assigned, push.Epoch, null);
                Plan(thread);
                break;
            case PushKind.OfferEnded or PushKind.Freed: _work.Remove(thread); break;
            case PushKind.News when push.Detail is (int)ThreadNews.MessageAdded or (int)ThreadNews.ReplyFailed: Plan(thread); break;
        }
    }

    private void ComeOnline()
    {
        if (!IsAtScreen) return;
        if (screens.Of(id).Count == 0) screens.Open(this, Dice.Chance(500) && _shown > 0 ? _shown : null);
        Do(ActorId.Agent(World.Workspace, id), new SetStatus(AgentStatus.Available, id), _ => { });
    }

    private void Idle()
    {
        if (weather.IsFair) return;
        var tabs = screens.Of(id);
        switch (IsAtScreen ? Dice.Below(30) : -1)
        {
            case 0 when MayCome: Do(ActorId.Agent(World.Workspace, id), new SetStatus((AgentStatus)Dice.Below(7), id), _ => { }); break;
            case 1 when tabs.Count > 0: Lose(Dice.Pick(tabs)); break;
            case 2 when tabs.Count < 3: screens.Open(this, Dice.Chance(700) && _shown > 0 ? _shown : null); break;
            case 3 when auditor.Desk.AnyThread(Dice) is { } thread:
                Do(Desk, new Take(id, thread), outcome => auditor.Desk.Took(id, thread, outcome));
                break;
            case 4 or 5 or 6 when MayCome: ComeOnline(); break;
            case 7 when _work.Count > 0: Plan(Dice.Pick(_work.Keys.ToList())); break;
            case 8 when auditor.Desk.AnyThread(Dice) is { } other: Answer(other, null); break;
            case 9 when roster is not null && tabs.Count > 0: GoElsewhere(); break;
            case > 20: Act(); break;
        }

        host.Schedule.After(Dice.Between(500, 6_000), Idle);
    }

    /// <summary>Looks after everything on the screen, again and again, while the run heals.</summary>
    private void Diligent()
    {
        foreach (var item in _work.Values.ToList())
        {
            if (item.Holding == Holding.Offered) Consider(item.Thread, item.Epoch);
            else if (conditions.FinishesAll) Plan(item.Thread);
        }

        Act();

        // A shift that ends in fair weather sets its agent away: there is work to be done.
        if (screens.Of(id).Count == 0 || roster is not null) ComeOnline();
        host.Schedule.After(10_000, Diligent);
    }

    private void Consider(ThreadId thread, long epoch)
    {
        if (weather.IsFair)
        {
            host.Schedule.After(Dice.Between(100, 1_500), () => Accept(thread, epoch));
            return;
        }

        if (Dice.Chance(800)) host.Schedule.After(Dice.Between(0, 1_000), () => Do(Desk, new ShowedOffer(id, thread, epoch), _ => { }));
        var choice = Dice.Below(100);
        host.Schedule.After(Dice.Between(200, conditions.OfferSeconds * 1_200L), () =>
        {
            if (!IsAtScreen) return;
            if (choice < 65) Accept(thread, epoch);
            else if (choice < 75) Do(Desk, new Decline(id, thread, epoch, "not mine"), outcome => auditor.Desk.Declined(id, thread, epoch, outcome));
            if (choice is 0 or 70) Accept(thread, epoch);
        });
    }

    private void Accept(ThreadId thread, long epoch) =>
        Do(Desk, new Accept(id, thread, epoch), outcome => auditor.Desk.Accepted(id, thread, epoch, outcome));

    private void Do(ActorId to, Command command, Action<Outcome> answered)
    {
        if (command is not ShowedOffer) Act();
        asker.Ask(to, Sender, _ => command, [], answered);
    }
}
