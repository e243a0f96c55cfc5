using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Reporting;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;

namespace Routing.Edge.Reports;

/// <summary>What was done, and how fast, over some time.</summary>
internal static class FiguresEndpoint
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/figures", Get).WithName("getFigures")
            .WithSummary("Handling time, first-response time, speed of answer, on-time share and counts, by agent, queue, topic or shift")
            .WithDescription($"Whole hours; from {Limits.FigureHourDays} days ago on back whole days, UTC. The answer says which. Without from and to: the last 24 hours.")
            .Produces<FiguresDocument>().Produces<ErrorBody>(StatusCodes.Status400BadRequest).Produces<ErrorBody>(StatusCodes.Status413PayloadTooLarge)
            .RequireAuthorization(Access.Watch.Name);

    private static async Task<IResult> Get(
        string? by, DateTimeOffset? from, DateTimeOffset? to, Caller caller, ILibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (!Words.Is<FigureBy>(by, out var kind)) return Refused.Field("by", "by must be agent, queue, topic or shift.");
        var now = clock.GetUtcNow();
        var until = to ?? now;
        var since = from ?? until - Usual;
        if (since >= until) return Refused.Field("from", "from must lie before to.");
        if (until - since > TimeSpan.FromDays(Limits.FigureDays)) return Refused.Field("from", $"from and to must be at most {Limits.FigureDays} days apart.");
        if (since.Year < 1971 || until.Year > 9998) return Refused.Field("from", "from and to must be times of ours.");

        var range = FigureRange.Of(Instant.Of(since), Instant.Of(until), Instant.Of(now));
        var figures = await library.Figures(caller.Workspace, kind, range, cancel);
        return figures.Count > Limits.FigureLines
            ? new Refused(Refusal.TooLarge, $"That is more than {Limits.FigureLines} lines; ask for a shorter time.")
            : Json.Of(FiguresDocument.Of(kind, range, figures));
    }
}

/// <param name="From">The begin of the first hour or day that is counted; <c>To</c>: the end of the last.</param>
/// <param name="Total">All lines together.</param>
public sealed record FiguresDocument(FigureBy By, Instant From, Instant To, IReadOnlyList<FigureLine> Lines, FigureLine Total)
{
    internal static FiguresDocument Of(FigureBy by, FigureRange range, IReadOnlyDictionary<string, WorkFigures> figures)
    {
        var total = new WorkFigures();
        foreach (var one in figures.Values) total.Add(one);
        return new(
            by, range.From, range.To, [.. figures.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => FigureLine.Of(one.Key, one.Value))],
            FigureLine.Of("", total));
    }
}

/// <param name="Key">The queue's, agent's or shift's id, or the topic; empty where a topic is not known.</param>
/// <param name="HandlingTime">From accept until the thread no longer needed the agent's slot, wrap-up included.</param>
/// <param name="FirstResponseTime">From a thread's first message to our first reply.</param>
/// <param name="SpeedOfAnswer">From the oldest unanswered message to the reply, each time that a customer waited.</param>
/// <param name="OnTimeShare">Of all waits that ended: answered by the deadline; null where none ended.</param>
/// <param name="Late">Answered after the deadline, or ended after it without an answer.</param>
public sealed record FigureLine(
    string Key, Spread HandlingTime, Spread FirstResponseTime, Spread SpeedOfAnswer, double? OnTimeShare, long OnTime, long Late, long Replies, long Resolved,
    long Accepted, long Declined, long Missed)
{
    internal static FigureLine Of(string key, WorkFigures figures) => new(
        key, Spread.Of(figures.Handling), Spread.Of(figures.FirstResponse), Spread.Of(figures.Answer),
        figures.OnTimeShare is { } share ? Math.Round(share, 4) : null, figures.OnTime, figures.Late, figures.Replies, figures.Resolved, figures.Accepted,
        figures.Declined, figures.Missed);
}

/// <summary>Seconds; percentiles within a sixteenth. Null where nothing was counted.</summary>
public sealed record Spread(long Count, double? Mean, double? P50, double? P90, double? P95, double? P99)
{
    internal static Spread Of(Distribution of) => new(
        of.Count, of.MeanSeconds is { } mean ? Math.Round(mean, 3) : null, of.PercentileSeconds(50), of.PercentileSeconds(90), of.PercentileSeconds(95),
        of.PercentileSeconds(99));
}
