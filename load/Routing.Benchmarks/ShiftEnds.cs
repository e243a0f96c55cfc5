using System.Diagnostics;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Hosting;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>A whole shift goes home in the same second, and the next one is there: desk, agents and threads in the loop that ships, records written
/// and all, on one thread. What is left out is the store and the network.</summary>
internal sealed class ShiftEnds
{
    private const string Workspace = "benchmark";
    private static readonly ActorId Desk = ActorId.Desk(Workspace);
    private readonly Dictionary<ActorId, IActorLoop> _loops = [];
    private readonly Queue<Envelope> _onTheWay = new();
    private readonly PriorityQueue<ActorId, long> _due = new();
    private readonly Dictionary<AgentId, long> _pushes = new(StringComparer.Ordinal);
    private Instant _now = new(1_700_000_000_000);
    private long _turns;
    private long _bytes;
    private int _gaps;
    private double _longestMs;

    /// <param name="threads">Open, shared out evenly among those who go home.</param>
    /// <param name="agents">Who go home; as many come.</param>
    /// <param name="toColleague">Each names a colleague of the next shift; else everything goes back to the queue.</param>
    public static void Run(int threads, int agents, bool toColleague)
    {
        var day = new ShiftEnds();
        var each = (threads + agents - 1) / agents;
        var end = day._now + (8 * 3_600_000L);
        for (var n = 0; n < agents; n++) day.Staff($"early{n}", each);
        for (var n = 0; n < agents; n++) day.Staff($"late{n}", each, ready: false);
        for (var n = 0; n < threads; n++) day.Hold(n, $"early{n % agents}");
        for (var n = 0; n < agents; n++)
        {
            var plan = new ShiftPlan(ShiftPlan.IdOf($"early{n}", day._now), day._now, end, [], toColleague ? $"late{n}" : null);
            day.Do(ActorId.Agent(Workspace, $"early{n}"), new PlanShifts([plan], new ShiftRules(900, 900), "benchmark"));
        }

        day.GoTo(end + -1_000);
        for (var n = 0; n < agents; n++) day.Do(ActorId.Agent(Workspace, $"late{n}"), new SetStatus(AgentStatus.Available, "benchmark"));
        day.Settle();
        day.Print(threads, agents, toColleague, end);
    }

    private void Print(int threads, int agents, bool toColleague, Instant end)
    {
        GC.Collect();
        (_turns, _bytes, _longestMs) = (0, 0, 0);
        var (pushes, own) = (_pushes.Values.Sum(), Timings.StartOwn());
        GoTo(end + 1_000);
        var workMs = (Timings.StartOwn() - own) / 1e6;

        var desk = ((DeskCopy)_loops[Desk].Read(new CopyDesk(), _now)).Snapshot;
        var left = desk.Threads.Count(thread => thread is { Report.Phase: Phase.Open, Agent: { } agent } && agent.StartsWith("early", StringComparison.Ordinal));
        var over = _loops.Where(loop => loop.Key.Key.StartsWith("early", StringComparison.Ordinal))
            .Count(loop => ((ShiftsView)loop.Value.Read(new ReadShifts(), _now)).Shifts is [{ Stage: ShiftStage.Over }]);
        var aged = desk.Threads.Count(thread => thread.Rank.Since == thread.Report.Since);
        var figures = new
        {
            threads, agents, toColleague, workMs = Math.Round(workMs, 1), turns = _turns, longestTurnMs = Math.Round(_longestMs, 2), pushes = _pushes.Values.Sum() - pushes,
            pushGaps = _gaps, recordMb = Math.Round(_bytes / 1e6, 1), shiftsOver = over, orphans = left, agesKept = aged,
            assigned = desk.Threads.Count(thread => thread.Holding == Holding.Assigned), offered = desk.Threads.Count(thread => thread.Holding == Holding.Offered),
        };
        AnsiConsole.WriteLine($"{threads} threads of {agents} agents handed over in {workMs:0} ms of processor time; {left} orphans, {_gaps} pushes out of order");
        Console.Out.WriteLine(JsonSerializer.Serialize(figures));
    }

    private void Staff(AgentId agent, int slots, bool ready = true)
    {
        Do(Desk, new SetAgent(agent, agent, [], slots));
        Do(ActorId.Agent(Workspace, agent), new Connect($"{agent}-1", 1, 60));
        if (ready) Do(ActorId.Agent(Workspace, agent), new SetStatus(AgentStatus.Available, "benchmark"));
        Settle();
    }

    private void Hold(int number, AgentId agent)
    {
        var id = ThreadIdOf(number);
        var customer = CustomerKey.Of("net", $"c{number}");
        var message = MessageKey.Of("net", $"m{number}");
        var facts = new MessageFacts(
            false, false, Visibility.Public, _now, _now, number, number, 0, 10, new Reading(Urgency.Normal, "", "en"));
        Do(ActorId.Thread(Workspace, id), new AddMessage(message, message, facts, new CustomerCard(customer, 0, 0, 1)));
        Settle();
        Do(Desk, new Transfer(null, id, agent, null, "benchmark", null));
        Settle();
    }

    private static ThreadId ThreadIdOf(int number) => $"t{number:x5}";

    private void GoTo(Instant until)
    {
        Settle();
        while (_due.TryPeek(out var actor, out var at) && at <= until.Ms)
        {
            _due.Dequeue();
            if (at > _now.Ms) _now = new Instant(at);
            var start = Stopwatch.GetTimestamp();
            if (_loops[actor].Wake(_now) is { } turn) Carry(turn, start);
            Settle();
        }

        _now = until;
    }

    private void Do(ActorId to, Command command)
    {
        var start = Stopwatch.GetTimestamp();
        Carry(Loop(to).Do(new ClientCommand(null, null, command, []), _now), start);
    }

    private void Settle()
    {
        while (_onTheWay.TryDequeue(out var envelope))
        {
            var start = Stopwatch.GetTimestamp();
            if (Loop(envelope.To).Take(envelope, _now, out var turn) == Taken.Gap) throw new InvalidOperationException($"a gap before {envelope}");
            Loop(envelope.From).Acknowledge(envelope.To, envelope.Number);
            if (turn is not null) Carry(turn, start);
        }
    }

    private void Carry(Turn turn, long start)
    {
        _turns++;
        _longestMs = Math.Max(_longestMs, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        _bytes += turn.Record.Length;
        foreach (var envelope in turn.Envelopes) _onTheWay.Enqueue(envelope);
        foreach (var (agent, push) in turn.Pushes)
        {
            if (push.Sequence != _pushes.GetValueOrDefault(agent) + 1) _gaps++;
            _pushes[agent] = push.Sequence;
        }

        if (turn.Due != Instant.Never) _due.Enqueue(turn.Actor, turn.Due.Ms);
    }

    private IActorLoop Loop(ActorId id)
    {
        if (!_loops.TryGetValue(id, out var loop)) _loops[id] = loop = ActorLoops.BringUp(id, StoredActor.Empty);
        return loop;
    }
}
