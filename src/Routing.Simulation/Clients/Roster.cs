using Routing.Core;
using Routing.Core.Agents;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>A day of three shifts: plans them, changes plans while they run, and knows who is to be at work. Some come late or never, some stay
/// longer, some leave early; some shifts are split, some have a break, some name a colleague who takes over.</summary>
internal sealed class Roster(Host host, Asker asker, Weather weather)
{
    private const string Name = "supervisor:sue";

    private readonly Dictionary<AgentId, List<ShiftPlan>> _plans = new(StringComparer.Ordinal);
    private readonly HashSet<string> _noShows = new(StringComparer.Ordinal);

    private static readonly ShiftRules Rules = new(WarnSeconds: 60, NoShowSeconds: 45);

    private Dice Dice => weather.Dice;

    /// <summary>Milliseconds that an agent may finish late by themselves.</summary>
    public const long LateMs = 60_000;

    /// <summary>Draws everybody's shifts; agents come when theirs begin.</summary>
    public void Begin(IReadOnlyList<AgentClient> agents, Instant until)
    {
        var third = (until - host.Now) / 3;
        for (var i = 0; i < agents.Count; i++)
        {
            var agent = agents[i];
            var from = host.Now + (i % 3 * third) + Dice.Between(-1_000, third / 8);
            _plans[agent.Id] = Draw(agent.Id, from, from + third + Dice.Between(-third / 8, third / 8), [.. agents.Select(client => client.Id).Where(id => id != agent.Id)]);
            Plan(agent.Id);
            foreach (var plan in _plans[agent.Id])
            {
                if (Dice.Chance(120)) _noShows.Add(plan.Id);
                else host.Schedule.At(plan.From + Dice.Between(0, 60_000), agent.ComeToWork);
            }
        }

        Interfere();
    }

    /// <summary>Whether the agent is to be at work, by the plan as it was drawn.</summary>
    public bool IsOn(AgentId agent) =>
        _plans[agent].Exists(plan => plan.From <= host.Now && host.Now < plan.Until && !_noShows.Contains(plan.Id));

    /// <summary>The shift of this agent that runs, or ended last.</summary>
    public string? Current(AgentId agent) => _plans[agent].FindLast(plan => plan.From <= host.Now)?.Id;

    private List<ShiftPlan> Draw(AgentId agent, Instant from, Instant until, List<AgentId> others)
    {
        var to = Dice.Chance(600) ? Dice.Pick(others) : null;
        var middle = from + ((until - from) / 2);
        if (Dice.Chance(250))
            return [Shift(from, middle + -5_000, [], to), Shift(middle + 5_000, until, [], to)];
        Pause[] breaks = Dice.Chance(400) ? [new Pause(middle, middle + 15_000)] : [];
        return [Shift(from, until, breaks, to)];

        ShiftPlan Shift(Instant begin, Instant end, Pause[] pauses, AgentId? handTo) => new($"{agent}~{begin.Ms}", begin, end, pauses, handTo);
    }

    private void Plan(AgentId agent) =>
        asker.Ask(ActorId.Agent(World.Workspace, agent), Name, _ => new PlanShifts([.. _plans[agent]], Rules, Name), [], _ => { });

    /// <summary>Somebody is asked to stay, is sent home, hands over to another than was planned, or is set to something else than they said.</summary>
    private void Interfere()
    {
        if (weather.IsFair) return;
        var agent = Dice.Pick(_plans.Keys.Order(StringComparer.Ordinal).ToList());
        switch (Dice.Below(4))
        {
            case 0 when Current(agent) is { } shift:
                var until = host.Now + Dice.Between(-30_000, 60_000);
                asker.Ask(ActorId.Agent(World.Workspace, agent), Name, _ => new MoveShiftEnd(shift, until, Name, -1), [], _ => { });
                break;
            case 1:
                var others = _plans.Keys.Where(id => id != agent).Order(StringComparer.Ordinal).ToList();
                _plans[agent] = [.. _plans[agent].Select(plan => plan with { HandTo = plan.HandTo is null ? Dice.Pick(others) : null })];
                Plan(agent);
                break;
            case 2:
                var status = (AgentStatus)Dice.Below(7);
                asker.Ask(ActorId.Agent(World.Workspace, agent), Name, _ => new SetStatus(status, Name, "drill"), [], _ => { });
                break;
        }

        host.Schedule.After(Dice.Between(5_000, 60_000), Interfere);
    }
}
