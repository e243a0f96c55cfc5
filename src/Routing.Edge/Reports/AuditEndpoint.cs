using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Reports;

/// <summary>Who did what, when and why: of a thread, of a person, or of all; a page at a time, or all of it as a table or lines.</summary>
/// <remarks>Holds ids and reasons, no texts and no names of customers: erasing one takes nothing out of it, and leaves nobody in it.</remarks>
internal static class AuditEndpoint
{
    private const int MostEntries = 1_000;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Read).WithName("readAudit").WithSummary("Who did what, when and why, the oldest first: of a thread, of a person, or of all")
            .Produces<AuditPage>().Produces<ErrorBody>(StatusCodes.Status400BadRequest).RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/audit.csv", Table).WithName("exportAuditCsv").WithSummary("All of it as a table: cursor,at,who,what,thread,agent,why,data")
            .Produces<string>(contentType: AuditTable.Csv).RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/audit.ndjson", Lines).WithName("exportAuditLines").WithSummary("All of it, one JSON object per line")
            .Produces<AuditLine>(contentType: MessagesEndpoint.Lines).RequireAuthorization(Access.Supervise.Name);
    }

    private static async Task<IResult> Read(
        string? thread, string? person, DateTimeOffset? from, DateTimeOffset? to, long? after, int? limit, Caller caller, ILibrary library,
        CancellationToken cancel)
    {
        if (after < 0) return Refused.Field("after", "after must be 0 or more.");
        if (limit is < 1 or > MostEntries) return Refused.Field("limit", $"limit must be 1 to {MostEntries}.");
        var (filter, wrong) = Filter(thread, person, from, to);
        if (wrong is not null) return wrong;
        var entries = await library.Audit(caller.Workspace, filter, after ?? 0, limit ?? 100, cancel);
        return Json.Of(new AuditPage([.. entries.Select(AuditLine.Of)], entries.Count < (limit ?? 100) ? null : entries[^1].Cursor));
    }

    private static IResult Table(
        string? thread, string? person, DateTimeOffset? from, DateTimeOffset? to, Caller caller, ILibrary library, CancellationToken cancel) =>
        Filter(thread, person, from, to) is var (filter, wrong) && wrong is not null ? wrong
            : Results.Stream(file => AuditTable.Write(file, All(caller, library, filter, cancel), cancel), AuditTable.Csv, "audit.csv");

    private static IResult Lines(
        string? thread, string? person, DateTimeOffset? from, DateTimeOffset? to, Caller caller, ILibrary library, CancellationToken cancel)
    {
        var (filter, wrong) = Filter(thread, person, from, to);
        return wrong ?? Results.Stream(Write, MessagesEndpoint.Lines, "audit.ndjson");

        async Task Write(Stream file)
        {
            await foreach (var line in All(caller, library, filter, cancel))
            {
                await JsonSerializer.SerializeAsync(file, line, EdgeJson.Options, cancel);
                await file.WriteAsync(LineEnd, cancel);
            }
        }
    }

    /// <summary>Page after page, so that it is never in memory as a whole.</summary>
    private static async IAsyncEnumerable<AuditLine> All(
        Caller caller, ILibrary library, AuditFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var entries = await library.Audit(caller.Workspace, filter, after, MostEntries, cancel);
            foreach (var entry in entries) yield return AuditLine.Of(entry);
            if (entries.Count < MostEntries) yield break;
            after = entries[^1].Cursor;
        }
    }

    private static (AuditFilter Filter, IResult? Wrong) Filter(string? thread, string? person, DateTimeOffset? from, DateTimeOffset? to)
    {
        var filter = new AuditFilter(thread, person, from is { } begin ? Instant.Of(begin) : null, to is { } end ? Instant.Of(end) : null);
        if (thread is not null && !ThreadsEndpoint.IsId(thread)) return (filter, new Refused(Refusal.NoSuchThread, field: "thread"));
        if (person is { Length: 0 or > Limits.NameChars }) return (filter, Refused.Field("person", $"person must have 1 to {Limits.NameChars} characters."));
        return (filter, from >= to ? Refused.Field("from", "from must lie before to.") : null);
    }
}

/// <param name="Next">The cursor to go on from; null: there is no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Items, long? Next);

/// <param name="Who">As tokens name them; or what did it by itself, such as <c>auto</c> or <c>grace time</c>.</param>
/// <param name="Agent">The agent it was about, where it was about one.</param>
/// <param name="Why">The person's own reason, where they gave one.</param>
/// <param name="Data">As in the feed.</param>
public sealed record AuditLine(long Cursor, Instant At, string Who, string What, ThreadId? Thread, AgentId? Agent, string? Why, JsonElement Data)
{
    /// <summary>What agents do not accept they say a reason for.</summary>
    private const string Declined = "thread.offerEnded";

    internal static AuditLine Of(AuditEntry entry)
    {
        var data = JsonSerializer.Deserialize<JsonElement>(entry.Json);
        var why = data.TryGetProperty(entry.What == Declined ? "reason" : "why", out var said) ? said : default;
        return new(
            entry.Cursor, entry.At, entry.Who, entry.What, entry.Thread, entry.Agent, why.ValueKind == JsonValueKind.String ? why.GetString() : null, data);
    }
}
