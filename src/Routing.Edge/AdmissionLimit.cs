namespace Routing.Edge;

/// <summary>How many messages may be on their way into the engine at once: as many as it can make durable within a moment.</summary>
/// <remarks>
/// What is let in beyond that only waits in queues, and makes everybody wait: an agent's accept stands in the same line. So the limit
/// follows the time that messages take, as TCP's window follows its losses (additive increase, multiplicative decrease: Chiu and Jain, 1989):
/// it shrinks by a tenth while they take longer than <see cref="Target"/>, and grows by a few while it is in use and they do not.
/// Thread-safe.
/// </remarks>
public sealed class AdmissionLimit(TimeProvider clock, EdgeOptions options)
{
    /// <summary>From reading to durable. Slower disks get four times their best.</summary>
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(80);

    /// <summary>How often the limit is set anew.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    /// <summary>What a pause of a third of a second lets pile up at a few hundred messages a second: no reason to turn anyone away.</summary>
    private const int Least = 128;

    private const int Step = 8;

    private readonly Lock _gate = new();
    private double _limit = Least * 2;
    private int _inFlight;
    private int _mostInFlight;
    private int _done;
    private TimeSpan _took;
    private TimeSpan _best = TimeSpan.FromSeconds(1);
    private long _since = clock.GetTimestamp();

    /// <summary>The next message would be refused.</summary>
    public bool IsFull => Volatile.Read(ref _inFlight) >= Volatile.Read(ref _limit);

    /// <returns>False if the message is to be refused with 503; else <see cref="Leave"/> must follow.</returns>
    public bool TryEnter(out long entered)
    {
        lock (_gate)
        {
            entered = clock.GetTimestamp();
            if (_inFlight >= _limit) return false;
            _inFlight++;
            _mostInFlight = Math.Max(_mostInFlight, _inFlight);
            return true;
        }
    }

    /// <param name="entered">As <see cref="TryEnter"/> gave it.</param>
    public void Leave(long entered)
    {
        lock (_gate)
        {
            _inFlight--;
            _done++;
            _took += clock.GetElapsedTime(entered);
            if (clock.GetElapsedTime(_since) >= Window) Adjust();
        }
    }

    private void Adjust()
    {
        var mean = _took / _done;
        if (mean < _best) _best = mean;
        var target = _best * 4 > Target ? _best * 4 : Target;
        if (mean > target) _limit = Math.Max(Least, _limit * 0.9);
        else if (_mostInFlight >= _limit * 0.9) _limit = Math.Min(options.MessagesInFlight, _limit + Step);

        // The best fades, so that a disk that has become slower is believed after a minute or so.
        _best *= 1.001;
        (_done, _took, _mostInFlight, _since) = (0, TimeSpan.Zero, _inFlight, clock.GetTimestamp());
    }
}
