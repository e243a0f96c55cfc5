using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Clients;

/// <summary>What the agent does about their shift: comes, writes notes when told that it ends, stays longer, goes early.</summary>
internal sealed partial class AgentClient
{
    /// <summary>Their shift begins.</summary>
    public void ComeToWork()
    {
        if (!weather.IsFair) ComeOnline();
    }

    /// <summary>Without a roster people come and go as they like; with one hardly anybody works outside their shift.</summary>
    private bool MayCome => roster is null || weather.IsFair || roster.IsOn(id) || Dice.Chance(30);

    private void Told(Push push)
    {
        if (weather.IsFair || push.Ref is not { } shift) return;
        switch ((ShiftNews)push.Detail)
        {
            case ShiftNews.Ending:
                foreach (var item in _work.Values.Where(item => item.Holding == Holding.Assigned).ToList())
                    if (Dice.Chance(500)) host.Schedule.After(Dice.Between(0, 20_000), () => Do(ActorId.Agent(World.Workspace, id), new WriteHandOver(id, item.Thread, NoteId()), _ => { }));
                if (Dice.Chance(200)) MoveEnd(shift, host.Now + Dice.Between(0, 150_000));
                break;
            case ShiftNews.Began when Dice.Chance(80): host.Schedule.After(Dice.Between(20_000, 120_000), () => MoveEnd(shift, host.Now)); break;
            case ShiftNews.Ended when Dice.Chance(500): host.Schedule.After(Dice.Between(0, 10_000), GoHome); break;
        }
    }

    private void MoveEnd(string shift, Instant until) =>
        Do(ActorId.Agent(World.Workspace, id), new MoveShiftEnd(shift, until, Sender, Roster.LateMs), _ => { });

    private void GoHome()
    {
        if (weather.IsFair || _isCutOff) return;
        if (Dice.Chance(500)) Do(ActorId.Agent(World.Workspace, id), new SetStatus(AgentStatus.Offline, id), _ => { });
        foreach (var tab in screens.Of(id).ToList()) Lose(tab);
    }

    /// <summary>A client that closes says so; one that is carried away from its network does not, and one that is half open does not know.</summary>
    private void Lose(Tab tab)
    {
        var how = roster is null ? 0 : Dice.Below(4);
        if (how < 2) screens.Cut(tab);
        else if (how == 2) screens.Vanish(tab);
        else screens.Strand(tab);
    }
}
