using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Audit;

/// <summary>Who holds what, by the desk's durable events: one owner, capacity at every grant, epochs that rise.</summary>
internal sealed class DeskBooks : Books
{
    private readonly SortedDictionary<ThreadId, Entry> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, long> _epochs = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<(ThreadId Thread, long Epoch), AgentId> _accepts = [];
    private readonly Dictionary<(ThreadId Thread, long Epoch, AgentId Agent), bool> _answers = [];
    private readonly HashSet<(AgentId Agent, ThreadId Thread)> _had = [];
    private readonly NeedBooks _needs = new();
    private readonly ActionBooks _actions = new();
    private readonly PriorityBooks _priorities = new();
    private readonly List<(AgentId Agent, Instant Until, int Percent)> _wrapUps = [];

    public int Assignments { get; private set; }

    public int Relaxations => _needs.Relaxations;

    public int Cost(ThreadId thread, Phase phase) => _needs.Cost(thread, phase);

    public IReadOnlyDictionary<ThreadId, Entry> Threads => _threads;

    public bool IsWrappingUp(AgentId agent, Instant at) => _wrapUps.Exists(wrapUp => wrapUp.Agent == agent && wrapUp.Until > at);

    public ThreadId? AnyThread(Dice dice) => _threads.Count == 0 ? null : dice.Pick(_threads.Keys.ToList());

    public void Accepted(AgentId agent, ThreadId thread, long epoch, Outcome outcome)
    {
        var key = (thread, epoch, agent);
        _answers[key] = _answers.GetValueOrDefault(key) || !outcome.IsRefused;
        var stored = _accepts.GetValueOrDefault((thread, epoch));
        Must(outcome.IsRefused || stored == agent, () => $"{agent} was told to have {thread} by offer {epoch}; stored is {stored ?? "nobody"}");
    }

    public void Declined(AgentId agent, ThreadId thread, long epoch, Outcome outcome)
    {
        var has = _accepts.GetValueOrDefault((thread, epoch)) == agent;
        Must(outcome.IsRefused || !has, () => $"{agent} declined offer {epoch} of {thread} and has it");
    }

    public void Took(AgentId agent, ThreadId thread, Outcome outcome)
    {
        if (outcome.IsRefused) return;
        Must(_had.Contains((agent, thread)), () => $"{agent} was told to have taken {thread}, and nothing is stored");

        // Taking what was offered to oneself accepts it.
        foreach (var (accepted, by) in _accepts)
        {
            if (accepted.Thread == thread && by == agent) _answers[(thread, accepted.Epoch, agent)] = true;
        }
    }

    /// <summary>Everybody has an answer by now: who has a thread by accepting was told so at least once.</summary>
    public void EverythingIsAnswered()
    {
        foreach (var ((thread, epoch), agent) in _accepts)
        {
            if (_answers.TryGetValue((thread, epoch, agent), out var told) && !told)
                throw Violation.Wrong($"{agent} accepted {thread} by offer {epoch} and was told no");
        }
    }

    public void Happened(DeskEvent happened)
    {
        _needs.Happened(happened);
        _actions.Happened(happened);
        _priorities.Happened(happened);
        switch (happened)
        {
            case AgentSet e: _slots[e.Agent] = e.Slots; break;
            case AgentSetUntil e: _slots[e.Agent] = e.Slots; break;
            case TemporaryEnded e: _slots[e.Agent] = e.Slots; break;
            case ThreadReported e when _threads.TryGetValue(e.Thread, out var known): known.Phase = e.Report.Phase; break;
            case ThreadReported e: _threads[e.Thread] = new Entry { Phase = e.Report.Phase }; break;
            case OfferMade e:
                _actions.Offered(e, _needs.Need(e.Thread), _needs.Author(e.Thread));
                if (!e.OverCapacity) _priorities.Offered(e, WaitingLike(e.Thread));
                Must(_threads[e.Thread] is { Holding: Holding.Waiting, Phase: Phase.Open }, e);
                _wrapUps.RemoveAll(wrapUp => wrapUp.Until <= e.At);
                Rise(e.Thread, e.Epoch);
                Hold(e.Thread, Holding.Offered, e.Agent, e.Epoch);
                if (e.OverCapacity) Must(_needs.Presses(e.Thread, e.At), e);
                var reserved = e.OverCapacity ? -100 : _wrapUps.Where(wrapUp => wrapUp.Agent == e.Agent).Sum(wrapUp => wrapUp.Percent);
                Grant(e.Thread, e.Agent, over: false, reserved);
                break;
            case OfferAccepted e:
                Must(IsHeld(e.Thread, Holding.Offered, e.Agent, e.Epoch), e);
                Must(_accepts.TryAdd((e.Thread, e.Epoch), e.Agent), e);
                _threads[e.Thread].Holding = Holding.Assigned;
                _had.Add((e.Agent, e.Thread));
                Assignments++;
                break;
            case OfferEnded e:
                Must(IsHeld(e.Thread, Holding.Offered, e.Agent, e.Epoch), e);
                Free(e.Thread);
                break;
            case ThreadAssigned e:
                Must(_threads[e.Thread] is { Holding: not Holding.Offered } entry && entry.Agent == e.From, e);
                Rise(e.Thread, e.Epoch);
                Free(e.Thread);
                Hold(e.Thread, Holding.Assigned, e.Agent, e.Epoch);
                if (_threads[e.Thread].Phase == Phase.Open) Grant(e.Thread, e.Agent, e.OverCapacity);
                _had.Add((e.Agent, e.Thread));
                Assignments++;
                break;
            case ThreadReturned e:
                Must(_threads[e.Thread] is { Holding: not Holding.Offered } returned && returned.Agent == e.From, e);
                Rise(e.Thread, e.Epoch);
                Free(e.Thread);
                break;
            case ThreadLeft e:
                if (e.Epoch > 0) Rise(e.Thread, e.Epoch);
                _threads.Remove(e.Thread);
                if (e.WrapUp is { } left) _wrapUps.Add((e.Agent!, left.Until, left.Percent));
                break;
            case SlotFreed e:
                Must(_threads[e.Thread] is { HoldsSlot: true } freed && freed.Agent == e.Agent, e);
                _threads[e.Thread].HoldsSlot = false;
                break;
            case SlotTaken e:
                Must(_threads[e.Thread] is { HoldsSlot: false } taken && taken.Agent == e.Agent, e);
                Grant(e.Thread, e.Agent, over: false);
                break;
            case ThreadsMerged e: Merge(e); break;
        }
    }

