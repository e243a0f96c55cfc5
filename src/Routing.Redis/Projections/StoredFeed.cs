using System.Globalization;
using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Entries of the feed as they are stored: their ids are cursors.</summary>
internal static class StoredFeed
{
    public static Task Add(IDatabaseAsync database, FeedEntry entry) => database.StreamAddAsync(
        ProjectionKeys.Feed(entry.Workspace),
        [
            new("type", entry.Type), new("thread", (string?)entry.Thread ?? ""), new("agent", (string?)entry.Agent ?? ""), new("at", entry.At.Ms),
            new("json", entry.Json),
        ],
        Numbers.Id(entry.Cursor), RedisLimits.FeedEntries, useApproximateMaxLength: true);

    public static FeedEntry Read(string workspace, StreamEntry entry) => new(
        Cursor(entry), workspace, entry["type"].ToString(), Name(entry["thread"]), Name(entry["agent"]), At(entry), entry["json"].ToString());

    public static long Cursor(StreamEntry entry) => Number(entry.Id);

    /// <summary>The first part of a stream's id.</summary>
    public static long Number(RedisValue id)
    {
        var text = id.ToString();
        return long.Parse(text.AsSpan(0, text.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }

    public static Instant At(StreamEntry entry) => new((long)entry["at"]);

    /// <summary>Null where there is none.</summary>
    public static string? Name(RedisValue value) => value.IsNullOrEmpty ? null : value.ToString();
}
