using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Simulation.Audit;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>A supervisor who moves many threads: asks for plans or picks by hand, thinks about it, makes the move, and takes many of them back.</summary>
internal sealed class Rebalancing(Host host, Asker asker, Weather weather, Auditor auditor, IReadOnlyList<AgentId> people)
{
    private const string Name = "supervisor:max";

    private static ActorId Desk => ActorId.Desk(World.Workspace);

    private Dice Dice => weather.Dice;

    public void Begin()
    {
        if (weather.IsFair) return;
        if (Dice.Chance(500)) Read(new ScopeCopy(Dice.Chance(700) ? Scope.All : new Scope(["billing"], [])));
        else Pick();
        host.Schedule.After(Dice.Between(2_000, 15_000), Begin);
    }

    /// <summary>The desk goes on between the slices.</summary>
    private void Read(ScopeCopy copy)
    {
        if (copy.Next is not { } next)
        {
            var plan = Rebalancer.Plan(copy.Complete(), new PlanGoal(copy.Scope, 1 + Dice.Below(10), Dice.Below(6)), host.Now);
            if (plan.After.Breaches > plan.Before.Breaches) throw Violation.Wrong($"a plan brings {plan.Before.Breaches} breaches to {plan.After.Breaches}");
            if (plan.Items.Length > 0) Keep(plan.ToKeep(NewId(), Name, host.Now));
            return;
        }

        asker.Read<ScopeSlice>(Desk, next, slice =>
        {
            copy.Add(slice);
            Read(copy);
        });
    }

    private void Pick()
    {
        ThreadId[] threads = [.. auditor.Desk.Threads.Keys.Where(_ => Dice.Chance(500))];
        if (threads.Length == 0) return;
        var (agent, queue) = Dice.Chance(700) ? (Dice.Pick(people), (string?)null) : (null, Dice.Pick(["general", "billing", "private"]));
        AgentId[]? team = agent is not null && Dice.Chance(400) ? [agent, Dice.Pick(people)] : null;
        if (team is not null) agent = null;
        asker.Read<MovePreview>(Desk, new PreviewMove(threads, agent, queue, team), preview =>
        {
            MoveItem[] items = [.. preview.Items.Where(item => item.Obstacle is null).Select(item => new MoveItem(item.Thread, item.Epoch, item.ToAgent))];
            if (items.Length > 0) Keep(new KeepPlan(NewId(), items, agent, queue, host.Now + Limits.PlanMs, Name));
        });
    }

    private void Keep(KeepPlan plan) => Do(plan, () => Later(20_000, () => Do(new MakeMove(plan.Move, Name, "too much"), () =>
    {
        if (Dice.Chance(700)) Later(40_000, () => Do(new UndoMove(plan.Move, Name, "a mistake"), () => { }));
    })));

    private void Later(long most, Action then) => host.Schedule.After(Dice.Between(1, Dice.Chance(300) ? most : most / 20), then);

    private string NewId() => asker.NextId().ToString("N");

    private void Do(DeskCommand command, Action then) => asker.Ask(Desk, Name, _ => command, [], outcome =>
    {
        if (!outcome.IsRefused) then();
    });
}
