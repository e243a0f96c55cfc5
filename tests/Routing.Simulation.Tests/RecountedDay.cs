using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Reporting;
using Routing.Core.Threads;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Simulation.Tests;

/// <summary>The figures of a day, worked out after it: the actors are played once more, and what is asked is asked of their states. Shares no rule with
/// what keeps figures as things happen.</summary>
internal sealed class RecountedDay
{
    private readonly DeskState _desk = DeskDecider.Create(ActorId.Desk(World.Workspace));
    private readonly Dictionary<ThreadId, ThreadState> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, QueueId> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, Instant> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<ThreadId> _replied = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, (Instant Since, Instant Deadline)> _deadlines = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, (AgentId Agent, Instant Since)> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, List<(string Shift, bool Runs)>> _shifts = new(StringComparer.Ordinal);

    public RecountedDay(IEnumerable<(ActorId Actor, Instant At, Event Happened)> turns)
    {
        foreach (var (actor, _, happened) in turns)
        {
            switch (happened)
            {
                case ThreadEvent e: OfThread(actor.Key, e); break;
                case DeskEvent e: OfDesk(e); break;
                case ShiftBegan e: Shifts(actor.Key).Add((e.Shift, true)); break;
                case ShiftHandedOver e: Shifts(actor.Key).Add((e.Shift, false)); break;
            }
        }
    }

    public Dictionary<(FigureBy By, string Key), FiguresLine> Lines { get; } = [];

    private void OfThread(ThreadId id, ThreadEvent happened)
    {
        if (!_threads.TryGetValue(id, out var thread)) _threads[id] = thread = ThreadDecider.Create(ActorId.Thread(World.Workspace, id));
        var waiting = thread.Messages.Where(message => message is { Answered: false, Deleted: false, Facts.MakesWork: true }).Select(message => message.Facts.ReceivedAt).ToList();
        switch (happened)
        {
            case Replied { Reply: var reply }:
                Each(id, reply.Agent, line => line.Count(Happening.Reply));
                if (!_replied.Contains(id) && _opened.TryGetValue(id, out var opened)) Each(id, reply.Agent, line => line.FirstResponse.Add(reply.At - opened));
                _replied.Add(id);
                if (waiting.Count == 0) break;
                Each(id, reply.Agent, line => line.Answer.Add(reply.At - waiting.Min()));
                if (Deadline(id, waiting.Min()) is { } deadline)
                    Each(id, reply.Agent, line => line.Count(deadline >= reply.At ? Happening.OnTime : Happening.Late));
                break;
            case ThreadResolved e:
                Each(id, e.Holder, line => line.Count(Happening.Resolved));
                if (waiting.Count > 0 && Deadline(id, waiting.Min()) is { } passed && passed < e.At) Each(id, e.Holder, line => line.Count(Happening.Late));
                break;
            case ThreadAbsorbed { Replies.Length: > 0 }: _replied.Add(id); break;
        }

        ThreadDecider.Evolve(thread, happened);
        foreach (var message in Came(happened).Where(message => message.Facts.MakesWork))
            if (!_opened.TryGetValue(id, out var first) || message.Facts.ReceivedAt < first) _opened[id] = message.Facts.ReceivedAt;
    }

    private static ThreadMessage[] Came(ThreadEvent happened) => happened switch
    {
        MessageAdded e => [e.Message],
        MessageTaken e => [e.Message],
        ThreadAbsorbed e => e.Messages,
        _ => [],
    };

    private void OfDesk(DeskEvent happened)
    {
        switch (happened)
        {
            case OfferAccepted e: Each(e.Thread, e.Agent, line => line.Count(Happening.Accepted)); break;
            case OfferEnded { End: OfferEnd.Declined } e: Each(e.Thread, e.Agent, line => line.Count(Happening.Declined)); break;
            case OfferEnded { End: OfferEnd.Missed } e: Each(e.Thread, e.Agent, line => line.Count(Happening.Missed)); break;
        }

        var before = Holders();
        DeskDecider.Evolve(_desk, happened);
        var after = Holders();
        if (TimeOf(happened) is { } at) Changed(happened, before, after, at);
        foreach (var thread in _desk.Threads.Values)
        {
            _queues[thread.Id] = thread.Need.Queue;
            _deadlines[thread.Id] = (thread.Rank.Since, thread.Rank.Deadline);
        }
    }

    /// <summary>Who has which thread in a slot.</summary>
    private Dictionary<ThreadId, (AgentId Agent, long Epoch)> Holders() => _desk.Threads.Values.Where(thread => thread is { Holding: Holding.Assigned, HoldsSlot: true })
        .ToDictionary(thread => thread.Id, thread => (thread.Agent!, thread.Epoch), StringComparer.Ordinal);

    private void Changed(DeskEvent happened, Dictionary<ThreadId, (AgentId Agent, long Epoch)> before, Dictionary<ThreadId, (AgentId Agent, long Epoch)> after, Instant at)
    {
        // One that goes on under another name.
        var merged = happened as ThreadsMerged;
        (AgentId Agent, Instant Since)? carried = merged is not null && merged.Agent is not null && _held.TryGetValue(merged.Winner, out var winner) ? winner : null;
        foreach (var (thread, was) in before)
        {
            if (merged is not null && thread == merged.Winner && carried is not null) continue;
            if (after.TryGetValue(thread, out var now) && now == was && merged is null) continue;
            if (merged is not null && thread != merged.From && thread != merged.Into) continue;
            var end = happened is ThreadLeft { WrapUp: { } wrapUp } ? wrapUp.Until : at;
            if (_held.Remove(thread, out var stint)) Each(thread, stint.Agent, line => line.Handling.Add(end - stint.Since));
        }

        if (merged is not null)
        {
            _held.Remove(merged.Winner);
            if (carried is { } goesOn) _held[merged.Into] = goesOn;
            return;
        }

        foreach (var (thread, now) in after)
            if (!before.TryGetValue(thread, out var was) || was != now) _held[thread] = (now.Agent, at);
    }

    private static Instant? TimeOf(DeskEvent happened) => happened switch
    {
        OfferAccepted e => e.At,
        ThreadAssigned e => e.At,
        ThreadReturned e => e.At,
        ThreadLeft e => e.At,
        SlotFreed e => e.At,
        SlotTaken e => e.At,
        ThreadsMerged e => e.At,
        _ => null,
    };

    private Instant? Deadline(ThreadId thread, Instant since) => _deadlines.TryGetValue(thread, out var known) && known.Since == since ? known.Deadline : null;

    private List<(string Shift, bool Runs)> Shifts(AgentId agent) => _shifts.TryGetValue(agent, out var known) ? known : _shifts[agent] = [];

    private void Each(ThreadId thread, AgentId? agent, Action<WorkFigures> count)
    {
        Count(FigureBy.Topic, _threads.GetValueOrDefault(thread)?.Report?.Reading.Topic ?? "", count);
        if (_queues.TryGetValue(thread, out var queue)) Count(FigureBy.Queue, queue, count);
        if (agent is null) return;
        Count(FigureBy.Agent, agent, count);
        var begun = Shifts(agent).FindLastIndex(shift => shift.Runs);
        if (begun >= 0 && !Shifts(agent).Skip(begun).Any(shift => !shift.Runs && shift.Shift == Shifts(agent)[begun].Shift))
            Count(FigureBy.Shift, Shifts(agent)[begun].Shift, count);
    }

    private void Count(FigureBy by, string key, Action<WorkFigures> count)
    {
        if (!Lines.TryGetValue((by, key), out var line)) Lines[(by, key)] = line = new FiguresLine(new WorkFigures());
        count(line.Of);
    }
}
