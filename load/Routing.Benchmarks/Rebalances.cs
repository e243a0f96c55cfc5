using System.Diagnostics;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>A swamped desk, and a plan for it: who can answer what waits is busy with what others could do. The plan is made on a copy, beside the
/// desk; of the desk it takes the slices of the copy, one turn to keep it and one to make it.</summary>
internal sealed class Rebalances
{
    private const int Skills = 8;
    private readonly Random _dice = new(1);
    private readonly DeskState _desk = DeskDecider.Create(ActorId.Desk("benchmark"));
    private Instant _now = new(1_700_000_000_000);
    private double _longestMs;

    public static void Run(int waiting, int agents, int moves, int broken)
    {
        // The first is for the compiler.
        new Rebalances().Measure(waiting / 10, agents / 10, moves, broken);
        var figures = new Rebalances().Measure(waiting, agents, moves, broken);
        AnsiConsole.WriteLine($"a plan for {waiting} waiting threads and {agents} agents in {figures.PlanMs} ms; the desk's longest turn {figures.DeskTurnMs} ms; "
            + $"breaches {figures.BreachesBefore} before, {figures.BreachesAfter} after");
        Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }

    private Figures Measure(int waiting, int agents, int moves, int broken)
    {
        Fill(waiting, agents);
        _longestMs = 0;
        var begun = Stopwatch.GetTimestamp();
        var copy = new ScopeCopy(Scope.All);
        var slices = 0;
        for (; copy.Next is { } next; slices++) Timed(() => copy.Add((ScopeSlice)DeskDecider.Read(_desk, next, _now)));
        var plan = Rebalancer.Plan(copy.Complete(), new PlanGoal(Scope.All, moves, broken), _now);
        var planMs = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        Timed(() => Take(plan.ToKeep("plan", "benchmark", _now)));
        Timed(() => Take(new MakeMove("plan", "benchmark", null)));
        var applied = _desk.Moves[^1].Applied;
        Timed(() => Take(new UndoMove("plan", "benchmark", null)));
        return new Figures(
            waiting, agents, Math.Round(planMs, 1), slices, Math.Round(_longestMs, 2), plan.Items.Length, plan.Broken, applied.Conflicts.Length,
            plan.Before.Breaches, plan.After.Breaches, _desk.Moves[^1].Undone!.Restored.Length);
    }

    /// <summary>Every second agent has one skill of eight and is busy with what needs none; of the others many have room.</summary>
    private void Fill(int waiting, int agents)
    {
        QueuePolicy Queue(int skill) => Policy.Default.Queues[0] with
        {
            Id = $"queue{skill}", Match = new QueueMatch(Topics: [$"topic{skill}"]), Skills = [new SkillLevel($"skill{skill}", 1)], HandlingSeconds = 120,
        };
        Take(new SetPolicy(Policy.Default with { Version = 2, Queues = [.. Enumerable.Range(0, Skills).Select(Queue), Policy.Default.Queues[0] with { HandlingSeconds = 180 }] }, "benchmark"));
        for (var n = 0; n < agents; n++)
        {
            Take(new SetAgent($"agent{n}", "", n % 2 == 0 ? [new SkillLevel($"skill{n / 2 % Skills}", 1)] : [], 3));
            if (n % 2 == 0) Take(new SetReady($"agent{n}", 1, Ready: true, Gone: false));
        }

        for (var n = 0; n < 3 * agents / 2; n++) Arrive($"held{n}", "");
        for (var n = 0; n < waiting; n++) Arrive($"waiting{n}", $"topic{_dice.Next(Skills)}");
        for (var n = 1; n < agents; n += 2) Take(new SetReady($"agent{n}", 1, Ready: true, Gone: false));
    }

    private void Arrive(ThreadId thread, string topic)
    {
        _now += 1;
        Take(new ReportThread(thread, new Report(
            1, Phase.Open, CustomerKey.Of("net", thread), "net", Visibility.Public, new Reading(Urgency.Normal, topic, ""), _dice.Next(101), 0,
            _now + -_dice.Next(240_000), 1, MessageKey.Of("net", thread))));
    }

    /// <summary>One turn: the command and all that follows from it; offers are accepted at once.</summary>
    private void Take(DeskCommand command)
    {
        foreach (var happened in DeskDecider.Decide(_desk, command, _now).Events) DeskDecider.Evolve(_desk, (DeskEvent)happened);
        while (DeskDecider.Next(_desk, _now) is DeskEvent next)
        {
            DeskDecider.Evolve(_desk, next);
            if (next is OfferMade offer) Take(new Accept(offer.Agent, offer.Thread, offer.Epoch));
        }
    }

    private void Timed(Action turn)
    {
        var begun = Stopwatch.GetTimestamp();
        turn();
        _longestMs = Math.Max(_longestMs, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    private sealed record Figures(
        int Waiting, int Agents, double PlanMs, int Slices, double DeskTurnMs, int Moves, int Broken, int Conflicts, int BreachesBefore, int BreachesAfter,
        int Restored);
}