    /// <summary>Between turns a slot is held exactly for what asks for an answer, and what waits asks for no more than it should by now.</summary>
    public void TurnEnded(Instant at)
    {
        _actions.TurnEnded(at);
        foreach (var (thread, entry) in _threads)
        {
            if (entry is { Holding: Holding.Waiting, Phase: Phase.Open }) _needs.TurnEnded(thread, at);
            if (entry.HoldsSlot != (entry.Agent is not null && entry.Phase == Phase.Open))
                throw Violation.Wrong($"{thread} is {entry.Holding}, {entry.Phase}, and {(entry.HoldsSlot ? "holds" : "lacks")} a slot");
        }
    }

    /// <summary>All that wait, ask for the same, and may be offered.</summary>
    private IEnumerable<ThreadId> WaitingLike(ThreadId thread) => _threads
        .Where(other => other.Value is { Holding: Holding.Waiting, Phase: Phase.Open } && _needs.Need(other.Key).Equals(_needs.Need(thread)))
        .Select(other => other.Key).Where(other => !_actions.IsMuted(_needs.Author(other)));

    private void Merge(ThreadsMerged e)
    {
        var from = _threads[e.From];
        var into = _threads.GetValueOrDefault(e.Into);
        var winner = e.Winner == e.From ? from : into!;
        Must(e.Agent is null || winner.Agent == e.Agent, e);
        Must(e.Agent is null || e.Epoch >= _epochs.GetValueOrDefault(e.Into), e);
        _threads.Remove(e.From);
        _epochs[e.Into] = Math.Max(e.Epoch, _epochs.GetValueOrDefault(e.Into));
        _threads[e.Into] = new Entry
        {
            Phase = (into ?? from).Phase,
            Holding = e.Holding,
            Agent = e.Agent,
            Epoch = e.Epoch,
            HoldsSlot = winner.HoldsSlot && e.Agent is not null,
        };
    }

    private bool IsHeld(ThreadId thread, Holding holding, AgentId agent, long epoch) =>
        _threads.TryGetValue(thread, out var entry) && entry.Holding == holding && entry.Agent == agent && entry.Epoch == epoch;

    private void Rise(ThreadId thread, long epoch)
    {
        if (epoch <= _epochs.GetValueOrDefault(thread)) throw Violation.Wrong($"epoch {epoch} of {thread} follows {_epochs[thread]}");
        _epochs[thread] = epoch;
    }

    private void Hold(ThreadId thread, Holding holding, AgentId agent, long epoch)
    {
        var entry = _threads[thread];
        (entry.Holding, entry.Agent, entry.Epoch) = (holding, agent, epoch);
    }

    private void Free(ThreadId thread)
    {
        var entry = _threads[thread];
        (entry.Holding, entry.Agent, entry.HoldsSlot) = (Holding.Waiting, null, false);
    }

    private void Grant(ThreadId thread, AgentId agent, bool over, int reserved = 0)
    {
        // What it took of this agent's slots before, parked or awaiting its customer, is part of what it takes now.
        var load = reserved + _needs.Cost(thread, Phase.Open) + _threads.Where(other => other.Value.Agent == agent && other.Key != thread)
            .Sum(other => _needs.Cost(other.Key, other.Value.Phase));
        var slots = _slots.GetValueOrDefault(agent);
        if (load > 100 * slots && !over) throw Violation.Wrong($"{agent} is granted {thread}, which makes {load} hundredths of {slots} slots");
        _threads[thread].HoldsSlot = true;
    }

    private static void Must(bool holds, DeskEvent happened)
    {
        if (!holds) throw Violation.Wrong($"out of place: {happened}");
    }

    internal sealed class Entry
    {
        public Phase Phase { get; set; }

        public Holding Holding { get; set; }

        public AgentId? Agent { get; set; }

        public long Epoch { get; set; }

        public bool HoldsSlot { get; set; }
    }
}
