using Routing.Core;
using Routing.Core.Desks;
using Routing.Hosting;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Desks;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Floors;

namespace Routing.Load.Tests.Quality;

public sealed class DeskRouterTests
{
    [Fact]
    public void The_desk_as_driven_here_decides_as_in_its_own_loop()
    {
        var (day, people) = ShortDay();
        var heard = new List<(DeskCommand Command, Instant At)>();
        var alone = new DeskLine();
        Floor.Play(day, new DeskRouter(people, DeskWords.Policy(day, Setting.Shipped), (command, at) => heard.Add((command, at))));
        var id = ActorId.Desk("quality");
        var loop = new ActorLoop<DeskState, DeskCommand, DeskEvent, DeskDecider>(id, StoredActor.Empty);

        Assert.Contains(heard, told => told.Command is Withdraw);
        foreach (var (command, at) in heard)
        {
            var turn = loop.Do(new ClientCommand(null, null, command, []), at);
            Assert.Equal(alone.Do(command, at).Select(Said), turn.Events.Select(Said));
            foreach (var receiver in loop.UnsentTo.ToList()) loop.Acknowledge(receiver, loop.Unsent(receiver)[^1].Number);
        }
    }

    [Fact]
    public void Every_thread_is_answered_left_or_still_waiting()
    {
        var (day, people) = ShortDay();
        var floor = Floor.Play(day, new DeskRouter(people, DeskWords.Policy(day, Setting.Shipped)));
        var figures = DayFigures.Of(floor);

        Assert.True(figures.Answered > 0);
        Assert.Equal(day.Arrivals.Length, figures.Answered + figures.Left + floor.Answers.Count(answer => answer.Fate == Fate.Waiting));
    }

    [Fact]
    public void With_the_overflow_slot_fewer_of_the_most_urgent_are_missed()
    {
        var (day, people) = ShortDay();

        Assert.True(UrgentMiss(Setting.OverflowSlot) < UrgentMiss(Setting.Shipped));

        double UrgentMiss(Setting setting) =>
            DayFigures.Of(Floor.Play(day, new DeskRouter(people, DeskWords.Policy(day, setting)), DeskWords.Overflow(setting))).UrgentMiss;
    }

    /// <summary>Half an hour around noon, with a twelfth of the staff: some customers leave.</summary>
    private static (Day Day, Person[] People) ShortDay()
    {
        var people = Staff.Of(3, twins: false)[..16];
        var day = ContactDesk.Of(Scenario.Five[3], 3, people);
        var arrivals = day.Arrivals.Where(arrival => arrival.At > ContactDesk.Noon).Take(300)
            .Select(arrival => arrival with { Patience = arrival.Patience / 10 }).ToArray();
        return (day with { Arrivals = arrivals, Close = ContactDesk.Noon + 3600 }, people);
    }

    private static string Said(Event happened) => System.Text.Json.JsonSerializer.Serialize(happened, happened.GetType());
}
