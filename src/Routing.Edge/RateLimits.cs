using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Http;

namespace Routing.Edge;

/// <summary>So many requests per second of one token, or of one address without a valid one; above it 429. Nothing is queued.</summary>
internal static class RateLimits
{
    public static void Configure(RateLimiterOptions limiter, EdgeOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Bucket(http, options));
        limiter.OnRejected = async (rejected, _) => await new Refused(Refusal.TooManyRequests).ExecuteAsync(rejected.HttpContext);
    }

    private static RateLimitPartition<string> Bucket(HttpContext http, EdgeOptions options)
    {
        if (http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) return RateLimitPartition.GetNoLimiter("health");
        var known = http.User.Identity?.IsAuthenticated == true;
        var caller = known ? Caller.Of(http.User) : null;
        var key = caller is null ? $"from {http.Connection.RemoteIpAddress}" : $"{caller.Workspace}/{caller.Role}/{caller.Subject}";
        var perSecond = known ? options.RequestsPerSecond : options.AnonymousPerSecond;
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        });
    }
}
