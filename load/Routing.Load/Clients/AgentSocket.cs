using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace Routing.Load.Clients;

/// <summary>A hub connection as lean as thousands in one process want it: SignalR's JSON protocol over a bare WebSocket, without
/// negotiation, without automatic reconnection. A call that asks for a result gets one at once, as from stock clients: so the server
/// knows that it is there.</summary>
public sealed class AgentSocket : IAsyncDisposable
{
    private const byte EndOfFrame = 0x1e;

    // As often as stock clients do.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, EndOfFrame];

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Action<string, JsonElement> _called;
    private readonly TaskCompletionSource _shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _invocation;

    private AgentSocket(Action<string, JsonElement> called) => _called = called;

    /// <summary>Ends, without a fault, when the connection has ended for whatever reason.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <param name="url">The server's, <c>http://…</c>.</param>
    /// <param name="called">Gets the name and the first argument of each call of the server, one after the other, on the reading
    /// loop: it must return at once.</param>
    public static async Task<AgentSocket> Connect(
        string url, string path, string token, Action<string, JsonElement> called, CancellationToken cancel = default)
    {
        var socket = new AgentSocket(called);
        try
        {
            var address = new UriBuilder(url) { Scheme = "ws", Path = path, Query = $"access_token={Uri.EscapeDataString(token)}" };
            socket._socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket._socket.ConnectAsync(address.Uri, cancel);
            socket.Closed = Task.Run(socket.Read, CancellationToken.None);
            await socket.Send((byte[])[.. """{"protocol":"json","version":1}"""u8, EndOfFrame]);
            await socket._shaken.Task.WaitAsync(cancel);
            _ = socket.KeepAlive();
            return socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method of the hub.</summary>
    /// <param name="read">Reads the result, on the reading loop and before anything that the server sent after it.</param>
    /// <exception cref="HubRefusedException">The server answered with an error.</exception>
    /// <exception cref="WebSocketException">The connection ended before an answer came: nobody knows whether it was done.</exception>
    public async Task<T> Call<T>(string method, object?[] arguments, Func<JsonElement, T> read)
    {
        var id = Interlocked.Increment(ref _invocation).ToString(null, null);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = new Waiting(
            result =>
            {
                try
                {
                    answer.SetResult(read(result));
                }
                catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
                {
                    answer.SetException(new FormatException($"{method} was answered with {result}", wrong));
                }
            },
            error => answer.TrySetException(error));
        if (_ended.IsCancellationRequested) throw Cut();

        await Send(Frame(id, method, arguments));
        return await answer.Task;
    }

    /// <summary>Drops the connection without a word, as a network does.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        Abort();
        await Closed;
        _socket.Dispose();
    }

    private static ReadOnlyMemory<byte> Frame(string id, string method, object?[] arguments)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("type", 1);
            json.WriteString("invocationId", id);
            json.WriteString("target", method);
            json.WriteStartArray("arguments");
            foreach (var argument in arguments) JsonSerializer.Serialize(json, argument, JsonSerializerOptions.Web);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.Write([EndOfFrame]);
        return bytes.WrittenMemory;
    }

    private async Task Send(ReadOnlyMemory<byte> frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception ended) when (ended is ObjectDisposedException or OperationCanceledException)
        {
            // How an aborted socket says that it was.
            throw Cut();
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task KeepAlive()
    {
        using var timer = new PeriodicTimer(PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token)) await Send(Ping);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or InvalidOperationException)
        {
            // The reading loop sees the end too, and tells everyone who waits.
        }
    }

    private async Task Answer(string id)
    {
        try
        {
            await Send((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(new { type = 3, invocationId = id, result = true }), EndOfFrame]);
        }
        catch (Exception ended) when (ended is WebSocketException or InvalidOperationException)
        {
            // The reading loop sees the end too, and tells everyone who waits.
        }
    }

    private async Task Read()
    {
        var frames = new FrameBuffer();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(frames.Room(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                frames.Took(received.Count);
                while (frames.TryNext(EndOfFrame, out var frame)) Take(frame);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // How a connection ends makes no difference: those who wait are told that it did.
        }

        await _ended.CancelAsync();
        _shaken.TrySetException(Cut());
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var waiting)) waiting.Failed(Cut());
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        var message = json.RootElement;
        if (!message.TryGetProperty("type", out var type))
        {
            if (message.TryGetProperty("error", out var refused)) _shaken.TrySetException(new HubRefusedException(refused.GetString()!));
            else _shaken.TrySetResult();
            return;
        }

        switch (type.GetInt32())
        {
            case 1:
                if (message.TryGetProperty("invocationId", out var asked)) _ = Answer(asked.GetString()!);
                var arguments = message.GetProperty("arguments");
                _called(message.GetProperty("target").GetString()!, arguments.GetArrayLength() > 0 ? arguments[0] : default);
                break;
            case 3 when _waiting.TryRemove(message.GetProperty("invocationId").GetString()!, out var waiting):
                if (message.TryGetProperty("error", out var error)) waiting.Failed(new HubRefusedException(error.GetString()!));
                else waiting.Answered(message.TryGetProperty("result", out var result) ? result : default);
                break;
        }
    }

    private static WebSocketException Cut() => new(WebSocketError.ConnectionClosedPrematurely);

    private sealed record Waiting(Action<JsonElement> Answered, Action<Exception> Failed);
}

/// <summary>The hub answered a call with an error instead of a result.</summary>
public sealed class HubRefusedException(string message) : Exception(message)
{
    /// <summary>It names the number of a refusal that passes: overloaded, or unknown.</summary>
    public bool ComeAgain => Message.Contains("HubException: 12 ", StringComparison.Ordinal) || Message.Contains("HubException: 14 ", StringComparison.Ordinal);
}
