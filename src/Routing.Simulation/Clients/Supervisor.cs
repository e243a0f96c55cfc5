using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Simulation.Audit;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>Sets the company up, and interferes: moves threads, changes people and policy.</summary>
internal sealed partial class Supervisor(Conditions conditions, Host host, Asker asker, Weather weather, Auditor auditor)
{
    private const string Name = "supervisor:sue";

    private readonly HashSet<AgentId> _removed = new(StringComparer.Ordinal);
    private int _policy = 1;

    private static ActorId Desk => ActorId.Desk(World.Workspace);

    private Dice Dice => weather.Dice;

    public IReadOnlyList<AgentId> People { get; } = [.. Enumerable.Range(1, conditions.Agents).Select(number => $"agent{number}")];

    public void Begin()
    {
        Do(new SetPolicy(conditions.Policy(++_policy), Name));
        foreach (var agent in People) Set(agent);
        if (conditions.Supervised) Interfere();
        if (conditions.Acts) Act();
    }

    /// <summary>Whoever was sent away comes back, so that there is somebody to do the work.</summary>
    public void Heal()
    {
        foreach (var agent in _removed.Order(StringComparer.Ordinal)) Set(agent);
        _removed.Clear();
        if (conditions.Acts) TakeBack();
    }

    private void Set(AgentId agent) => Do(new SetAgent(agent, agent.ToUpperInvariant(), Skills(), 1 + Dice.Below(conditions.MostSlots)));

    private SkillLevel[] Skills()
    {
        var skills = new List<SkillLevel>();
        if (Dice.Chance(600)) skills.Add(new SkillLevel("billing", 1 + Dice.Below(3)));
        if (Dice.Chance(800)) skills.Add(new SkillLevel("lang:en", 1 + Dice.Below(5)));
        return [.. skills];
    }

    private void Interfere()
    {
        if (weather.IsFair) return;
        var agent = Dice.Pick(People);
        var thread = auditor.Desk.AnyThread(Dice);
        switch (Dice.Below(10))
        {
            case 0: Do(new SetPolicy(conditions.Policy(++_policy), Name)); break;
            case 1 or 2 when !_removed.Contains(agent): Set(agent); break;
            case 3 when _removed.Count < 2 && _removed.Add(agent): Do(new RemoveAgent(agent)); break;
            case 4 when _removed.Remove(agent): Set(agent); break;
            case 5 when thread is not null: Do(new Transfer(null, thread, agent, null, Name, null)); break;
            case 6 when thread is not null: Do(new ReturnToQueue(null, thread, Name, null)); break;
            case 8 when thread is not null: On(thread, new ParkFor(host.Now + Dice.Between(1_000, 90_000), Name, null)); break;
            case 9 when thread is not null: On(thread, new EndPark(Name, null)); break;
            case 7: asker.Ask(Customer(), Name, _ => new SetValue(Dice.Below(101)), [], _ => { }); break;
        }

        host.Schedule.After(Dice.Between(2_000, 40_000), Interfere);
    }

    private ActorId Customer() => ActorId.Customer(World.Workspace, CustomerKey.Of("net", $"customer{Dice.Below(conditions.Customers)}"));

    private void On(ThreadId thread, ThreadCommand command) => asker.Ask(ActorId.Thread(World.Workspace, thread), Name, _ => command, [], _ => { });

    private void Do(Command command) => asker.Ask(Desk, Name, _ => command, [], _ => { });
}
