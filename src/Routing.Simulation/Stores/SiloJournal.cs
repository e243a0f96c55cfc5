using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Stores;

/// <summary>One silo's connection to the <see cref="JournalServer"/>: requests and their answers travel in order and take time.</summary>
/// <param name="refused">The store has another owner for the actor: its activation here is to be dropped.</param>
/// <param name="lost">The store has lost writes that this silo was told were stored: nothing may go on.</param>
internal sealed class SiloJournal(
    JournalServer server, Schedule schedule, Func<long> delay, Dice dice, Action<ActorId> refused, Action<string> lost) : IJournal
{
    private readonly Dictionary<ActorId, long> _appended = [];
    private readonly Dictionary<ActorId, long> _tokens = [];
    private Instant _lastRequest;
    private Instant _lastAnswer;
    private Instant _deadAfter = Instant.Never;
    private int _incarnation = server.Incarnation;
    private bool _dead;

    public bool IsCausal => false;

    /// <summary>The highest position of the store that this silo was told of.</summary>
    public long Known { get; private set; }

    public void Append(Turn turn, Action stored, Action<Exception>? lost = null)
    {
        if (!turn.Record.IsEmpty) _appended[turn.Actor] = turn.Version;
        var token = _tokens[turn.Actor];
        Request(() =>
        {
            var done = server.Append(token, turn);
            var (incarnation, tookOverAt, position) = (server.Incarnation, server.TookOverAt, server.Position);
            Answer(() =>
            {
                if (!Trusts(incarnation, tookOverAt, position)) return;
                if (done) stored();
                else if (_tokens[turn.Actor] == token) refused(turn.Actor);
            });
        });
    }

    public ValueTask<StoredActor> Read(ActorId actor, CancellationToken cancel)
    {
        Trusts(server.Incarnation, server.TookOverAt, server.Position);
        var stored = server.Own(actor, out var token);
        _tokens[actor] = token;
        _appended[actor] = stored.Version;
        return ValueTask.FromResult(stored);
    }

    public void Snapshot(ActorId actor, long version, byte[] snapshot, Instant due, bool unsent)
    {
        var token = _tokens[actor];
        Request(() => server.Snapshot(token, actor, version, snapshot, due, unsent));
    }

    public void Mark(ActorId actor, Instant due, bool unsent)
    {
        var (token, version) = (_tokens[actor], _appended[actor]);
        Request(() => server.Mark(token, actor, version, due, unsent));
    }

    public ValueTask<IReadOnlyList<ActorId>> ToWake(Instant by, int most, CancellationToken cancel) =>
        ValueTask.FromResult(server.ToWake(by, most));

    /// <summary>The silo died: of its requests on the way those up to some instant still arrive.</summary>
    public void Crash()
    {
        _dead = true;
        _deadAfter = _lastRequest > schedule.Now ? new Instant(dice.Between(schedule.Now.Ms, _lastRequest.Ms)) : schedule.Now;
    }

    private bool Trusts(int incarnation, long tookOverAt, long position)
    {
        if (incarnation != _incarnation && tookOverAt < Known)
        {
            lost($"the store stands at {tookOverAt}, it had confirmed {Known}");
            return false;
        }

        _incarnation = incarnation;
        Known = Math.Max(Known, position);
        return true;
    }

    private void Request(Action carryOut)
    {
        _lastRequest = Later(_lastRequest);
        var at = _lastRequest;
        schedule.At(at, () => { if (at <= _deadAfter) carryOut(); });
    }

    private void Answer(Action carryOut)
    {
        _lastAnswer = Later(_lastAnswer);
        schedule.At(_lastAnswer, () => { if (!_dead) carryOut(); });
    }

    private Instant Later(Instant last) => new(Math.Max(last.Ms, schedule.Now.Ms + (delay() / 2)));
}
