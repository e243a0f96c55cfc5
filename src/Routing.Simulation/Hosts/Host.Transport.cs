using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Hosts;

/// <summary>The ways between actors, and between clients and actors.</summary>
internal sealed partial class Host
{
    private readonly Dictionary<long, Action<Outcome>> _questions = [];
    private long _origin;

    public void Send(Silo from, Envelope envelope)
    {
        var bytes = Wire.WriteEnvelope(envelope);
        Carry(from, () => { if (Placed(envelope.To) is { } silo) silo.Activate(envelope.To).Take(Wire.ReadEnvelope(bytes)); });
    }

    public void Acknowledge(Envelope envelope) =>
        Carry(Placed(envelope.To)!, () => Placed(envelope.From)?.Find(envelope.From)?.Acknowledged(envelope.To, envelope.Number));

    /// <summary>The receiver misses what came before this envelope.</summary>
    public void SendAgain(Envelope envelope) =>
        Carry(Placed(envelope.To)!, () => Placed(envelope.From)?.Find(envelope.From)?.SendAgain(envelope.To));

    /// <summary>A client's command. The answer may never come: then the client asks again.</summary>
    /// <param name="command">Made with the origin of this question.</param>
    public void Do(ActorId to, Func<Origin, ClientCommand> command, Action<Outcome> answered)
    {
        var origin = ++_origin;
        _questions[origin] = answered;
        Travel(() => Placed(to)?.Activate(to).Do(command(new Origin(origin)), outcome =>
        {
            if (!outcome.Pending) Answer(new Origin(origin), outcome);
        }));
    }

    public void Read(ActorId from, Query query, Action<View> answered) =>
        Travel(() => Placed(from)?.Activate(from).Read(query, view => Travel(() => answered(view))));

    public void Answer(Origin origin, Outcome outcome)
    {
        if (_questions.Remove(origin.Value, out var answered)) Travel(() => answered(outcome));
    }

    private void Travel(Action arrive)
    {
        if (!_weather.Drops()) Schedule.After(_weather.Delay(), arrive);
    }

    /// <summary>Between silos; inside the one process of the embedded mode nothing survives the process.</summary>
    private void Carry(Silo from, Action arrive)
    {
        var run = from.Run;
        void Arrive()
        {
            if (_log is null || (from.IsUp && from.Run == run)) arrive();
        }

        if (_weather.Drops()) return;
        Schedule.After(_weather.Delay(), Arrive);
        if (_weather.Repeats()) Schedule.After(_weather.Delay(), Arrive);
    }
}
