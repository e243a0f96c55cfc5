using Routing.Load.Clients;
using Routing.Load.Server;

namespace Routing.Load.Data;

/// <summary>Years of messages, as fast as a server takes them: each thread is a customer who writes again and again, a minute apart, in answer to
/// the first message.</summary>
public sealed record LongHistory(int Messages, int Threads)
{
    private const int BatchLines = 1_000;
    private const int Connections = 4;
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<int> Fill(Ready server, IProgress<double> shown)
    {
        using var poster = new MessagePoster(server.Url, server.IntegrationToken, "x");
        var perThread = Messages / Threads;
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var from = Interlocked.Add(ref next, BatchLines) - BatchLines;
                if (from >= Messages) return;
                var batch = Enumerable.Range(from, Math.Min(BatchLines, Messages - from)).Select(number => MessageOf(number, perThread)).ToList();
                while (batch.Count > 0)
                {
                    var posted = await poster.Post(batch);
                    if (posted.Answers.Length == 0 && !posted.ComeAgain)
                        throw new InvalidOperationException($"A batch was answered with {posted.Status}, code {posted.Code}");
                    batch = [.. batch.Where((_, line) => line >= posted.Answers.Length || !posted.Answers[line].IsIn)];
                    if (batch.Count > 0) await Task.Delay(50);
                }

                shown.Report(from / (double)Messages);
            }
        })));
        return Messages;
    }

    private SourceMessage MessageOf(int number, int perThread)
    {
        var thread = Math.Min(number / perThread, Threads - 1);
        var first = thread * perThread;
        return new SourceMessage(
            $"m{number}", $"c{thread}", Own: false, Begin.AddSeconds(thread).AddMinutes(number - first),
            "My parcel has not arrived yet, and the page says that it has. Could somebody look into it?", number == first ? null : $"m{first}");
    }
}
