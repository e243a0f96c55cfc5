namespace Routing.Core;

public enum Visibility
{
    Public = 0,
    Private = 1,
}

/// <summary>How much a text presses, as the classifier read it. Unknown is an answer.</summary>
public enum Urgency
{
    Unknown = 0,
    Low = 1,
    Normal = 2,
    High = 3,
    Critical = 4,
}

/// <summary>What the classifier read in a text: never the text itself. Empty topic or language means unknown.</summary>
public sealed record Reading(Urgency Urgency, string Topic, string Language)
{
    public static readonly Reading Unknown = new(Urgency.Unknown, "", "");
}

/// <summary>What the engine knows of a message without its text.</summary>
/// <param name="Own">Written by the account itself (an echo, or a reply made elsewhere): shown, never work.</param>
/// <param name="Repost">Only spreads another message: kept and shown, never work.</param>
/// <param name="CreatedAt">The network's own time, capped at receipt.</param>
/// <param name="ReceivedAt">When the edge took it: service-level clocks start here.</param>
/// <param name="Hash">Of author, text and attachments: tells a repeat from a conflict.</param>
/// <param name="TextHash">Of the text alone: tells an echo of our own reply.</param>
/// <param name="JoinMs">Policy at receipt: messages of one customer at most this many milliseconds apart are one thread; 0: never.</param>
/// <param name="Followers">For capped influence.</param>
/// <param name="CreatedInFuture">The network's time lay after receipt; it was capped.</param>
public sealed record MessageFacts(
    bool Own,
    bool Repost,
    Visibility Visibility,
    Instant CreatedAt,
    Instant ReceivedAt,
    long Hash,
    long TextHash,
    long JoinMs,
    int Followers,
    Reading Reading,
    bool CreatedInFuture = false)
{
    /// <summary>Whether somebody has to answer it.</summary>
    public bool MakesWork => !Own && !Repost;
}
