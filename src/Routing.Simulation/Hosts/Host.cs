using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;
using Routing.Simulation.Stores;

namespace Routing.Simulation.Hosts;

/// <summary>The shell around the shipping loops: places actors on silos, carries envelopes, commands, reads and answers.</summary>
/// <remarks>Every way between two places takes time, loses and repeats what the weather says.</remarks>
internal sealed partial class Host
{
    private readonly Dictionary<ActorId, Silo> _placed = [];
    private readonly List<Silo> _silos = [];
    private readonly Func<ActorId, StoredActor, IActorLoop> _rebuild;
    private readonly Weather _weather;
    private readonly CausalLog? _log;
    private readonly JournalServer? _server;

    public Host(
        Conditions conditions, Schedule schedule, Weather weather, Trace trace, Func<ActorId, StoredActor, IActorLoop> rebuild, ShellFault fault)
    {
        (Schedule, _weather, Trace, _rebuild, Fault) = (schedule, weather, trace, rebuild, fault);
        if (conditions.Model == CommitModel.Embedded)
        {
            _log = new CausalLog(schedule, weather.Commit, weather.Dice, turn => Durable(turn));
            _silos.Add(new Silo(this, "process", _ => _log));
        }
        else
        {
            _server = new JournalServer(turn => Durable(turn));
            for (var i = 1; i <= conditions.Silos; i++)
            {
                _silos.Add(new Silo(this, $"silo{i}", silo =>
                    new SiloJournal(_server, schedule, weather.Commit, weather.Dice, silo.Drop, why => Halted ??= why)));
            }
        }
    }

    public Schedule Schedule { get; }

    public Instant Now => Schedule.Now;

    public Trace Trace { get; }

    public ShellFault Fault { get; }

    /// <summary>Set once the store was seen to have lost what it had confirmed: then nothing goes on, on purpose.</summary>
    public string? Halted { get; private set; }

    /// <summary>Called for each turn as it is decided, which may still be taken back by a crash.</summary>
    public Action<IActorLoop, Turn> Decide { get; set; } = (_, _) => { };

    /// <summary>Called for each turn as it becomes durable, in the store's order.</summary>
    public Action<Turn> Durable { get; set; } = _ => { };

    /// <summary>Called for each push that may reach a screen.</summary>
    public Action<AgentId, Push> Push { get; set; } = (_, _) => { };

    public IReadOnlyList<Silo> Silos => _silos;

    public IReadOnlyList<ActorId> Stored =>
        [.. (_log?.Actors ?? _server!.Actors).OrderBy(id => id.ToString(), StringComparer.Ordinal)];

    public IActorLoop Rebuild(ActorId id, StoredActor stored) => _rebuild(id, stored);

    /// <summary>The actor as the store alone would give it back; null while it has not stored everything.</summary>
    public IActorLoop? Replayed(Activation activation)
    {
        return activation.Waiting > 0 ? null : _rebuild(activation.Loop.Id, Rows(activation.Loop.Id));
    }

    /// <summary>The actor as it stands, without waking it: looking must not do what the engine forgot.</summary>
    public IActorLoop Look(ActorId id) => Placed(id)?.Find(id)?.Loop ?? _rebuild(id, Rows(id));

    /// <summary>Where an actor lives now; null while nothing is up.</summary>
    public Silo? Placed(ActorId id)
    {
        if (_placed.TryGetValue(id, out var silo) && silo.IsUp) return silo;
        var up = _silos.FindAll(candidate => candidate.IsUp);
        if (up.Count == 0) return null;
        return _placed[id] = up[_weather.Dice.Below(up.Count)];
    }

    public void Start()
    {
        foreach (var silo in _silos) silo.Start();
    }

    public void Crash(Silo silo)
    {
        Trace.Note($"{silo.Name} crashes");
        silo.Stop();
        if (_log is not null)
        {
            _log.Crash();
            _questions.Clear();
        }
        else
        {
            ((SiloJournal)silo.Journal).Crash();
        }
    }

    /// <summary>Another silo is told that an actor is its own, while the silo before still has it.</summary>
    public void ActivateTwice(ActorId id, Silo other)
    {
        Trace.Note($"{id} is placed on {other.Name} too");
        _placed[id] = other;
        other.Drop(id);
        other.Activate(id);
    }

    /// <summary>Drops every activation that is not where its actor is placed or that others have overtaken, as a membership protocol
    /// does in time.</summary>
    public void DropStrays()
    {
        foreach (var silo in _silos)
        {
            var strays = silo.Active.Where(active => Placed(active.Loop.Id) != silo || IsOvertaken(active)).ToList();
            foreach (var stray in strays) silo.Drop(stray.Loop.Id);
        }
    }

    /// <summary>Whether an actor still has something to send, or to do by now: by itself, or by its mark in the store if it is not in
    /// memory.</summary>
    public bool Owes(ActorId id) => Placed(id)?.Find(id)?.Loop is { } loop
        ? loop.HasUnsent || loop.Due < Now
        : _log?.Owes(id, Now) ?? _server!.Owes(id, Now);

    private StoredActor Rows(ActorId id) =>
        _log is not null ? _log.Read(id, CancellationToken.None).AsTask().GetAwaiter().GetResult() : _server!.Read(id);

    private bool IsOvertaken(Activation active) =>
        _server is not null && _server.Read(active.Loop.Id).Version > active.Loop.Version;

    /// <summary>The store's server is replaced by a copy that lacks its last appends.</summary>
    /// <returns>The position of the copy.</returns>
    public long FailOver(int lost)
    {
        _server!.FailOver(lost);
        Trace.Note($"the store fails over to a copy at {_server.Position}");
        return _server.Position;
    }
}
