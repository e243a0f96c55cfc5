using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Ledger;
using Routing.Load.Server;

namespace Routing.Load.Crash;

/// <summary>Reads everything back once all is quiet.</summary>
public static class FinalReader
{
    private const int ReadsAtOnce = 16;
    private const int BatchLines = 200;

    /// <param name="acknowledged">Every message that was acknowledged: each is posted once more, and must be a duplicate.</param>
    /// <param name="quiet">How long nothing must have happened before it is read.</param>
    public static async Task<FinalRead> Read(
        Ready server, string channel, IReadOnlyCollection<SourceMessage> acknowledged, TimeSpan quiet, IProgress<double> shown)
    {
        using var api = new Api(server);
        var agents = await api.Agents();
        var notStored = await PostAgain(server, channel, acknowledged, shown);
        await api.UntilQuiet(quiet);
        var threads = new Dictionary<string, FinalThread>();
        var rows = await api.Threads();
        var joined = rows.Where(row => row.State == "joined").ToList();
        foreach (var row in joined) threads[row.Thread] = new FinalThread(row.Thread, "joined", null, row.JoinedInto, [], []);

        var live = rows.Where(row => !threads.ContainsKey(row.Thread)).ToList();
        foreach (var chunk in live.Chunk(ReadsAtOnce))
        {
            foreach (var conversation in await Task.WhenAll(chunk.Select(row => api.Thread(row.Thread))))
            {
                threads[conversation.Thread] = new FinalThread(
                    conversation.Thread, conversation.State, conversation.Agent, null,
                    [.. conversation.Messages.Select(ExternalId)], conversation.Replies);
            }

            shown.Report(0.5 + (threads.Count / (2.0 * (live.Count + joined.Count))));
        }

        return new FinalRead(threads, [.. agents.Select(agent => new FinalAgent(agent.Id, agent.Slots, agent.Used, agent.Ready))], notStored);
    }

    private static async Task<HashSet<string>> PostAgain(
        Ready server, string channel, IReadOnlyCollection<SourceMessage> messages, IProgress<double> shown)
    {
        using var poster = new MessagePoster(server.Url, server.IntegrationToken, channel);
        var notStored = new HashSet<string>();
        var done = 0;
        foreach (var batch in messages.Chunk(BatchLines))
        {
            var posted = await poster.Post(batch);
            if (posted.Answers.Length != batch.Length)
                throw new InvalidOperationException($"Posting again was answered with {posted.Status}, code {posted.Code}");
            foreach (var (message, answer) in batch.Zip(posted.Answers))
            {
                if (answer.Status != "duplicate") notStored.Add(message.Id);
            }

            shown.Report((done += batch.Length) / (2.0 * messages.Count));
        }

        return notStored;
    }

    private static string ExternalId(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
