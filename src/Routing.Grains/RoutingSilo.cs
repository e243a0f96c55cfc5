using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Routing.Grains;

/// <summary>Adds the actors to a silo. The host brings <c>IJournal</c> and <c>IRelease</c>.</summary>
public static class RoutingSilo
{
    /// <summary>An idle actor leaves memory after this time; it comes back with its next input.</summary>
    public static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(10);

    /// <summary>Calls between silos end after this time; what was not taken is sent again.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Cells whose place a silo remembers, 65 of each workspace: some 20 bytes each, taken at the start.</summary>
    private const int PlacesRemembered = 65_536;

    /// <summary>How silos watch each other: a dead one is noticed within two to three seconds; two must agree, so that no single slow one
    /// declares the others dead. Where a cell is, all silos agree at any time: the directory hands its ranges over with the membership, so
    /// that no cell is open in two silos but by the fence's leave.</summary>
    public static ISiloBuilder AddRoutingMembership(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        });
#pragma warning disable ORLEANSEXP003 // Not final in this version of Orleans; what rests on it alone is no promise, only fewer refused turns.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // By default what a dead silo had is kept closed for twenty seconds, lest it still be alive: here the fence sees to that.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
        return silo;
    }

    public static ISiloBuilder AddRoutingActors(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(new ActorClock(TimeProvider.System));
        silo.Services.AddSingleton<DueList>();
        silo.Services.AddSingleton<ActorShell>();
        silo.Services.AddSingleton<Floor>();
        silo.Services.AddSingleton<ActorDoor>();
        silo.Services.AddSingleton<WakeClock>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<WakeClock>());
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = PlacesRemembered);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = CallTimeout);
        return silo;
    }
}
