using System.Text.Json;

namespace Routing.Load.Clients;

/// <summary>What an agent's screen can do: the calls of the agents' hub over one connection.</summary>
public sealed class AgentClient(AgentSocket socket) : IAsyncDisposable
{
    private const string Path = "/hubs/agent";

    public Task Closed => socket.Closed;

    /// <param name="pushed">Called for each live push, in order, on the reading loop: it must return at once.</param>
    /// <param name="resync">Called if the server has given up on this connection because it read too slowly.</param>
    public static async Task<AgentClient> Connect(
        string url, string token, Action<PushSeen> pushed, Action resync, CancellationToken cancel = default) =>
        new(await AgentSocket.Connect(url, Path, token, (method, argument) =>
        {
            if (method == "Push") pushed(PushSeen.Read(argument));
            // "Resync" needs no answer of its own: after it nothing is pushed, and the connection is dropped.
            else if (method == "Resync") resync();
        }, cancel));

    /// <summary>Must be the first call.</summary>
    /// <param name="last">The last push seen on an earlier connection; null for none.</param>
    /// <param name="started">Called with the answer before any live push.</param>
    public Task<Started> Start(long? last, Action<Started> started) => socket.Call("Start", [last], json =>
    {
        var answer = Started.Read(json);
        started(answer);
        return answer;
    });

    public Task<Answer> SetStatus(string status, Guid id) => Command("SetStatus", status, id);

    public Task<Answer> Showed(string thread, long epoch) => Command("Showed", thread, epoch);

    public Task<Answer> Accept(string thread, long epoch, Guid id) => Command("Accept", thread, epoch, id);

    public Task<Answer> Decline(string thread, long epoch, string reason, Guid id) => Command("Decline", thread, epoch, reason, id);

    /// <param name="to">The message that is answered, which is also the newest one seen.</param>
    public Task<Answer> Reply(string thread, string to, string text, Guid id) =>
        Command("Reply", new { Id = id, Thread = thread, To = to, Text = text, SeenNewest = to });

    public Task<Answer> Resolve(string thread, Guid id) => Command("Resolve", thread, id);

    /// <returns>Null if there is no such thread.</returns>
    public Task<Conversation?> Thread(string thread) =>
        socket.Call("Thread", [thread], json => json.ValueKind == JsonValueKind.Object ? Conversation.Read(json) : null);

    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private Task<Answer> Command(string method, params object?[] arguments) => socket.Call(method, arguments, Answer.Read);
}

/// <summary>What a command of an agent came to.</summary>
/// <param name="Code">0 if it was done; else why it was refused, as the API numbers it.</param>
public sealed record Answer(int Code, string? Detail)
{
    private const int Duplicate = 1;
    private const int Overloaded = 12;
    private const int Unknown = 14;
    private const int TooManyRequests = 905;

    public bool Done => Code is 0 or Duplicate;

    /// <summary>Nothing was decided; the same command, with the same id, may well be taken later.</summary>
    public bool ComeAgain => Code is Overloaded or Unknown or TooManyRequests;

    public static Answer Read(JsonElement json) => new(
        json.GetProperty("code").GetInt32(),
        json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null);
}

/// <summary>The answer to <c>Start</c>.</summary>
/// <param name="Code">0, or why it was refused: then the rest says nothing.</param>
/// <param name="Missed">What was missed, in order; null if there is only the snapshot in <c>Work</c>.</param>
public sealed record Started(int Code, long Sequence, string Status, WorkSeen[] Work, PushSeen[]? Missed)
{
    public static Started Read(JsonElement json) => new(
        json.GetProperty("code").GetInt32(),
        json.GetProperty("sequence").GetInt64(),
        json.GetProperty("status").GetString()!,
        [.. json.GetProperty("work").EnumerateArray().Select(WorkSeen.Read)],
        json.GetProperty("missed") is { ValueKind: JsonValueKind.Array } missed ? [.. missed.EnumerateArray().Select(PushSeen.Read)] : null);
}

/// <param name="Holding">offered or assigned.</param>
public sealed record WorkSeen(string Thread, string Holding, long Epoch)
{
    public static WorkSeen Read(JsonElement json) =>
        new(json.GetProperty("thread").GetString()!, json.GetProperty("holding").GetString()!, json.GetProperty("epoch").GetInt64());
}

/// <param name="Kind">See the constants.</param>
public sealed record PushSeen(long Sequence, int Kind, string? Thread, long Epoch)
{
    public const int Offer = 1;
    public const int OfferEnded = 2;
    public const int Assigned = 3;
    public const int Freed = 4;
    public const int News = 5;
    public const int Status = 6;
    public const int Shift = 7;

    private static readonly string[] Kinds = ["", "offer", "offerEnded", "assigned", "freed", "news", "status", "shift"];

    public static PushSeen Read(JsonElement json) => new(
        json.GetProperty("sequence").GetInt64(),
        Array.IndexOf(Kinds, json.GetProperty("kind").GetString()) is > 0 and var kind
            ? kind
            : throw new FormatException($"No such kind of push: {json}"),
        json.GetProperty("thread").GetString(),
        json.GetProperty("epoch").GetInt64());
}
