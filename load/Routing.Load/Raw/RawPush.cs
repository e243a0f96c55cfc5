using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Routing.Load.Clients;
using Routing.Load.Data;

namespace Routing.Load.Raw;

/// <summary>SignalR alone: frames of an offer's size to connections drawn at random.</summary>
public static class RawPush
{
    private const int Senders = 4;

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<Connected>();
    }

    public static void Map(WebApplication app)
    {
        app.MapHub<PushHub>("/hubs/agent");
        app.MapPost("/burst", async (int count, IHubContext<PushHub> hub, Connected connected) =>
        {
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => Send(hub, connected, count / Senders, sender))));
            return Results.Ok();
        });
        app.MapPost("/paced", async (int rate, int seconds, IHubContext<PushHub> hub, Connected connected) =>
        {
            var random = new Random(1);
            var ids = connected.Ids;
            await OpenLoop.Run(
                Schedule.Steady(rate, seconds),
                (_, _) => _ = hub.Clients.Client(ids[random.Next(ids.Length)]).SendAsync("Push", RawFrame.Now()));
            return Results.Ok();
        });
    }

    private static async Task Send(IHubContext<PushHub> hub, Connected connected, int count, int seed)
    {
        var random = new Random(seed);
        var ids = connected.Ids;
        for (var i = 0; i < count; i++) await hub.Clients.Client(ids[random.Next(ids.Length)]).SendAsync("Push", RawFrame.Now());
    }

    public sealed class Connected
    {
        private readonly ConcurrentDictionary<string, bool> _ids = new();

        public string[] Ids => [.. _ids.Keys];

        public void Add(string id) => _ids[id] = true;

        public void Remove(string id) => _ids.TryRemove(id, out _);
    }

    public sealed class PushHub(Connected connected) : Hub
    {
        public override Task OnConnectedAsync()
        {
            connected.Add(Context.ConnectionId);
            return Task.CompletedTask;
        }

        public override Task OnDisconnectedAsync(Exception? exception)
        {
            connected.Remove(Context.ConnectionId);
            return Task.CompletedTask;
        }
    }
}

/// <param name="Sent">Ticks of the monotonic clock, which the processes of one machine share.</param>
/// <param name="Pad">Fills the frame up to about 400 bytes: an offer with what an agent's screen shows of it.</param>
public sealed record RawFrame(long Sent, string Pad)
{
    private static readonly string Filling = new('x', 330);

    public static RawFrame Now() => new(Stopwatch.GetTimestamp(), Filling);
}
