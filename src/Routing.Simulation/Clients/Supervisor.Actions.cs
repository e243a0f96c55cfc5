using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Simulation.Clients;

/// <summary>Pauses and reopens, mutes and hears again, raises and lowers, sets people for a while; and takes all of it back once faults are over.</summary>
internal sealed partial class Supervisor
{
    private static readonly QueueId[] Queues = ["billing", "private", "general"];

    private int _acting;

    private void Act()
    {
        if (weather.IsFair) return;
        var agent = Dice.Pick(People);
        var thread = auditor.Desk.AnyThread(Dice);
        DeskCommand command = Dice.Below(9) switch
        {
            0 => new PauseQueue(Dice.Pick(Queues), Name, "drill"),
            1 => new ReopenQueue(Dice.Pick(Queues), Name, null),
            2 => new MuteAuthor(Author(Dice.Below(conditions.Customers)), Name, "drill"),
            3 => new UnmuteAuthor(Author(Dice.Below(conditions.Customers)), Name, null),
            4 => new EndTemporary(agent, Name, null),
            5 or 6 when thread is not null => new SetPriority(thread, (Priority)(Dice.Below(3) - 1), Name, "drill"),
            _ => new SetAgentUntil(agent, Dice.Chance(500) ? Skills() : null, 1 + Dice.Below(conditions.MostSlots), host.Now + Dice.Between(2_000, 60_000), Name, "drill"),
        };
        _acting++;
        asker.Ask(Desk, Name, _ => command, [], _ => Acted());
        host.Schedule.After(Dice.Between(1_000, 15_000), Act);
    }

    /// <summary>One that was still on its way when the weather turned fair must not be the last word.</summary>
    private void Acted()
    {
        _acting--;
        if (weather.IsFair) TakeBack();
    }

    private void TakeBack()
    {
        if (_acting > 0) return;
        foreach (var queue in Queues) Do(new ReopenQueue(queue, Name, null));
        for (var number = 0; number < conditions.Customers; number++) Do(new UnmuteAuthor(Author(number), Name, null));
    }

    private static CustomerKey Author(int number) => CustomerKey.Of("net", $"customer{number}");
}
