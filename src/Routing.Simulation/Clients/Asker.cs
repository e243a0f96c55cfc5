using Routing.Core;
using Routing.Hosting;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>What every client does: asks, and asks again with the same id until it is answered.</summary>
internal sealed class Asker(Host host, Weather weather)
{
    /// <summary>Milliseconds without an answer before it is asked again.</summary>
    private const long PatienceMs = 4_000;

    private long _ids;

    private readonly SortedDictionary<long, string> _open = [];
    private long _asked;

    /// <summary>Questions that nobody has answered yet.</summary>
    public IReadOnlyCollection<string> Open => _open.Values;

    /// <param name="sender">Who asks, with an id drawn here; null where the command is idempotent by its content.</param>
    /// <param name="command">Made anew for each attempt.</param>
    public void Ask(ActorId to, string? sender, Func<Origin, Command> command, IReadOnlyList<Body> bodies, Action<Outcome> answered)
    {
        var id = sender is null ? (Guid?)null : NextId();
        Outcome? first = null;
        var number = ++_asked;
        _open[number] = $"{to}: {command(Origin.Nobody)} at {host.Now}";

        void Attempt()
        {
            host.Do(to, origin => new ClientCommand(sender, id, command(origin), bodies), Answered);
            host.Schedule.After(PatienceMs + weather.Dice.Below(2_000), () => { if (first is null) Attempt(); });
        }

        void Answered(Outcome outcome)
        {
            if (outcome.Code is Refusal.Quarantined) throw Violation.Wrong($"{to} could not decide {command(Origin.Nobody)}: {outcome.Value}");
            if (first is not null)
            {
                if (id is not null && first != outcome) throw Violation.Wrong($"{sender} got two answers to {id} of {to}: {first}, then {outcome}");
                return;
            }

            first = outcome;
            _open.Remove(number);
            answered(outcome);
            if (!weather.IsFair && id is not null && weather.Dice.Chance(30)) host.Schedule.After(weather.Dice.Between(1, 30_000), AskOnce);
        }

        void AskOnce() => host.Do(to, origin => new ClientCommand(sender, id, command(origin), bodies), Answered);

        Attempt();
    }

    public void Read<TView>(ActorId from, Query query, Action<TView> answered)
        where TView : View
    {
        var done = false;
        var number = ++_asked;
        _open[number] = $"{from}: {query} at {host.Now}";

        void Attempt()
        {
            host.Read(from, query, Answered);
            host.Schedule.After(PatienceMs + weather.Dice.Below(2_000), () => { if (!done) Attempt(); });
        }

        void Answered(View view)
        {
            if (done) return;
            done = true;
            _open.Remove(number);
            answered((TView)view);
        }

        Attempt();
    }

    /// <summary>A UUIDv7 whose random part counts instead.</summary>
    public Guid NextId()
    {
        var time = host.Now.Ms;
        var count = ++_ids;
        return new Guid(
            (int)(time >> 16), (short)time, (short)(0x7000 | (count & 0xfff)), 0x80, 0,
            (byte)(count >> 40), (byte)(count >> 32), (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count);
    }
}
