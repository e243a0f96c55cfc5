using System.Text.Json;

namespace Routing.Server.Demo;

/// <summary>A conversation that the demonstration plays: what one customer says, and how an agent answers.</summary>
/// <param name="Says">The customer's messages, in order; after the first, each waits for an answer.</param>
/// <param name="Answers">What the agents answer, in order.</param>
public sealed record Conversation(string Channel, string Visibility, Person Author, IReadOnlyList<string> Says, IReadOnlyList<string> Answers);

public sealed record Person(string Id, string Handle, string Name, int Followers);

/// <summary>The conversations that come with the server; written for it.</summary>
public static class Conversations
{
    private const string Resource = "Routing.Server.Demo.conversations.json";

    public static IReadOnlyList<Conversation> All { get; } = Load();

    private static List<Conversation> Load()
    {
        using var stream = typeof(Conversations).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return JsonSerializer.Deserialize<List<Conversation>>(stream, JsonSerializerOptions.Web)!;
    }
}
