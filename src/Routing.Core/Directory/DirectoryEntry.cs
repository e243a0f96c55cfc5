using System.Text.Json.Serialization;

namespace Routing.Core.Directory;

/// <summary>Where an entry stands in its chain.</summary>
public enum Standing
{
    /// <summary>The top of a chain; for good if its message has come, else until it comes with a parent.</summary>
    Root = 0,

    /// <summary>Waits for its root; whoever asks here is sent on to the parent.</summary>
    Adopting = 1,

    /// <summary>Below a root, for ever; whoever asks here is sent on to what was the root then.</summary>
    Child = 2,
}

/// <summary>What a shard knows of one message: live and in snapshots the same. What is not known is not written.</summary>
public sealed record DirectoryEntry(MessageKey Key)
{
    /// <summary>Null for a placeholder: something asked for the message before it came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CustomerKey? Author { get; init; }

    /// <summary>As the network said it; kept when the link is dropped, since a circle is walked along it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageKey? Parent { get; init; }

    /// <summary>Content as it first came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Hash { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TextHash { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standing Standing { get; init; }

    /// <summary>Of a child: the root at the time of its adoption.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageKey? Up { get; init; }

    /// <summary>Its author's actor has it, or gets it once the root is found: changes are passed on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Work { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LastEdit? Edit { get; init; }

    /// <summary>The reply of ours that this is the network's copy of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Reply { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public HeldMessage? Held { get; init; }

    /// <summary>Customers who were told of this chain and must hear if it moves; null: none, as for every root that cannot move.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CustomerKey[]? Participants { get; init; }

    /// <summary>Replies to this message whose echo may come before the connector's report; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExpectedEcho[]? Echoes { get; init; }

    public Instant Touched { get; init; }

    /// <summary>The message itself came, or was registered as sent.</summary>
    [JsonIgnore]
    public bool IsKnown => Author is not null || Reply is not null;

    /// <summary>So many wrote below the unknown message that its chain will not move any more.</summary>
    [JsonIgnore]
    public bool IsTooLargeToMove => Participants is { Length: >= Limits.ParticipantsPerChain };

    internal string? EchoOf(long textHash, Instant now) =>
        textHash == 0 ? null : Echoes?.FirstOrDefault(echo => echo.TextHash == textHash && now <= echo.Until)?.Reply;
}

/// <summary>The newest edit, which may have come before its message.</summary>
public sealed record LastEdit(long Hash, long TextHash, Reading Reading, Instant At);

public sealed record ExpectedEcho(string Reply, long TextHash, Instant Until);

/// <summary>A shard as it is stored: its entries, the longest untouched first.</summary>
public sealed record DirectorySnapshot(DirectoryEntry[] Entries);
