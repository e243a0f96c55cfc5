using Routing.Core;

namespace Routing.Simulation;

/// <summary>Virtual time: what is to happen when, in order; equal instants in the order in which they were planned.</summary>
internal sealed class Schedule(Instant start)
{
    /// <summary>More planned at once means that something breeds: a run plans a few hundred.</summary>
    private const int Most = 200_000;

    private readonly PriorityQueue<Action, (long At, long Order)> _planned = new();
    private long _order;

    public Instant Now { get; private set; } = start;

    public long Steps { get; private set; }

    public void After(long milliseconds, Action step) => At(Now + milliseconds, step);

    public void At(Instant at, Action step)
    {
        if (_planned.Count >= Most) throw new InvalidOperationException($"{Most} steps are planned: the world breeds");
        _planned.Enqueue(step, (Math.Max(at.Ms, Now.Ms), _order++));
    }

    /// <summary>Takes the next step if it is planned up to this instant; else moves the clock there and says no.</summary>
    public bool Step(Instant until)
    {
        if (!_planned.TryPeek(out var step, out var when) || when.At > until.Ms)
        {
            Now = until;
            return false;
        }

        _planned.Dequeue();
        Now = new Instant(when.At);
        Steps++;
        step();
        return true;
    }
}
