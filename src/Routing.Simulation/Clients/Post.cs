using Routing.Core;

namespace Routing.Simulation.Clients;

/// <summary>One message as its network knows it, and what has become of it as far as the network can see.</summary>
internal sealed class Post
{
    public required MessageKey Key { get; init; }

    public required CustomerKey Author { get; init; }

    public MessageKey? Parent { get; init; }

    public bool Own { get; init; }

    public bool Repost { get; init; }

    public Visibility Visibility { get; init; }

    public required Instant CreatedAt { get; init; }

    public required string Text { get; init; }

    public string Topic { get; init; } = "";

    /// <summary>It may be taken for the echo of a reply of ours, or not: that depends on what came first.</summary>
    public bool MayBeEcho { get; init; }

    /// <summary>The engine said that it has it.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Its deletion was asked for, perhaps before it came.</summary>
    public bool IsDeleted { get; set; }

    public bool IsEdited { get; set; }

    public bool MakesWork => !Own && !Repost;

    public MessageFacts Facts(Instant received, long joinMs) => new(
        Own, Repost, Visibility, Instant.Earlier(CreatedAt, received), received, Hash(Text), Hashes.Content(Text), joinMs,
        Followers: Text.Length * 37, new Reading((Urgency)(Text.Length % 5), Topic, Text.Length % 3 == 0 ? "en" : ""));

    public long Hash(string text) => Hashes.Content($"{Author}\n{text}");
}
