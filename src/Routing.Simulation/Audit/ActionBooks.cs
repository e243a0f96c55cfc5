using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Simulation.Audit;

/// <summary>What supervisors stopped or set for a while, by the desk's durable events: nothing of a paused queue or a muted author is offered, and
/// what was for a while ends in time, at what was usual.</summary>
internal sealed class ActionBooks
{
    private readonly HashSet<QueueId> _paused = new(StringComparer.Ordinal);
    private readonly HashSet<CustomerKey> _muted = [];
    private readonly Dictionary<AgentId, Usual> _usual = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AgentId, Instant> _until = new(StringComparer.Ordinal);

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case QueuePaused e: _paused.Add(e.Queue); break;
            case QueueReopened e: _paused.Remove(e.Queue); break;
            case AuthorMuted e: _muted.Add(e.Author); break;
            case AuthorUnmuted e: _muted.Remove(e.Author); break;
            case AgentSet e:
                _usual[e.Agent] = new Usual(e.Skills, e.Slots);
                _until.Remove(e.Agent);
                break;
            case AgentRemoved e: _until.Remove(e.Agent); break;
            case AgentSetUntil e: _until[e.Agent] = e.Until; break;
            case TemporaryEnded e:
                if (!_until.Remove(e.Agent)) throw Violation.Wrong($"nothing was for a while: {e}");
                if (e.Slots != _usual[e.Agent].Slots || !e.Skills.SequenceEqual(_usual[e.Agent].Skills)) throw Violation.Wrong($"that is not usual: {e}");
                break;
        }
    }

    public bool IsMuted(CustomerKey author) => _muted.Contains(author);

    public void Offered(OfferMade offer, Need need, CustomerKey author)
    {
        if (_paused.Contains(need.Queue)) throw Violation.Wrong($"{need.Queue} is paused: {offer}");
        if (_muted.Contains(author)) throw Violation.Wrong($"{author.Value} is muted: {offer}");
    }

    /// <summary>Whatever came to its end by then has ended.</summary>
    public void TurnEnded(Instant at)
    {
        foreach (var (agent, until) in _until)
        {
            if (until <= at) throw Violation.Wrong($"{agent} is at {at} still what was to end at {until}");
        }
    }
}
