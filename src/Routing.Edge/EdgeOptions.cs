using Routing.Edge.Presence;

namespace Routing.Edge;

/// <summary>What the edge may be told from outside. Every value has a default that suits one process on one machine.</summary>
public sealed record EdgeOptions
{
    /// <summary>An OpenID Connect issuer whose tokens are taken besides our own; null: only our own.</summary>
    public string? OidcAuthority { get; init; }

    /// <summary>The audience that such tokens must name; needed with <see cref="OidcAuthority"/>.</summary>
    public string? OidcAudience { get; init; }

    /// <summary>Whether webhooks may go to loopback and private addresses: for development and tests only.</summary>
    public bool AllowPrivateWebhooks { get; init; }

    /// <summary>The address under which clients reach this very process, where a balancer is before several; null: they come back to where they came.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Requests per second of one token, on average; a burst of as many is let through. Above it: 429.</summary>
    public int RequestsPerSecond { get; init; } = 20_000;

    /// <summary>Requests per second of one address that come without a valid token.</summary>
    public int AnonymousPerSecond { get; init; } = 50;

    /// <summary>Messages that may be on their way into the engine at the same time, over all callers; the next gets 503.
    /// The most that <see cref="AdmissionLimit"/> ever admits.</summary>
    public int MessagesInFlight { get; init; } = 4_096;

    /// <summary>How long work may wait for a thread before new messages get 503: far less than anyone notices.</summary>
    public TimeSpan MostWait { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Lines of one batch that are on their way at the same time.</summary>
    public int LinesInFlight { get; init; } = 256;

    /// <summary>Bytes of a body: one message of the longest text, every character escaped, with its attachments.</summary>
    public int BodyBytes { get; init; } = 512 * 1024;

    /// <summary>Bytes of a batch (read line by line, never held whole).</summary>
    public long BatchBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Pushes that wait for a client to read; at the next it is resynchronised.</summary>
    public int PushesPerConnection { get; init; } = 1_000;

    /// <summary>How long a client may not read at all before its connection is closed.</summary>
    public TimeSpan SlowClient { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After so long without a push an agent's log is looked at, in case a hint was lost, and whether this connection is known.</summary>
    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How soon a client that is gone is noticed.</summary>
    public PresenceTimes Presence { get; init; } = new();

    /// <summary>How long a sign-in link, and the cookie it gives, are good for.</summary>
    public TimeSpan SignInFor { get; init; } = TimeSpan.FromHours(12);
}
