using System.Text.Json;
using Routing.Core;
using Routing.Core.Directory;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Replies on their way to their networks, in the order in which they left.</summary>
internal sealed class OutboxRows(string workspace, Numbers numbers) : IProjection
{
    private readonly HashSet<string> _registered = [];
    private readonly Dictionary<string, Visibility> _visibility = [];
    private readonly List<OutboxItem> _new = [];
    private readonly Dictionary<string, (ReplyStatus Status, MessageKey? As, string? Reason)> _reported = [];

    public bool HasNew => _new.Count > 0;

    /// <summary>Of a reply that its network has taken; public where it is not known.</summary>
    public Visibility VisibilityOf(string reply) => _visibility.GetValueOrDefault(reply);

    public void Note(PendingTurn turn)
    {
        foreach (var happened in turn.Record.Events)
            if (happened is SentRegistered sent) _registered.Add(sent.Reply);
    }

    public async Task Load(IDatabase database)
    {
        foreach (var reply in _registered)
        {
            if (await StoredReply.Read(database, workspace, reply) is { } item) _visibility[reply] = item.Visibility;
        }
    }

    public void Apply(PendingTurn turn)
    {
        foreach (var happened in turn.Record.Events)
        {
            switch (happened)
            {
                case Replied { Reply: var reply }:
                    _visibility[reply.Id] = reply.Visibility;
                    _new.Add(new OutboxItem(
                        ++numbers.Outbox, workspace, reply.Id, turn.Record.Actor.Key, reply.Agent, reply.To, reply.Visibility, reply.At,
                        ReplyStatus.Leaving, null, null, 0, reply.At));
                    break;
                case ReplySent e: _reported[e.Reply] = (ReplyStatus.Sent, e.As, null); break;
                case ReplyFailed e: _reported[e.Reply] = (e.GivenUp ? ReplyStatus.Failed : ReplyStatus.Leaving, null, e.Reason); break;
            }
        }
    }

    public void Write(Change change)
    {
        foreach (var item in _new) StoredReply.Add(change, item);
        foreach (var (reply, (status, sentAs, reason)) in _reported) StoredReply.Report(change, workspace, reply, status, sentAs, reason);
    }
}

/// <summary>A reply as it is stored: what it is stays; how far it is are fields of their own, since webhooks and reports change them.</summary>
internal static class StoredReply
{
    private const string What = "item";
    private const string Status = "status";
    private const string As = "as";
    private const string Reason = "reason";
    private const string Attempts = "attempts";
    private const string Next = "next";

    public static void Add(Change change, OutboxItem item)
    {
        var key = ProjectionKeys.Reply(item.Workspace, item.Reply);
        change.Add(change.To.HashSetAsync(
            key, [new(What, JsonSerializer.SerializeToUtf8Bytes(item, Wire.Options)), new(Status, (int)item.Status), new(Next, item.NextAttempt.Ms)]));
        change.Add(change.To.SortedSetAddAsync(ProjectionKeys.Outbox(item.Workspace), item.Reply, item.Cursor));
        change.Add(change.To.SortedSetAddAsync(ProjectionKeys.Due(item.Workspace), item.Reply, item.NextAttempt.Ms));
    }

    /// <summary>One that may be on its way for long, or have arrived.</summary>
    public static IEnumerable<Task> Put(IDatabaseAsync database, OutboxItem item)
    {
        var key = ProjectionKeys.Reply(item.Workspace, item.Reply);
        yield return database.HashSetAsync(
            key,
            [
                new(What, JsonSerializer.SerializeToUtf8Bytes(item, Wire.Options)), new(Status, (int)item.Status), new(As, item.As?.Value ?? ""),
                new(Reason, item.Reason ?? ""), new(Attempts, item.Attempts),
            ]);
        yield return database.SortedSetAddAsync(ProjectionKeys.Outbox(item.Workspace), item.Reply, item.Cursor);
        if (item.NextAttempt == Instant.Never) yield break;
        yield return database.HashSetAsync(key, Next, item.NextAttempt.Ms);
        yield return database.SortedSetAddAsync(ProjectionKeys.Due(item.Workspace), item.Reply, item.NextAttempt.Ms);
    }

    public static void Report(Change change, string workspace, string reply, ReplyStatus status, MessageKey? sentAs, string? reason)
    {
        var key = ProjectionKeys.Reply(workspace, reply);
        change.Add(change.To.HashSetAsync(key, [new(Status, (int)status), new(As, sentAs?.Value ?? ""), new(Reason, reason ?? "")]));
        if (status == ReplyStatus.Leaving) return;
        change.Add(change.To.HashDeleteAsync(key, Next));
        change.Add(change.To.SortedSetRemoveAsync(ProjectionKeys.Due(workspace), reply));
    }

    /// <returns>Null if there is none.</returns>
    public static async Task<OutboxItem?> Read(IDatabase database, string workspace, string reply)
    {
        var fields = await database.HashGetAsync(ProjectionKeys.Reply(workspace, reply), [What, Status, As, Reason, Attempts, Next]);
        return fields[0].IsNull ? null : JsonSerializer.Deserialize<OutboxItem>((byte[])fields[0]!, Wire.Options)! with
        {
            Status = (ReplyStatus)(int)fields[1],
            As = fields[2].IsNullOrEmpty ? null : new MessageKey(fields[2].ToString()),
            Reason = fields[3].IsNullOrEmpty ? null : fields[3].ToString(),
            Attempts = fields[4].IsNull ? 0 : (int)fields[4],
            NextAttempt = fields[5].IsNull ? Instant.Never : new Instant((long)fields[5]),
        };
    }
}
