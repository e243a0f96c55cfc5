using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary>Fills a data folder, carries it into a cluster's store and back, and compares by hash.</summary>
public sealed record Move(int Messages, int Threads)
{
    public async Task<MoveResult> Run()
    {
        await using var server = await ServerProcess.Fresh();
        await Terminal.Progress($"{Messages:N0} messages in {Threads:N0} threads", shown => new LongHistory(Messages, Threads).Fill(server.Ready, shown));
        await server.Stop();
        await using var store = await RedisProcess.Fresh();
        var (there, back) = (Path.Combine(server.Home, "there"), Path.Combine(server.Home, "back"));

        Terminal.Say("the folder's archive, into the store");
        var left = await server.Run("export", "--data", server.DataFolder, "--out", there);
        var arrived = await server.Run("import", "--cluster", $"redis://{store.Address}", "--in", there);
        Terminal.Say("the store's archive, into another folder");
        var returned = await server.Run("export", "--cluster", $"redis://{store.Address}", "--out", back);
        var home = await server.Run("import", "--data", Path.Combine(server.Home, "home"), "--in", back);

        // Each import compared what it wrote with its archive; of the two exports the same is said by the lines that they printed.
        var kinds = File.ReadLines(server.LogFile).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [_, _, { Length: 64 }]).GroupBy(words => words[0]).ToList();
        return new MoveResult
        {
            Messages = Messages,
            ArchiveMegabytes = Math.Round(new FileInfo(there).Length / 1048576.0),
            ExportSeconds = Math.Round(left.Seconds, 1),
            ImportSeconds = Math.Round(arrived.Seconds, 1),
            ExportBackSeconds = Math.Round(returned.Seconds, 1),
            ImportBackSeconds = Math.Round(home.Seconds, 1),
            MostMegabytes = Math.Round(new[] { left, arrived, returned, home }.Max(run => run.Megabytes)),
            Failures =
            [
                .. kinds.Where(kind => kind.Count() != 4 || kind.Select(words => words[2]).Distinct().Count() != 1).Select(kind => $"{kind.Key} differs"),
                .. kinds.Any(kind => kind.Key == "message") ? [] : (string[])["no messages were carried"],
            ],
        };
    }
}

/// <summary>What carrying a store came to.</summary>
public sealed record MoveResult : Result
{
    public override string Command => "move";

    public required int Messages { get; init; }

    public required double ArchiveMegabytes { get; init; }

    public required double ExportSeconds { get; init; }

    /// <summary>With reading all of it back.</summary>
    public required double ImportSeconds { get; init; }

    public required double ExportBackSeconds { get; init; }

    public required double ImportBackSeconds { get; init; }

    /// <summary>The most that any of the four had resident.</summary>
    public required double MostMegabytes { get; init; }
}
