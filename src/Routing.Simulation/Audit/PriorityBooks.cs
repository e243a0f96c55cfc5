using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Simulation.Audit;

/// <summary>What supervisors raised and lowered, by the desk's durable events: of two threads that ask for the same, the higher goes first.</summary>
/// <remarks>Where a thread waits for somebody, or somebody passed it over, nothing is said: those are another matter. Days are shorter than the age cap.</remarks>
internal sealed class PriorityBooks
{
    private readonly Dictionary<ThreadId, Priority> _said = new(StringComparer.Ordinal);
    private readonly HashSet<ThreadId> _aside = new(StringComparer.Ordinal);

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case PrioritySet e: _said[e.Thread] = e.Rank.Priority; break;
            case OfferEnded e when e.PassedUntil > e.At: _aside.Add(e.Thread); break;
            case ThreadReturned e when e.Preferred is not null || e.PassedUntil > e.At: _aside.Add(e.Thread); break;
            case ThreadPreferred e: _aside.Add(e.Thread); break;
            case OfferAccepted e: _aside.Remove(e.Thread); break;
            case ThreadAssigned e: _aside.Remove(e.Thread); break;
            case ThreadsMerged e:
                _said[e.Into] = (Priority)Math.Max((int)Of(e.From), (int)Of(e.Into));
                if (_aside.Remove(e.From)) _aside.Add(e.Into);
                _said.Remove(e.From);
                break;
            case ThreadLeft e:
                _said.Remove(e.Thread);
                _aside.Remove(e.Thread);
                break;
        }
    }

    /// <param name="waiting">Threads that ask for the same and may be offered.</param>
    public void Offered(OfferMade offer, IEnumerable<ThreadId> waiting)
    {
        foreach (var other in waiting)
        {
            if (other != offer.Thread && Of(other) > Of(offer.Thread) && !_aside.Contains(other))
                throw Violation.Wrong($"{offer.Thread} ({Of(offer.Thread)}) goes before {other} ({Of(other)}): {offer}");
        }
    }

    private Priority Of(ThreadId thread) => _said.GetValueOrDefault(thread);
}
