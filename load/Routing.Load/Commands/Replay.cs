using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary>Posts a file's messages in a chosen order and compares who is in which thread with what should be.</summary>
/// <param name="Server">Where; the messages must be new to it.</param>
/// <param name="Prefix">Before every id, so that one server can take the same file more than once.</param>
public sealed record Replay(Ready Server, TwcsFile File, Order Order, int Seed, double Repeat, int JoinMinutes, string Channel, string Prefix)
{
    // Lines of one request, and requests at the same time: enough to keep the server's commits full.
    private const int BatchLines = 100;
    private const int Connections = 4;

    // Tries of a batch that the server has no room for: a minute, at one try each 50 ms.
    private const int MostTries = 1_200;

    public async Task<ReplayResult> Run()
    {
        using var api = new Api(Server);
        await api.SetJoinMinutes(JoinMinutes);
        var own = File.Messages.Select(message => message with
        {
            Id = Prefix + message.Id,
            InReplyTo = message.InReplyTo is { } parent ? Prefix + parent : null,
        }).ToList();
        var arriving = Arrivals.Of(own, Order, Seed, Repeat);

        var began = System.Diagnostics.Stopwatch.StartNew();
        var answers = await Terminal.Progress($"{arriving.Count:N0} messages, {Order} order", shown => PostAll(arriving, shown));
        var posted = began.Elapsed;

        var counts = await api.UntilQuiet();
        var found = await Terminal.Progress("reading threads", shown => FindMessages(api, shown));
        var reference = ReferenceThreads.Of(own, JoinMinutes);
        var differences = reference.Differences(found).ToList();
        var refusedByServer = answers.Where(answer => !answer.IsIn).ToList();
        return new ReplayResult
        {
            Messages = answers.Count(answer => answer.Status == "accepted"),
            Duplicates = answers.Count(answer => answer.Status == "duplicate"),
            Refused = File.Refused.Count + refusedByServer.Count,
            RefusedLines = [.. File.Refused.Select(row => row.Line)],
            Chains = counts.Chains,
            ChainsExpected = reference.Chains,
            Threads = found.Values.Distinct().Count(),
            ThreadsExpected = reference.Threads,
            Misplaced = differences.Count,
            Order = Order,
            Seed = Seed,
            JoinMinutes = JoinMinutes,
            Seconds = Math.Round(posted.TotalSeconds, 2),
            MessagesPerSecond = Math.Round(arriving.Count / posted.TotalSeconds),
            Failures =
            [
                .. refusedByServer.Select(answer => $"a message was refused: {answer.Code} {answer.Field}"),
                .. Different(own.Count, answers.Count(answer => answer.Status == "accepted"), "messages accepted"),
                .. Different(arriving.Count - own.Count, answers.Count(answer => answer.Status == "duplicate"), "duplicates"),
                .. Prefix.Length == 0 ? Different(reference.Chains, counts.Chains, "chains") : [],
                .. differences,
            ],
        };
    }

    private static IEnumerable<string> Different(long expected, long found, string what) =>
        expected == found ? [] : [$"{found} {what}, {expected} expected"];

    // Each connection takes every n-th batch and sends its batches one after the other.
    private async Task<List<PostAnswer>> PostAll(List<SourceMessage> arriving, IProgress<double> shown)
    {
        using var poster = new MessagePoster(Server.Url, Server.IntegrationToken, Channel);
        var batches = arriving.Chunk(BatchLines).ToArray();
        var done = 0;
        var ofConnections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            var answers = new List<PostAnswer>();
            for (var i = connection; i < batches.Length; i += Connections)
            {
                answers.AddRange(await PostUntilTaken(poster, batches[i]));
                shown.Report(Interlocked.Increment(ref done) / (double)batches.Length);
            }

            return answers;
        }));
        return [.. ofConnections.SelectMany(answers => answers)];
    }

    private static async Task<PostAnswer[]> PostUntilTaken(MessagePoster poster, SourceMessage[] batch, int mostTries = MostTries)
    {
        for (var tries = 0; tries < mostTries; tries++)
        {
            var posted = await poster.Post(batch);
            if (posted.Answers.Length == batch.Length) return await AskAgain(poster, batch, posted.Answers, mostTries - tries - 1);
            if (!posted.ComeAgain)
                throw new InvalidOperationException($"{batch.Length} lines got {posted.Status}, {posted.Code}, {posted.Answers.Length} answers");
            await Task.Delay(50);
        }

        throw new TimeoutException("The server had no room for a batch for a minute");
    }

    /// <summary>Lines of which the server does not know yet, or has no room for, come again as they would from a channel. What was in at last is then
    /// a repeat of itself.</summary>
    private static async Task<PostAnswer[]> AskAgain(MessagePoster poster, SourceMessage[] batch, PostAnswer[] answers, int triesLeft)
    {
        int[] open = [.. Enumerable.Range(0, answers.Length).Where(line => answers[line].ComeAgain)];
        if (open.Length == 0) return answers;

        await Task.Delay(50);
        var again = await PostUntilTaken(poster, [.. open.Select(line => batch[line])], triesLeft);
        for (var i = 0; i < open.Length; i++)
            answers[open[i]] = again[i].Status == "duplicate" ? again[i] with { Status = "accepted" } : again[i];
        return answers;
    }

    private async Task<Dictionary<string, string>> FindMessages(Api api, IProgress<double> shown)
    {
        var rows = (await api.Threads()).Where(row => row.State != "joined").ToList();
        var found = new Dictionary<string, string>();
        var read = 0;
        foreach (var chunk in rows.Chunk(16))
        {
            foreach (var thread in await Task.WhenAll(chunk.Select(row => api.Thread(row.Thread))))
            {
                foreach (var message in thread.Messages)
                {
                    var id = message[(message.IndexOf('/', StringComparison.Ordinal) + 1)..];
                    var isOurs = id.StartsWith(Prefix, StringComparison.Ordinal) && message.StartsWith(Channel + "/", StringComparison.Ordinal);
                    if (isOurs && !found.TryAdd(id, thread.Thread))
                        throw new InvalidOperationException($"Message {id} is in {found[id]} and in {thread.Thread}");
                }
            }

            shown.Report((read += chunk.Length) / (double)rows.Count);
        }

        return found;
    }
}

/// <summary>What a replay came to.</summary>
public sealed record ReplayResult : Result
{
    public override string Command => "replay";

    /// <summary>Messages that the server took as new.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages that it knew already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows of the file that could not be read, and messages that the server refused.</summary>
    public required long Refused { get; init; }

    /// <summary>The lines of the file on which such rows begin.</summary>
    public required IReadOnlyList<int> RefusedLines { get; init; }

    /// <summary>Sets of messages that hang together by replies, as the server counts them.</summary>
    public required long Chains { get; init; }

    public required long ChainsExpected { get; init; }

    /// <summary>Threads in which the messages were found.</summary>
    public required long Threads { get; init; }

    public required long ThreadsExpected { get; init; }

    /// <summary>Messages that are not with exactly those they belong with.</summary>
    public required long Misplaced { get; init; }

    public required Order Order { get; init; }

    public required int Seed { get; init; }

    public required int JoinMinutes { get; init; }

    /// <summary>For posting all of them.</summary>
    public required double Seconds { get; init; }

    public required double MessagesPerSecond { get; init; }
}
