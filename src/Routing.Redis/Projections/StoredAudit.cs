using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Entries of the audit as they are stored: their ids are the feed's cursors; lists of them by thread and by person.</summary>
internal static class StoredAudit
{
    public static IEnumerable<Task> Add(IDatabaseAsync database, AuditEntry entry)
    {
        yield return database.StreamAddAsync(
            ProjectionKeys.Audit(entry.Workspace),
            [
                new("who", entry.Who), new("what", entry.What), new("thread", (string?)entry.Thread ?? ""), new("agent", (string?)entry.Agent ?? ""),
                new("at", entry.At.Ms), new("json", entry.Json),
            ],
            Numbers.Id(entry.Cursor));
        foreach (var list in Lists(entry)) yield return database.SortedSetAddAsync(list, entry.Cursor, entry.Cursor);
    }

    public static AuditEntry Read(string workspace, StreamEntry entry) => new(
        StoredFeed.Cursor(entry), workspace, entry["who"].ToString(), entry["what"].ToString(), StoredFeed.Name(entry["thread"]),
        StoredFeed.Name(entry["agent"]), StoredFeed.At(entry), entry["json"].ToString());

    /// <summary>Where it is found.</summary>
    public static IEnumerable<RedisKey> Lists(AuditEntry entry)
    {
        if (entry.Thread is { } thread) yield return OfThread(entry.Workspace, thread);
        foreach (var person in entry.Persons()) yield return OfPerson(entry.Workspace, person);
    }

    public static RedisKey OfThread(string workspace, string thread) => ProjectionKeys.AuditOf(workspace, "thread", thread);

    public static RedisKey OfPerson(string workspace, string person) => ProjectionKeys.AuditOf(workspace, "person", person);
}
