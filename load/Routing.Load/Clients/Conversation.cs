using System.Text.Json;

namespace Routing.Load.Clients;

/// <summary>What the API and the hub show of a thread, as far as a client here needs it.</summary>
/// <param name="Newest">The newest customer message, <c>channel/id</c>: what a reply names and says it has seen.</param>
/// <param name="Messages">The customer's, <c>channel/id</c>, in the order shown.</param>
public sealed record Conversation(
    string Thread, string State, string? Agent, long Epoch, string Newest, int Unanswered, IReadOnlyList<string> Messages,
    IReadOnlyList<string> Replies)
{
    public static Conversation Read(JsonElement json) => new(
        json.GetProperty("thread").GetString()!,
        json.GetProperty("state").GetString()!,
        json.GetProperty("agent").GetString(),
        json.GetProperty("epoch").GetInt64(),
        json.GetProperty("newest").GetString()!,
        json.GetProperty("unanswered").GetInt32(),
        Ids(json.GetProperty("messages")),
        Ids(json.GetProperty("replies")));

    private static string[] Ids(JsonElement lines) => [.. lines.EnumerateArray().Select(line => line.GetProperty("id").GetString()!)];
}
