using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Hosts;

/// <summary>One process: the actors in its memory and its way to the store. Everything in it is gone when it crashes.</summary>
internal sealed class Silo(Host host, string name, Func<Silo, IJournal> open)
{
    /// <summary>Milliseconds between looks for actors that are due or have something unsent, and are not in memory.</summary>
    private const long LookMs = 3_000;

    private readonly SortedDictionary<string, Activation> _active = new(StringComparer.Ordinal);

    public string Name => name;

    public bool IsUp { get; private set; }

    /// <summary>Rises with each start: what an earlier run planned is void.</summary>
    public int Run { get; private set; }

    public IJournal Journal { get; private set; } = null!;

    public IReadOnlyCollection<Activation> Active => _active.Values;

    public void Start()
    {
        Run++;
        IsUp = true;
        Journal = open(this);
        host.Trace.Note($"{name} starts");
        if (host.Fault == ShellFault.ForgetsToWake && Run > 1) return;
        Look(Run);
    }

    public void Stop()
    {
        IsUp = false;
        foreach (var activation in _active.Values) activation.IsDropped = true;
        _active.Clear();
    }

    public Activation? Find(ActorId id) => _active.GetValueOrDefault(id.ToString());

    public Activation Activate(ActorId id)
    {
        if (Find(id) is { } active) return active;
        var stored = Journal.Read(id, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        if (host.Fault == ShellFault.SkipsRecordOnReplay && stored.Records.Count > 0)
        {
            var last = Wire.WriteRecord(Wire.ReadRecord(stored.Records[^1]) with { Events = [] });
            stored = stored with { Records = [.. stored.Records.Take(stored.Records.Count - 1), last] };
        }

        var activation = new Activation(host, this, host.Rebuild(id, stored));
        _active[id.ToString()] = activation;
        host.Trace.Note($"{name} {id} is active at {activation.Loop.Version}");
        return activation;
    }

    public void Drop(ActorId id)
    {
        if (!_active.Remove(id.ToString(), out var activation)) return;
        activation.IsDropped = true;
        host.Trace.Note($"{name} {id} is dropped");
    }

    private void Look(int run)
    {
        if (!IsUp || run != Run) return;
        foreach (var id in Journal.ToWake(host.Now, 10_000, CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            if (host.Placed(id) == this) Activate(id);
        }

        host.Schedule.After(LookMs, () => Look(run));
    }
}
