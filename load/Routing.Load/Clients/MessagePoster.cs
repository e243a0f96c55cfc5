using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Routing.Load.Data;

namespace Routing.Load.Clients;

/// <summary>Posts messages as a connector does, one at a time or many in newline-delimited JSON. Safe for many callers at once.</summary>
public sealed class MessagePoster : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Ndjson = new("application/x-ndjson");

    private readonly HttpClient _http;
    private readonly string _channel;

    /// <param name="channel">All messages are of this one.</param>
    public MessagePoster(string url, string token, string channel)
    {
        _http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _channel = channel;
    }

    /// <summary>Posts one message as a JSON object.</summary>
    public async Task<Posted> Post(SourceMessage message, string? channel = null, CancellationToken cancel = default)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Wire(message, channel), Web));
        body.Headers.ContentType = Json;
        using var response = await _http.PostAsync("v1/messages", body, cancel);
        var text = await response.Content.ReadAsByteArrayAsync(cancel);
        return response.StatusCode == HttpStatusCode.Accepted
            ? new Posted((int)response.StatusCode, [JsonSerializer.Deserialize<PostAnswer>(text, Web)!])
            : new Posted((int)response.StatusCode, [], CodeOf(text));
    }

    /// <summary>Posts many, a line each.</summary>
    /// <returns>An answer for each line that was looked at, in order.</returns>
    public async Task<Posted> Post(IReadOnlyList<SourceMessage> messages, CancellationToken cancel = default)
    {
        using var lines = new MemoryStream(messages.Count * 320);
        foreach (var message in messages)
        {
            JsonSerializer.Serialize(lines, Wire(message, null), Web);
            lines.WriteByte((byte)'\n');
        }

        using var body = new ByteArrayContent(lines.GetBuffer(), 0, (int)lines.Length);
        body.Headers.ContentType = Ndjson;
        using var response = await _http.PostAsync("v1/messages", body, cancel);
        var text = await response.Content.ReadAsByteArrayAsync(cancel);
        return response.Content.Headers.ContentType?.MediaType == Ndjson.MediaType
            ? new Posted((int)response.StatusCode, Lines(text))
            : new Posted((int)response.StatusCode, [], CodeOf(text));
    }

    public void Dispose() => _http.Dispose();

    private OutgoingMessage Wire(SourceMessage message, string? channel) => new(
        channel ?? _channel, message.Id, new OutgoingAuthor(message.Author, $"user{message.Author}", message.Author, 0),
        message.Text, message.InReplyTo,
        "public", message.CreatedAt, message.Own, Repost: false, Kind: "message");

    private static PostAnswer[] Lines(ReadOnlySpan<byte> text)
    {
        var answers = new List<PostAnswer>();
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (!line.IsEmpty) answers.Add(JsonSerializer.Deserialize<PostAnswer>(line, Web)!);
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return [.. answers];
    }

    private static int CodeOf(byte[] text)
    {
        if (text.Length == 0 || text[0] != '{') return 0;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;
    }

    private sealed record OutgoingMessage(
        string Channel, string Id, OutgoingAuthor Author, string Text, string? InReplyTo, string Visibility, DateTimeOffset CreatedAt, bool Own,
        bool Repost, string Kind);

    private sealed record OutgoingAuthor(string Id, string Handle, string Name, int Followers);
}

/// <summary>What a post came to.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Answers">One for each message, in order; empty if the whole request was refused.</param>
/// <param name="Code">Why it was refused as a whole; 0 if it was not, or nothing was said.</param>
public sealed record Posted(int Status, PostAnswer[] Answers, int Code = 0)
{
    /// <summary>Nothing went in, and the same may well go in a little later.</summary>
    public bool ComeAgain => Answers.Length == 0 && Status is 429 or 503;
}

/// <param name="Status">accepted, duplicate or refused.</param>
public sealed record PostAnswer(string Status, string? Thread = null, int? Code = null, string? Field = null)
{
    // The numbers of the API: overloaded, unknown, too many requests.
    private const int Overloaded = 12;
    private const int Unknown = 14;
    private const int TooManyRequests = 905;

    public bool IsIn => Status is "accepted" or "duplicate";

    /// <summary>Refused for now: the same line may well be taken a little later.</summary>
    public bool ComeAgain => Code is Overloaded or Unknown or TooManyRequests;
}
