using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>An agent's client without a single timer, by the bare protocol: whatever it sends is in answer to what came. It can stop answering, and stop
/// reading, with its socket open.</summary>
internal sealed class BareAgent : IAsyncDisposable
{
    private const char EndOfFrame = '\u001e';
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _pushes = new();
    private readonly TaskCompletionSource _read = new();
    private TaskCompletionSource _asked = new();
    private Task _reading = Task.CompletedTask;
    private int _questions;
    private int _ids;

    /// <summary>Whether it says that it is there when it is asked.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>It pings after so many questions, as seldom as a throttled timer; 0: never.</summary>
    public int PingsAfter { get; set; }

    /// <summary>It stays connected and reads nothing from now on.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>When the server closed the connection, or it broke.</summary>
    public Task Closed => _reading;

    public static async Task<BareAgent> Available(TestWorkspace workspace, string agent, bool answers = true)
    {
        var bare = new BareAgent { Answers = answers };
        var url = new UriBuilder(new Uri(workspace.Server.Url, "/hubs/agent")) { Scheme = "ws", Query = $"access_token={workspace.Token(Roles.Agent, agent)}" };
        bare._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await bare._socket.ConnectAsync(url.Uri, CancellationToken.None);
        await bare.Send("""{"protocol":"json","version":1}""");
        bare._reading = bare.Read();
        await bare.Call("Start", (object?)null);
        await bare.Call("SetStatus", "available", null);
        return bare;
    }

    public async Task<JsonElement> Call(string method, params object?[] arguments)
    {
        var id = $"{Interlocked.Increment(ref _ids)}";
        var answer = _calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        return (await answer.Task.WaitAsync(Late)).GetProperty("result");
    }

    /// <summary>The first push of a kind for a thread.</summary>
    public Task<JsonElement> Pushed(string kind, string thread) => Of(kind, thread).Task.WaitAsync(Late);

    /// <summary>Until it was asked so many times whether it is there.</summary>
    public async Task Asked(int times)
    {
        while (Volatile.Read(ref _questions) < times) await _asked.Task.WaitAsync(Late);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _read.TrySetResult();
        await _reading;
        _socket.Dispose();
    }

    private TaskCompletionSource<JsonElement> Of(string kind, string? thread) =>
        _pushes.GetOrAdd($"{kind} {thread}", _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task Send(string frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(frame + EndOfFrame), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task Read()
    {
        var (text, bytes) = (new StringBuilder(), new byte[64 * 1024]);
        try
        {
            while (true)
            {
                if (IsDeaf) await _read.Task;
                var got = await _socket.ReceiveAsync(bytes, CancellationToken.None);
                if (got.MessageType == WebSocketMessageType.Close) return;
                text.Append(Encoding.UTF8.GetString(bytes, 0, got.Count));
                var frames = text.ToString().Split(EndOfFrame);
                text.Clear().Append(frames[^1]);
                foreach (var frame in frames[..^1]) await Take(JsonSerializer.Deserialize<JsonElement>(frame));
            }
        }
        catch (Exception ended) when (ended is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // However it ends, it is closed.
        }
    }

    private async Task Take(JsonElement frame)
    {
        var type = frame.TryGetProperty("type", out var number) ? number.GetInt32() : 0;
        if (type == 3 && _calls.TryRemove(frame.GetProperty("invocationId").GetString()!, out var call)) call.SetResult(frame);
        if (type != 1) return;
        if (frame.GetProperty("target").GetString() == "Push" && frame.GetProperty("arguments")[0] is var push)
            Of(push.GetProperty("kind").GetString()!, push.GetProperty("thread").GetString()).TrySetResult(push);
        if (frame.GetProperty("target").GetString() != "Alive") return;
        var questions = Interlocked.Increment(ref _questions);
        Interlocked.Exchange(ref _asked, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        if (Answers) await Send(JsonSerializer.Serialize(new { type = 3, invocationId = frame.GetProperty("invocationId").GetString(), result = true }));
        else if (PingsAfter > 0 && questions % PingsAfter == 0) await Send("""{"type":6}""");
    }
}
