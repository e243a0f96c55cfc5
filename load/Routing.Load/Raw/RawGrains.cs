using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Routing.Load.Server;

namespace Routing.Load.Raw;

/// <summary>Orleans alone: calls of grains that do nothing, within one silo.</summary>
public static class RawGrains
{
    private const int Callers = 64;
    private const int Grains = 10_000;

    public static void Add(WebApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ChildProcess.FreePort(), ChildProcess.FreePort(), serviceId: "raw", clusterId: "raw")
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10)));

    public static void Map(WebApplication app) =>
        app.MapPost("/run", async (double seconds, IGrainFactory grains) =>
        {
            var began = Stopwatch.GetTimestamp();
            var calls = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(grains, caller, began, seconds))));
            return new GrainRate(calls.Sum(), Stopwatch.GetElapsedTime(began).TotalSeconds);
        });

    private static async Task<long> Call(IGrainFactory grains, int caller, long began, double seconds)
    {
        var random = new Random(caller);
        var calls = 0L;
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++, calls++) await grains.GetGrain<IIdleGrain>(random.Next(Grains)).Touch(calls);
        }

        return calls;
    }
}

public sealed record GrainRate(long Calls, double Seconds);

public interface IIdleGrain : IGrainWithIntegerKey
{
    ValueTask<long> Touch(long number);
}

public sealed class IdleGrain : Grain, IIdleGrain
{
    public ValueTask<long> Touch(long number) => new(number);
}
