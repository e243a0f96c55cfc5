using System.Text.Json.Serialization;

namespace Routing.Core.Customers;

/// <summary>A message as its customer's actor remembers it: what decides its thread, and no more.</summary>
/// <param name="Chain">As far as is known now; follows every move.</param>
/// <param name="Thread">Null only while its first thread is being decided.</param>
public sealed record FiledEntry(
    MessageKey Message, MessageKey Chain, ThreadId? Thread, Visibility Visibility, Instant CreatedAt, long JoinMs) : IComparable<FiledEntry>
{
    /// <summary>A message of its thread was folded away: what links it to the rest may be gone, so it stays where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Tied { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public KeptChange? Edit { get; init; }

    /// <summary>On the messages' own clock; of two at one instant the key decides.</summary>
    public int CompareTo(FiledEntry? other) =>
        other is null ? 1 : CreatedAt == other.CreatedAt ? Message.CompareTo(other.Message) : CreatedAt.CompareTo(other.CreatedAt);
}

/// <summary>An edit (or, without a reading, a deletion) that was passed on, or waits for its message.</summary>
public sealed record KeptChange(Reading? Reading, Instant At);

/// <summary>Of this chain, messages created after the instant are a new thread.</summary>
public readonly record struct Cut(Instant At, MessageKey Chain) : IComparable<Cut>
{
    public int CompareTo(Cut other) => At == other.At ? Chain.CompareTo(other.Chain) : At.CompareTo(other.At);
}
