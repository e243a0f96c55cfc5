using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Simulation.Audit;

/// <summary>What moves of many threads must keep to, by durable events alone: nobody's answer is torn away, nothing is passed around, and what an
/// undo restores and leaves is exactly what nobody and what somebody touched.</summary>
internal sealed class MoveBooks
{
    private readonly Dictionary<ThreadId, (AgentId Agent, Instant Until)> _typing = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, long> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, Instant> _moved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<ThreadId, (long Before, long After, Instant MovedBefore)>> _moves = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Threads that were moved, and that came back.</summary>
    public int Moved { get; private set; }

    public int Restored { get; private set; }

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case TypingNoted e: _typing[e.Thread] = (e.Agent, e.Until); break;
            case ThreadReported { Report.Phase: not Core.Threads.Phase.Open } e: _typing.Remove(e.Thread); break;
            case OfferMade e: Touch(e.Thread); break;
            case OfferAccepted e: Touch(e.Thread); break;
            case OfferEnded e when !IsMove(e.Reason): Touch(e.Thread); break;
            case ThreadAssigned e: Changed(e.Thread, e.From, e.Reason, e.At); break;
            case ThreadReturned e: Changed(e.Thread, e.From, e.Reason, e.At); break;
            case ThreadLeft e:
                Touch(e.Thread);
                _moved.Remove(e.Thread);
                break;
            case ThreadsMerged e: Merged(e); break;
            case MoveApplied e: Applied(e); break;
            case MoveUndone e: Undone(e); break;
        }
    }

    private static bool IsMove(string reason) => reason is "moved" or "moved back";

    private void Touch(ThreadId thread)
    {
        _touched[thread] = ++_number;
        _typing.Remove(thread);
    }

    private void Changed(ThreadId thread, AgentId? from, string reason, Instant at)
    {
        if (!IsMove(reason))
        {
            Touch(thread);
            return;
        }

        if (_typing.TryGetValue(thread, out var typing) && typing.Agent == from && typing.Until > at)
            throw Violation.Wrong($"{thread} is {reason} at {at} while {from} is typing until {typing.Until}");
        _typing.Remove(thread);
    }

    private void Merged(ThreadsMerged e)
    {
        if (e.Winner == e.From && _moved.TryGetValue(e.From, out var at)) _moved[e.Into] = at;
        else if (e.Winner == e.From) _moved.Remove(e.Into);
        _moved.Remove(e.From);
        Touch(e.From);

        // One that takes another in and stays with whom it is with was touched by nobody.
        if (e.Winner == e.From) Touch(e.Into);
    }

    private void Applied(MoveApplied e)
    {
        var moved = new Dictionary<ThreadId, (long Before, long After, Instant MovedBefore)>(StringComparer.Ordinal);
        foreach (var thread in e.Moved.Select(each => each.Thread))
        {
            var (before, lately) = (_touched.GetValueOrDefault(thread), _moved.GetValueOrDefault(thread));
            if (lately != default && lately + Limits.MoveAgainMs > e.At) throw Violation.Wrong($"{thread} is moved at {e.At} and was moved at {lately}");
            Touch(thread);
            _moved[thread] = e.At;
            if (!moved.TryAdd(thread, (before, _number, lately))) throw Violation.Wrong($"{e.Move} moves {thread} twice");
            Moved++;
        }

        if (!_moves.TryAdd(e.Move, moved)) throw Violation.Wrong($"{e.Move} is made twice");
    }

    private void Undone(MoveUndone e)
    {
        if (!_moves.Remove(e.Move, out var moved)) throw Violation.Wrong($"{e.Move} is taken back, and was not made or already is");
        var said = e.Restored.Concat(e.Left.Select(left => left.Thread)).Order(StringComparer.Ordinal);
        if (!said.SequenceEqual(moved.Keys.Order(StringComparer.Ordinal))) throw Violation.Wrong($"the undo of {e.Move} does not say what became of each thread");
        foreach (var thread in e.Restored)
        {
            var (before, after, lately) = moved[thread];
            if (_touched[thread] != after) throw Violation.Wrong($"{thread} is moved back by {e.Move}, and somebody touched it since");
            (_touched[thread], _moved[thread]) = (before, lately);
            Restored++;
        }

        foreach (var left in e.Left.Where(left => left.Obstacle == MoveObstacle.ChangedHands))
            if (_touched[left.Thread] == moved[left.Thread].After) throw Violation.Wrong($"{left.Thread} is not moved back by {e.Move} though nobody touched it");
    }
}
