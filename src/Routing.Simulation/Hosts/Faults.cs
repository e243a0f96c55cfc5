using Routing.Core;
using Routing.Core.Desks;
using Routing.Hosting;
using Routing.Simulation.Audit;
using Routing.Simulation.Clients;
using Routing.Simulation.Stores;

namespace Routing.Simulation.Hosts;

/// <summary>Strikes at drawn moments: crashes, second activations, evictions, snapshots, lost edges, a store that forgets.</summary>
internal sealed class Faults(Conditions conditions, Host host, Weather weather, Screens screens, Auditor auditor)
{
    private Dice Dice => weather.Dice;

    /// <summary>The store lost writes that a living silo was told of: the run must not go on.</summary>
    public bool LostConfirmed { get; private set; }

    public void Begin(Instant until)
    {
        Every(conditions.CrashEvery, Crash);
        Every(conditions.DoubleEvery, ActivateTwice);
        Every(conditions.EvictEvery, Evict);
        Every(conditions.SnapshotEvery, Snapshot);
        Every(conditions.CutEvery, LoseEdge);
        Every(conditions.StrandEvery, Strand);
        if (conditions.Rewinds) host.Schedule.At(new Instant(Dice.Between(host.Now.Ms + 30_000, until.Ms - 30_000)), Rewind);
    }

    /// <summary>Faults are over: everything is up, everything arrives.</summary>
    public void End()
    {
        weather.IsFair = true;
        foreach (var silo in host.Silos.Where(silo => !silo.IsUp)) Restart(silo);
        host.DropStrays();
        host.Schedule.After(60_000, host.DropStrays);
    }

    private void Every(long interval, Action strike)
    {
        if (interval == 0) return;
        host.Schedule.After(Dice.Between(interval / 2, interval * 3 / 2), () =>
        {
            if (weather.IsFair) return;
            strike();
            Every(interval, strike);
        });
    }

    /// <summary>Strikes where a hand-over pauses: what is saved of the desk there, and what goes on after a crash, is what is asked.</summary>
    public void CutHandOver(Turn turn)
    {
        if (weather.IsFair || conditions.CrashEvery == 0 || !turn.Events.Any(happened => happened is HandOverPaused or HandOverBegun) || !Dice.Chance(300)) return;
        host.Schedule.After(Dice.Between(0, 20), () =>
        {
            foreach (var desk in host.Silos.SelectMany(silo => silo.Active).Where(active => active.Loop.Id == turn.Actor).ToList()) desk.Snapshot();
        });
        host.Schedule.After(Dice.Between(0, 2_500), () =>
        {
            if (weather.IsFair) return;
            weather.Count("hand-overs cut");
            Crash();
        });
    }

    private void Crash()
    {
        var up = host.Silos.Where(silo => silo.IsUp).ToList();
        if (up.Count == 0) return;
        var silo = Dice.Pick(up);
        host.Crash(silo);
        weather.Count("crashed");
        if (conditions.Model == CommitModel.Embedded) screens.Die();
        host.Schedule.After(Dice.Between(100, 10_000), () => { if (!silo.IsUp) Restart(silo); });
    }

    private void Restart(Silo silo)
    {
        silo.Start();
        if (conditions.Model == CommitModel.Embedded) screens.Restarted();
    }

    private void ActivateTwice()
    {
        var up = host.Silos.Where(silo => silo.IsUp).ToList();
        var active = up.SelectMany(silo => silo.Active.Select(activation => (silo, activation.Loop.Id))).ToList();
        if (up.Count < 2 || active.Count == 0) return;
        var (first, id) = Dice.Pick(active);
        host.ActivateTwice(id, Dice.Pick(up.Where(silo => silo != first).ToList()));
        weather.Count("activated twice");
    }

    private void Evict()
    {
        foreach (var silo in host.Silos)
        {
            var idle = silo.Active.Where(activation => activation.Waiting == 0).ToList();
            if (idle.Count == 0) continue;
            silo.Drop(Dice.Pick(idle).Loop.Id);
            weather.Count("evicted");
        }
    }

    private void Snapshot()
    {
        foreach (var silo in host.Silos.Where(silo => silo.Active.Count > 0))
        {
            Dice.Pick(silo.Active.ToList()).Snapshot();
            weather.Count("snapshots");
        }
    }

    private void LoseEdge()
    {
        weather.Count("edges lost");
        screens.Die();
        screens.Restarted();
    }

    /// <summary>A part of the network of clients is cut off: about half of all agents at once.</summary>
    private void Strand()
    {
        foreach (var agent in screens.Agents.Where(_ => Dice.Chance(500)).ToList()) agent.Strand();
    }

    private void Rewind()
    {
        var known = host.Silos.Where(silo => silo.IsUp).Max(silo => (silo.Journal as SiloJournal)?.Known ?? 0);
        auditor.Close();
        LostConfirmed = host.FailOver(1 + Dice.Below(20)) is var position && position < known;
        weather.Count("rewound");
    }
}
