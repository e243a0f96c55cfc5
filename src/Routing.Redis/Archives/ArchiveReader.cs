using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Reporting;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Everything of one workspace. Nobody changes it meanwhile.</summary>
internal sealed class ArchiveReader(RedisStore store, string workspace)
{
    /// <summary>Keys fetched at once.</summary>
    private const int Page = 256;

    private readonly IDatabase _database = store.Database;

    public async IAsyncEnumerable<ArchiveItem> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in Keyed(cancel))
            foreach (var items in await Task.WhenAll(page.Select(key => Of(key, cancel))))
                foreach (var item in items) yield return item;

        await foreach (var thread in Ranked(ProjectionKeys.Threads(workspace)))
        {
            foreach (var row in await Rows.Read<StoredThread>(_database, thread.Select(name => ProjectionKeys.Thread(workspace, name))))
                yield return new ArchivedThread(workspace, row.ToStanding());
        }

        await foreach (var entry in Entries(ProjectionKeys.Feed(workspace))) yield return new ArchivedFeed(StoredFeed.Read(workspace, entry));
        await foreach (var entry in Entries(ProjectionKeys.Audit(workspace)))
        {
            var e = StoredAudit.Read(workspace, entry);
            yield return new ArchivedAudit(workspace, e.Cursor, e.Who, e.What, e.Thread, e.At, e.Json, e.Agent);
        }

        foreach (var shift in await _database.HashGetAllAsync(ProjectionKeys.Shifts(workspace)))
            yield return new ArchivedShift(workspace, shift.Name.ToString(), shift.Value.ToString());

        await foreach (var replies in Ranked(ProjectionKeys.Outbox(workspace)))
            foreach (var reply in await Task.WhenAll(replies.Select(name => StoredReply.Read(_database, workspace, name))))
                yield return new ArchivedReply(reply ?? throw new InvalidDataException($"{workspace}: the outbox names a reply that is not there"));

        foreach (var input in await _database.HashValuesAsync(ProjectionKeys.QuarantineInputs(workspace)))
            yield return new ArchivedQuarantine(JsonSerializer.Deserialize<QuarantinedInput>((byte[])input!, Wire.Options)!);

        var numbers = await Numbers.Read(_database, workspace);
        if (numbers.Feed > 0) yield return new ArchivedCursor(ArchivedCursor.Feed, workspace, numbers.Feed);
        if (numbers.Outbox > 0) yield return new ArchivedCursor(ArchivedCursor.Outbox, workspace, numbers.Outbox);
    }

    private async Task<IReadOnlyList<ArchiveItem>> Of(string rest, CancellationToken cancel)
    {
        if (Keys.ActorOf(workspace, rest) is { } actor) return await Actor(actor, cancel) is { } stored ? [stored] : [];
        if (Keys.BodyOf(rest) is { } body) return [new ArchivedText(workspace, body, (string)(await _database.StringGetAsync(Keys.Body(workspace, body)))!)];
        if (ProjectionKeys.FiguresOf(rest) is { } figures) return await Figures(figures);
        return ProjectionKeys.MessageOf(rest) is { } message ? [await Message(message)] : [];
    }

    private async Task<IReadOnlyList<ArchiveItem>> Figures(FigureRow of)
    {
        var sums = new Dictionary<string, WorkFigures>(StringComparer.Ordinal);
        FigureRows.Read(await _database.HashGetAllAsync(ProjectionKeys.Figures(workspace, of.Span, of.By, of.From)), sums);
        return [.. sums.Select(sum => new ArchivedFigures(workspace, of with { Key = sum.Key }, StoredFigures.Write(sum.Value)))];
    }

    private async Task<ArchivedMessage> Message(MessageKey message)
    {
        var row = JsonSerializer.Deserialize<StoredMessage>((byte[])(await _database.StringGetAsync(ProjectionKeys.Message(workspace, message)))!, Wire.Options)!;
        return new ArchivedMessage(
            workspace, row.Message, row.Parent, row.Chain, row.Thread, row.Author, row.Own, row.Repost, row.Deleted, row.Visibility, row.CreatedAt,
            row.ReceivedAt, row.Reply);
    }

    private async Task<ArchivedActor?> Actor(ActorId actor, CancellationToken cancel)
    {
        var fields = await _database.HashGetAllAsync(Keys.Actor(actor));
        var version = Keys.IsStream(actor)
            ? await _database.KeyExistsAsync(Keys.Stream(actor)) ? StreamVersion(await _database.StreamInfoAsync(Keys.Stream(actor))) : 0
            : (long)fields.FirstOrDefault(field => field.Name == "v").Value;
        if (version == 0) return null;
        var stored = await ActorRecords.Read(
            _database, actor, version, [.. fields.SelectMany(field => (RedisResult[])[RedisResult.Create(field.Name), RedisResult.Create(field.Value)])], cancel);
        var due = await _database.SortedSetScoreAsync(Keys.Wake(workspace, Keys.Shard(actor)), actor.ToString());
        return ArchivedActor.Of(actor, stored, due is { } at ? new Instant((long)at) : Instant.Never, !stored.Settled);
    }

    private static long StreamVersion(StreamInfo info) => StoredFeed.Number(info.LastGeneratedId);

    /// <summary>What follows the workspace in its keys, each once: while a table grows or shrinks the store names some keys twice.</summary>
    private async IAsyncEnumerable<List<string>> Keyed([EnumeratorCancellation] CancellationToken cancel)
    {
        var prefix = $"{{{workspace}}}";
        var seen = new HashSet<UInt128>();
        var page = new List<string>();
        await foreach (var key in store.Server.KeysAsync(pattern: $"{Escaped(prefix)}*", pageSize: Page * 4).WithCancellation(cancel))
        {
            var rest = key.ToString()[prefix.Length..];
            if (rest[0] is not ('a' or 'b' or 'p') || !seen.Add(Mark(rest))) continue;
            page.Add(rest);
            if (page.Count < Page) continue;
            yield return page;
            page.Clear();
        }

        yield return page;
    }

    private async IAsyncEnumerable<List<string>> Ranked(RedisKey list)
    {
        for (var from = 0L; ; from += Page)
        {
            var members = await _database.SortedSetRangeByRankAsync(list, from, from + Page - 1);
            if (members.Length == 0) yield break;
            yield return [.. members.Select(member => member.ToString())];
        }
    }

    private async IAsyncEnumerable<StreamEntry> Entries(RedisKey stream)
    {
        for (RedisValue after = "-"; ;)
        {
            var entries = await _database.StreamRangeAsync(stream, after, "+", RedisLimits.PageRecords);
            foreach (var entry in entries) yield return entry;
            if (entries.Length == 0) yield break;
            after = $"({entries[^1].Id}";
        }
    }

    private static UInt128 Mark(string key) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static string Escaped(string text) => string.Concat(text.Select(letter => @"[]\*?".Contains(letter, StringComparison.Ordinal) ? $@"\{letter}" : $"{letter}"));
}
