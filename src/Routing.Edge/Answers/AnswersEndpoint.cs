using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Http;

namespace Routing.Edge.Answers;

/// <summary><c>/v1/answers</c>: canned answers and articles, found as one types; written one by one, as a list, or as a table.</summary>
internal static class AnswersEndpoint
{
    /// <summary>Bytes of a list or table: as many answers as there may be, at 2,500 bytes.</summary>
    private const int MostBytes = 5 * 1024 * 1024;

    private const int MostFound = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/answers", Find).WithName("findAnswers").WithSummary("Canned answers and articles whose words begin so, the best first; without q all, by title")
            .Produces<AnswersFound>().RequireAuthorization(Access.Read.Name);
        routes.MapGet("/answers/{id}", Get).WithName("getAnswer").WithSummary("One of them").Produces<Answer>().RequireAuthorization(Access.Read.Name);
        routes.MapPut("/answers/{id}", Put).WithName("putAnswer").WithSummary("Make or change one").Produces<Answer>()
            .RequireAuthorization(Access.Configure.Name);
        routes.MapDelete("/answers/{id}", Delete).WithName("deleteAnswer").WithSummary("Nobody finds it any more")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Configure.Name);
        routes.MapPost("/answers", PostList).WithName("postAnswers").WithSummary("Make or change many; nothing is done if one is wrong")
            .Accepts<IReadOnlyList<Answer>>("application/json").Produces<AnswersTaken>().RequireAuthorization(Access.Configure.Name);
        routes.MapPost("/answers.csv", PostTable).WithName("postAnswersCsv")
            .WithSummary($"Make or change many, as a table: {AnswersCsv.Header}; nothing is done if a line is wrong").Accepts<string>("text/csv")
            .Produces<AnswersTaken>().Produces<TableRefused>(StatusCodes.Status400BadRequest).RequireAuthorization(Access.Configure.Name);
    }

    private static IResult Find(string? q, AnswerKind? kind, int? limit, Caller caller, Shelf shelf)
    {
        if (limit is < 1 or > MostFound) return Refused.Field("limit", $"limit must be 1 to {MostFound}.");
        if (q?.Length > Limits.TitleChars) return Refused.Field("q", $"q must have at most {Limits.TitleChars} characters.");
        return Json.Of(new AnswersFound(shelf.Find(caller.Workspace, q ?? "", kind, limit ?? 20)));
    }

    private static IResult Get(string id, Caller caller, Shelf shelf) =>
        shelf.Of(caller.Workspace, id) is { } answer ? Json.Of(answer) : new Refused(Refusal.NotFound, "There is no such answer.");

    private static async Task<IResult> Put(string id, AnswerBody body, Caller caller, Shelf shelf, CancellationToken cancel)
    {
        var answer = new Answer(id, body.Kind ?? AnswerKind.Answer, body.Title?.Trim() ?? "", body.Text?.Trim() ?? "", body.Link);
        if (answer.Check() is { } wrong) return new Refused(wrong.Code, $"{wrong.Field} {wrong.Message}.", wrong.Field);
        return await Taken(shelf, caller, [answer], cancel) ?? Json.Of(answer);
    }

    private static async Task<IResult> Delete(string id, Caller caller, Shelf shelf, CancellationToken cancel)
    {
        await shelf.Remove(caller.Workspace, id, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> PostList(IReadOnlyList<Answer?> answers, Caller caller, Shelf shelf, CancellationToken cancel)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is null) return Refused.Field($"[{i}]", $"[{i}] must be an answer.");
            if (answers[i]!.Check() is { } wrong) return new Refused(wrong.Code, $"[{i}].{wrong.Field} {wrong.Message}.", $"[{i}].{wrong.Field}");
        }

        return await Taken(shelf, caller, answers!, cancel) ?? Json.Of(new AnswersTaken(answers.Count));
    }

    private static async Task<IResult> PostTable(Caller caller, Shelf shelf, HttpContext http, CancellationToken cancel)
    {
        var (body, tooLarge) = await RequestBody.Read(http, MostBytes, cancel);
        if (tooLarge) return new Refused(Refusal.TooLarge, $"A table has at most {MostBytes} bytes.");
        var (answers, wrongs) = AnswersCsv.Parse(Encoding.UTF8.GetString(body.Span));
        return wrongs.Count > 0 ? Json.Of(TableRefused.Of(wrongs), StatusCodes.Status400BadRequest)
            : await Taken(shelf, caller, answers, cancel) ?? Json.Of(new AnswersTaken(answers.Count));
    }

    private static async Task<Refused?> Taken(Shelf shelf, Caller caller, IReadOnlyCollection<Answer> answers, CancellationToken cancel) =>
        await shelf.Put(caller.Workspace, answers, cancel) is Refusal.None ? null
            : new Refused(Refusal.TooLarge, $"A workspace has at most {Limits.AnswersPerWorkspace} answers.");

    /// <param name="Kind">answer by default.</param>
    internal sealed record AnswerBody(AnswerKind? Kind, string? Title, string? Text, string? Link);
}

public sealed record AnswersFound(IReadOnlyList<Answer> Answers);

/// <param name="Answers">How many were made or changed.</param>
public sealed record AnswersTaken(int Answers);
