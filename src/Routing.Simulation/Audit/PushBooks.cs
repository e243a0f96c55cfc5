using Routing.Core.Agents;

namespace Routing.Simulation.Audit;

/// <summary>Every push is in order, the same whoever sees it, and never seen before it is durable.</summary>
internal sealed class PushBooks : Books
{
    private readonly Dictionary<AgentId, List<Push>> _durable = new(StringComparer.Ordinal);

    public void Happened(AgentId agent, AgentEvent happened)
    {
        var push = happened switch
        {
            Pushed e => e.Push,
            StatusSet e => e.Push,
            ShiftBegan e => e.Push,
            ShiftEnding e => e.Push,
            ShiftEndMoved e => e.Push,
            ShiftEnded e => e.Push,
            ShiftHandedOver e => e.Push,
            _ => null,
        };
        if (push is not null) Add(agent, push);
    }

    public void Seen(AgentId agent, Push push)
    {
        var log = Of(agent);
        var stored = log.ElementAtOrDefault((int)push.Sequence - 1);
        Must(stored == push, () => $"{agent} saw {push}, stored is {stored}");
    }

    /// <param name="asked">What the client had seen.</param>
    public void CaughtUp(AgentId agent, long? asked, CaughtUp answer)
    {
        Must(answer.Sequence <= Of(agent).Count, () => $"{agent} was told of push {answer.Sequence}, {Of(agent).Count} are stored");
        if (answer.Missed is not { } missed)
        {
            if (asked is { } seen && seen <= answer.Sequence && answer.Sequence - seen < 100)
                throw Violation.Wrong($"{agent} had seen {seen} of {answer.Sequence} and got a snapshot");
            return;
        }

        for (var i = 0; i < missed.Length; i++)
        {
            if (missed[i].Sequence != asked + i + 1)
                throw Violation.Wrong($"{agent} had seen {asked} and caught up with a gap at {missed[i].Sequence}");
        }

        if (asked + missed.Length != answer.Sequence)
            throw Violation.Wrong($"{agent} had seen {asked}, missed {missed.Length}, but is at {answer.Sequence}");
    }

    private void Add(AgentId agent, Push push)
    {
        if (push.Sequence != Of(agent).Count + 1) throw Violation.Wrong($"push {push.Sequence} of {agent} follows {Of(agent).Count}");
        Of(agent).Add(push);
    }

    private List<Push> Of(AgentId agent)
    {
        if (!_durable.TryGetValue(agent, out var log)) _durable[agent] = log = [];
        return log;
    }
}
