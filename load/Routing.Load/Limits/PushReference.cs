using System.Diagnostics;
using System.Text.Json;
using Routing.Load.Clients;
using Routing.Load.Raw;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>What SignalR alone can push, to as many connections as the engine has agents.</summary>
public sealed class PushReference : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RawProcess _server;
    private readonly HttpClient _http;
    private readonly List<AgentSocket> _sockets = [];
    private Latencies? _latencies;
    private long _received;
    private long _expected = long.MaxValue;
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PushReference(RawProcess server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = TimeSpan.FromMinutes(2) };
    }

    public static async Task<PushReference> Start(int clients)
    {
        var reference = new PushReference(await RawProcess.Start(RawKind.Push));
        for (var i = 0; i < clients; i++) reference._sockets.Add(await AgentSocket.Connect(reference._server.Url, "/hubs/agent", "", reference.Took));
        return reference;
    }

    /// <summary>As many pushes as fast as it can.</summary>
    /// <returns>Pushes per second of the server's processor time, and per second.</returns>
    public async Task<(double PerCore, double PerSecond)> Burst(int count)
    {
        Expect(count, null);
        var cpu = _server.Process.CpuSeconds();
        var began = Stopwatch.StartNew();
        using var sent = await _http.PostAsync($"burst?count={count}", null);
        sent.EnsureSuccessStatusCode();
        await _all.Task.WaitAsync(Patience);
        return (count / (_server.Process.CpuSeconds() - cpu), count / began.Elapsed.TotalSeconds);
    }

    /// <summary>At a rate, from sending to the client's parsed frame.</summary>
    public async Task<Latencies> Paced(int perSecond, int seconds)
    {
        var latencies = new Latencies();
        Expect(perSecond * seconds, latencies);
        using var sent = await _http.PostAsync($"paced?rate={perSecond}&seconds={seconds}", null);
        sent.EnsureSuccessStatusCode();
        await _all.Task.WaitAsync(Patience);
        return latencies;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await socket.DisposeAsync();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private void Expect(long count, Latencies? latencies)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _latencies = latencies;
        Volatile.Write(ref _received, 0);
        Volatile.Write(ref _expected, count);
    }

    private void Took(string method, JsonElement frame)
    {
        _latencies?.Since(frame.GetProperty("sent").GetInt64());
        if (Interlocked.Increment(ref _received) == Volatile.Read(ref _expected)) _all.SetResult();
    }
}
