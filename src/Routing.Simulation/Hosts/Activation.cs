using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Hosts;

/// <summary>One actor in the memory of one silo: feeds its loop and carries out what it returns, by the rules of <see cref="Turn"/>.</summary>
internal sealed class Activation
{
    /// <summary>Milliseconds between attempts to send what nobody took.</summary>
    private const long ResendMs = 1_500;

    /// <summary>Wake-ups at one instant: more means that waking does not do what was due.</summary>
    private const int WakesAtOnce = 500;

    private readonly Host _host;
    private readonly Silo _silo;
    private readonly IActorLoop _loop;
    private long _storedNumber;
    private long _repeats = 1L << 40;
    private Instant _wakeAt = Instant.Never;
    private Instant _lastWake;
    private int _wakes;
    private bool _resends;

    public Activation(Host host, Silo silo, IActorLoop loop)
    {
        _host = host;
        _silo = silo;
        _loop = loop;
        foreach (var receiver in loop.UnsentTo) _storedNumber = Math.Max(_storedNumber, loop.Unsent(receiver)[^1].Number);
        Rearm();
    }

    public IActorLoop Loop => _loop;

    /// <summary>Turns that are not stored yet.</summary>
    public int Waiting { get; private set; }

    /// <summary>Not in memory any more: whatever was planned for it is void.</summary>
    public bool IsDropped { get; set; }

    public void Take(Envelope envelope)
    {
        // A planted bug shows the loop a number that it has never seen.
        var shown = _host.Fault == ShellFault.TakesRepeats ? envelope with { Number = _repeats++, Previous = 0 } : envelope;
        var taken = _loop.Take(shown, _host.Now, out var turn);
        _host.Trace.Note($"{_silo.Name} {envelope.From} → {envelope.To} #{envelope.Number} {envelope.Command.GetType().Name}: {taken}");
        if (taken == Taken.Gap)
        {
            _host.SendAgain(envelope);
            return;
        }

        var early = _silo.Journal.IsCausal || _host.Fault == ShellFault.AcknowledgesBeforeStored;
        if (early) _host.Acknowledge(envelope);
        if (turn is not null) Carry(turn, early ? null : () => _host.Acknowledge(envelope));
        else if (!early) Wait(() => _host.Acknowledge(envelope));
    }

    public void Do(ClientCommand command, Action<Outcome> answer)
    {
        if (_host.Fault == ShellFault.ForgetsCommandIds) command = command with { Sender = null, Id = null };
        var turn = _loop.Do(command, _host.Now);
        _host.Trace.Note($"{_silo.Name} {_loop.Id} does {command.Command} of {command.Sender}: {turn.Outcome}");
        if (_host.Fault == ShellFault.AnswersBeforeStored) answer(turn.Outcome!);
        Carry(turn, _host.Fault == ShellFault.AnswersBeforeStored ? null : () => answer(turn.Outcome!));
    }

    public void Read(Query query, Action<View> answer)
    {
        var view = _loop.Read(query, _host.Now);
        Wait(() => answer(view));
    }

    public void Acknowledged(ActorId receiver, long number)
    {
        _loop.Acknowledge(receiver, number);
        if (!_loop.HasUnsent) _silo.Journal.Mark(_loop.Id, _loop.Due, unsent: false);
    }

    public void Snapshot()
    {
        _host.Trace.Note($"{_silo.Name} {_loop.Id} snapshot at {_loop.Version}");
        _silo.Journal.Snapshot(_loop.Id, _loop.Version, _loop.Snapshot(_silo.Journal.Contract), _loop.Due, _loop.HasUnsent);
        Wait(() => { });
    }

    /// <summary>Sends what waits for a receiver, as far as it may leave.</summary>
    public void SendAgain(ActorId receiver)
    {
        foreach (var envelope in _loop.Unsent(receiver))
        {
            if (!_silo.Journal.IsCausal && envelope.Number > _storedNumber) break;
            _host.Send(_silo, envelope);
        }
    }

    private void Carry(Turn turn, Action? then)
    {
        _host.Decide(_loop, turn);
        if (_silo.Journal.IsCausal) Send(turn);
        Store(turn, () =>
        {
            if (!_silo.Journal.IsCausal) Send(turn);
            foreach (var (agent, push) in turn.Pushes) _host.Push(agent, push);
            foreach (var (origin, outcome) in turn.Answers) _host.Answer(origin, outcome);
            then?.Invoke();
        });
        Rearm();
    }

    private void Wait(Action then) =>
        Store(new Turn { Actor = _loop.Id, Version = _loop.Version, At = _host.Now, Events = [] }, then);

    private void Store(Turn turn, Action stored)
    {
        Waiting++;
        _silo.Journal.Append(turn, () =>
        {
            Waiting--;
            if (!IsDropped) stored();
        });
    }

    private void Send(Turn turn)
    {
        foreach (var envelope in turn.Envelopes)
        {
            _storedNumber = envelope.Number;
            _host.Send(_silo, envelope);
        }
    }

    private void Rearm()
    {
        if (_loop.HasUnsent && !_resends)
        {
            _resends = true;
            _host.Schedule.After(ResendMs, Resend);
        }

        if (_loop.Due >= _wakeAt) return;
        _wakeAt = _loop.Due;
        _host.Schedule.At(_wakeAt, Wake);
    }

    private void Resend()
    {
        _resends = false;
        if (IsDropped) return;
        foreach (var receiver in _loop.UnsentTo.ToList()) SendAgain(receiver);
        Rearm();
    }

    private void Wake()
    {
        _wakeAt = Instant.Never;
        if (IsDropped) return;
        if (_loop.Due <= _host.Now)
        {
            _wakes = _lastWake == _host.Now ? _wakes + 1 : 0;
            _lastWake = _host.Now;
            if (_wakes > WakesAtOnce) throw Violation.Stuck($"{_loop.Id} is due at {_loop.Due} however often it is woken");
            if (_loop.Wake(_host.Now) is not { } turn) throw Violation.Stuck($"{_loop.Id} is due at {_loop.Due} and does nothing when woken");
            _host.Trace.Note($"{_silo.Name} {_loop.Id} wakes");
            Carry(turn, null);
        }

        Rearm();
    }
}
