using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Simulation.Audit;

/// <summary>What the end of a shift leaves: nothing open with whoever went home, no age lost on the way, nothing offered that would not have been
/// finished. By durable events alone.</summary>
internal sealed class ShiftBooks(DeskBooks desk)
{
    private readonly SortedDictionary<string, AgentId> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, Instant> _untils = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, Waiting> _waiting = new(StringComparer.Ordinal);
    private Policy _policy = Policy.Default;

    /// <summary>Threads that were handed over.</summary>
    public int HandOvers { get; private set; }

    /// <summary>A shift that ended and whose agent was not told that nothing is left; null if there is none.</summary>
    public string? Unfinished => _ended.Count > 0 ? $"the shift {_ended.First().Key} of {_ended.First().Value} ended and was not handed over" : null;

    public void Happened(AgentId agent, AgentEvent happened)
    {
        switch (happened)
        {
            case ShiftEnded e when !_over.Add(e.Shift): throw Violation.Wrong($"the shift {e.Shift} of {agent} ended twice");
            case ShiftEnded e: _ended[e.Shift] = agent; break;
            case ShiftHandedOver e when !_ended.Remove(e.Shift): throw Violation.Wrong($"the shift {e.Shift} of {agent} was handed over without having ended");
        }
    }

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case PolicySet e:
                _policy = e.Policy;
                foreach (var ranked in e.Ranked) _waiting[ranked.Thread] = _waiting[ranked.Thread] with { Queue = ranked.Need.Queue };
                break;
            case ThreadReported e: _waiting[e.Thread] = new Waiting(e.Report.Since, e.Need.Queue); break;
            case ThreadsMerged e when _waiting.Remove(e.From, out var from): _waiting.TryAdd(e.Into, from); break;
            case ThreadLeft e: _waiting.Remove(e.Thread); break;
            case ShiftEndSet e: _untils[e.Agent] = e.Until; break;
            case HandOverBegun e: _untils.Remove(e.Agent); break;
            case HandOverDone e: NothingLeft(e); break;
            case OfferMade e: WillFinish(e); break;
            case ThreadAssigned { Reason: HandOver.Reason }: HandOvers++; break;
            case ThreadReturned e:
                if (e.Reason == HandOver.Reason) HandOvers++;
                if (_waiting.TryGetValue(e.Thread, out var waiting) && e.Rank is { } rank) Keeps(e.Thread, waiting, rank);
                if (e.Need is { } need && waiting is not null) _waiting[e.Thread] = waiting with { Queue = need.Queue };
                break;
        }
    }

    /// <summary>The desk as it stands after a turn: whatever was moved, each thread counts from when its customer began to wait.</summary>
    public static void Keeps(DeskThreadSnapshot thread)
    {
        if (thread.Rank.Since != thread.Report.Since)
            throw Violation.Wrong($"{thread.Thread} counts from {thread.Rank.Since}, and its customer waits since {thread.Report.Since}");
    }

    private static void Keeps(ThreadId thread, Waiting waiting, Rank rank)
    {
        if (rank.Since != waiting.Since) throw Violation.Wrong($"{thread} waited since {waiting.Since} and counts from {rank.Since} now");
    }

    private void NothingLeft(HandOverDone e)
    {
        foreach (var (thread, entry) in desk.Threads)
        {
            if (entry.Agent == e.Agent && entry.Phase == Phase.Open) throw Violation.Wrong($"{thread} is left with {e.Agent}, whose shift {e.Shift} is handed over");
        }
    }

    private void WillFinish(OfferMade e)
    {
        if (!_untils.TryGetValue(e.Agent, out var until) || _policy.Queue(_waiting[e.Thread].Queue) is not { } queue) return;
        var seconds = queue.HandlingSeconds ?? _policy.Shifts?.HandlingSeconds ?? 300;
        if (e.At + (seconds * 1000L) > until) throw Violation.Wrong($"{e.Agent}, whose shift ends at {until}, is offered {e.Thread}, which takes {seconds} s, at {e.At}");
    }

    private sealed record Waiting(Instant Since, QueueId Queue);
}
