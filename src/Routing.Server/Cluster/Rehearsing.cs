using Routing.Hosting;

namespace Routing.Server.Cluster;

/// <summary>Prepares a silo that has just started for a desk whose own has died.</summary>
internal sealed class Rehearsing(TimeProvider time) : BackgroundService
{
    /// <summary>Code is compiled anew once it was called thirty times, and not before nothing new was called for a tenth of a second.</summary>
    private const int Times = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var n = 0; n < Times; n++)
        {
            await Task.Delay(Pause, time, stoppingToken);
            Rehearsal.Once();
        }
    }
}
