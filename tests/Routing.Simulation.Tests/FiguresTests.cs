using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Hosting;

namespace Routing.Simulation.Tests;

/// <summary>Figures that are kept as things happen are those that one works out afterwards, from everything that happened.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(Scenario.Shifts)]
    [InlineData(Scenario.Moves)]
    [InlineData(Scenario.Embedded)]
    public void Of_whole_days_with_crashes_hand_overs_and_joins_they_are_what_the_events_say(Scenario scenario)
    {
        var (handled, answered, shifts) = (0L, 0L, 0);
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var turns = Day(seed, scenario);
            var books = new PlainBooks();
            foreach (var (actor, at, happened) in turns)
            {
                FigureFold.Apply(actor, happened, books);
                ThreadFold.Apply(actor, happened, at, books.Thread);
            }

            var expected = new RecountedDay(turns).Lines;

            Assert.Equal(expected.Keys.Order(), books.Lines(FigureSpan.Hour).Keys.Order());
            foreach (var (key, line) in books.Lines(FigureSpan.Hour))
            {
                line.AssertIs(expected[key], $"seed {seed}, {key}");
                line.AssertIs(books.Lines(FigureSpan.Day)[key], $"seed {seed}, {key} by the day");
                if (key.By == FigureBy.Agent) (handled, answered) = (handled + line.Of.Handling.Count, answered + line.Of.Answer.Count);
                if (key.By == FigureBy.Shift) shifts++;
            }
        }

        Assert.True(handled > 50 && answered > 50 && (scenario != Scenario.Shifts || shifts > 5), $"{handled} handled, {answered} answered, {shifts} shifts");
    }

    /// <summary>All that happened, in the order in which it was stored.</summary>
    private static List<(ActorId Actor, Instant At, Event Happened)> Day(ulong seed, Scenario scenario)
    {
        var turns = new List<(ActorId, Instant, Event)>();
        using var trace = new Trace(null);
        var conditions = Conditions.Draw(seed, scenario) with { Rewinds = false };
        var world = new World(conditions, trace, null) { Durable = turn => turns.AddRange(turn.Events.Select(happened => (turn.Actor, turn.At, happened))) };
        world.Run();
        return turns;
    }
}
