using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Edge.Auth;
using Routing.Edge.Boards;

namespace Routing.Edge.Http;

/// <summary><c>/v1/board</c>: queues and agents as they are now, with the age of the picture; what is due next; how the day went.</summary>
internal static class BoardEndpoint
{
    private const int MostDue = 200;
    private const int DayMinutes = 24 * 60;

    private const long MinuteMs = 60_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board", async (Caller caller, BoardRoom boards, CancellationToken cancel) =>
            Json.Of(BoardDocument.Of(await boards.Of(caller.Workspace, cancel))))
            .WithName("getBoard").WithSummary("Queues, service level, agents and what they hold, with the age of the picture")
            .Produces<BoardDocument>().RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/board/due", Due).WithName("getBoardDue").WithSummary("Unanswered threads by their deadline, those past it first, whoever has them")
            .Produces<DueThreads>().RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/board/at", At).WithName("getBoardAt").WithSummary("The board as it was at an earlier second of the last day, as far as it is kept")
            .Produces<BoardPast>().Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/board/minutes", Minutes).WithName("getBoardMinutes").WithSummary("What came in and what was answered, by the minute, up to a day back")
            .Produces<BoardMinutes>().RequireAuthorization(Access.Watch.Name);
    }

    /// <remarks>Looks at every open thread: for a screen now and then, not for each change.</remarks>
    private static async Task<IResult> Due(
        Caller caller, BoardRoom boards, TimeProvider clock, string? queue, string? agent, int? limit, CancellationToken cancel)
    {
        if (limit is < 1 or > MostDue) return Refused.Field("limit", $"limit must be 1 to {MostDue}.");
        var now = Instant.Of(clock.GetUtcNow());
        var live = await boards.Of(caller.Workspace, cancel);
        return Json.Of(live.Read(board =>
        {
            var running = board.Running.Where(row => (queue is null || row.Queue == queue) && (agent is null || row.Agent == agent));
            var (count, late, soon) = (0, 0, 0);
            var first = new PriorityQueue<BoardThread, long>();
            foreach (var row in running)
            {
                count++;
                if (row.Rank!.Deadline < now) late++;
                else if (IsSoon(row.Rank, now)) soon++;
                // The queue's head is the one that is due last: it goes first when there are too many.
                if (first.Count < (limit ?? 50)) first.Enqueue(row, -row.Rank.Deadline.Ms);
                else first.EnqueueDequeue(row, -row.Rank.Deadline.Ms);
            }

            return new DueThreads(now, count, late, [.. first.UnorderedItems.Select(item => item.Element).OrderBy(row => row.Rank!.Deadline.Ms).Select(DueLine.Of)], soon);
        }));
    }

    /// <summary>About to miss: less than a quarter of its time is left, or less than a minute.</summary>
    private static bool IsSoon(Rank rank, Instant now) => rank.Deadline - now < Math.Max(MinuteMs, (rank.Deadline - rank.Since) / 4);

    private static async Task<IResult> At(Caller caller, BoardRoom boards, DateTimeOffset time, CancellationToken cancel)
    {
        var at = Instant.Of(time);
        var live = await boards.Of(caller.Workspace, cancel);
        return live.At(at) is var (from, standing) ? Json.Of(BoardPast.Of(from, at, standing)) : new Refused(Refusal.NotFound, "The board of that second is not kept.");
    }

    private static async Task<IResult> Minutes(Caller caller, BoardRoom boards, TimeProvider clock, int? minutes, CancellationToken cancel)
    {
        if (minutes is < 1 or > DayMinutes) return Refused.Field("minutes", $"minutes must be 1 to {DayMinutes}.");
        var count = minutes ?? 60;
        var now = Instant.Of(clock.GetUtcNow());
        var live = await boards.Of(caller.Workspace, cancel);
        return Json.Of(live.Read(board =>
        {
            board.Advance(now);
            var sums = new AnswerSums[count];
            foreach (var queue in board.Queues)
            {
                var figures = queue.Answers.Last(count);
                for (var i = 0; i < count; i++) sums[i] += figures[i];
            }

            return new BoardMinutes(new Instant((now.Ms / 60_000 - count + 1) * 60_000), board.Volume.Last(count, now),
                [.. sums.Select(sum => sum.Answers)], [.. sums.Select(sum => sum.InTime)], [.. sums.Select(sum => sum.Late)]);
        }));
    }
}

/// <param name="Unanswered">How many threads wait for an answer, whoever has them.</param>
/// <param name="Late">How many of these are past their deadline.</param>
/// <param name="Soon">How many of these have less than a quarter of their time left, or less than a minute.</param>
public sealed record DueThreads(Instant AsOf, int Unanswered, int Late, IReadOnlyList<DueLine> Threads, int Soon);

/// <summary>A thread whose clock runs.</summary>
/// <param name="State">waiting, offered or assigned.</param>
public sealed record DueLine(
    ThreadId Thread, QueueId Queue, string State, AgentId? Agent, string Channel, Visibility Visibility, Urgency Urgency, string Topic, string Language,
    Instant Since, Instant Deadline, int Unanswered)
{
    internal static DueLine Of(BoardThread row) => new(
        row.Thread, row.Queue, row.State, row.Agent, row.Report!.Channel, row.Report.Visibility, row.Report.Reading.Urgency, row.Report.Reading.Topic,
        row.Report.Reading.Language, row.Rank!.Since, row.Rank.Deadline, row.Report.Unanswered);
}

/// <summary>One entry per minute, oldest first; the last minute is not over. Counted since the process started.</summary>
/// <param name="Received">Messages that ask for an answer.</param>
/// <param name="InTime">Threads answered before their deadline.</param>
/// <param name="Late">Threads whose deadline passed without an answer.</param>
public sealed record BoardMinutes(
    Instant From, IReadOnlyList<int> Received, IReadOnlyList<int> Answered, IReadOnlyList<int> InTime, IReadOnlyList<int> Late);
