using System.Collections.Concurrent;
using System.Security.Claims;

namespace Routing.Edge.Auth;

/// <summary>Tokens that were checked before, until they end: a signature is checked once, not with every message.</summary>
internal sealed class SeenTokens(TimeProvider clock)
{
    /// <summary>Tokens remembered, some 2 KB each; when there are more, all are checked anew.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (KnownCaller Caller, DateTime Until)> _seen = new(StringComparer.Ordinal);

    /// <summary>Whose token it is; null if it was not seen yet, or has ended.</summary>
    public KnownCaller? Find(string token)
    {
        if (!_seen.TryGetValue(token, out var known)) return null;
        if (known.Until > clock.GetUtcNow().UtcDateTime) return known.Caller;
        _seen.TryRemove(token, out _);
        return null;
    }

    public KnownCaller Add(string token, ClaimsPrincipal principal, DateTime until)
    {
        var caller = new KnownCaller(principal);
        if (_seen.Count >= Most) _seen.Clear();
        _seen[token] = (caller, until);
        return caller;
    }
}

/// <summary>A checked principal whose claims were read once.</summary>
internal sealed class KnownCaller(ClaimsPrincipal principal) : ClaimsPrincipal(principal)
{
    public Caller Caller { get; } = Caller.Read(principal);
}
