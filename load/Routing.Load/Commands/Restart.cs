using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary>Fills a data folder with a long history and measures how long the server takes to accept again, and in how much memory.</summary>
public sealed record Restart(int Messages, int Threads)
{
    private const double MostSeconds = 3;
    private const double MostMegabytes = 600;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<RestartResult> Run()
    {
        await using var server = await ServerProcess.Fresh();
        var began = Stopwatch.StartNew();
        await Terminal.Progress($"{Messages:N0} messages in {Threads:N0} threads", shown => new LongHistory(Messages, Threads).Fill(server.Ready, shown));
        var filled = began.Elapsed;
        var running = server.Process.Megabytes();
        using var api = new Api(server.Ready);
        var before = await api.UntilQuiet();

        Terminal.Say("stopping and starting");
        await server.Restart();
        var clean = server.StartedIn;
        Terminal.Say("killing and starting");
        await server.Kill();
        await server.Start();
        var killed = server.StartedIn;
        var accepting = server.Process.Megabytes();
        var first = Stopwatch.StartNew();
        await PostOne(server.Ready);
        var firstTook = first.Elapsed;
        await Task.Delay(Settle);
        var settled = server.Process.Megabytes();
        var after = await api.UntilQuiet();

        return new RestartResult
        {
            Messages = after.Messages,
            Threads = after.Threads,
            FillSeconds = Math.Round(filled.TotalSeconds, 1),
            MessagesPerSecond = Math.Round(Messages / filled.TotalSeconds),
            DataMegabytes = Math.Round(new DirectoryInfo(server.DataFolder).EnumerateFiles().Sum(file => file.Length) / 1048576.0),
            SecondsAfterStop = Math.Round(clean.TotalSeconds, 2),
            SecondsAfterKill = Math.Round(killed.TotalSeconds, 2),
            FirstMessageSeconds = Math.Round(firstTook.TotalSeconds, 3),
            MegabytesRunning = Math.Round(running),
            MegabytesAccepting = Math.Round(accepting),
            MegabytesSettled = Math.Round(settled),
            Failures =
            [
                .. Above("seconds after a stop", clean.TotalSeconds, MostSeconds),
                .. Above("seconds after a kill", killed.TotalSeconds, MostSeconds),
                .. Above("megabytes when accepting", accepting, MostMegabytes),
                .. Above("megabytes when settled", settled, MostMegabytes),
                .. before.Messages == Messages && after.Messages == Messages + 1
                    ? []
                    : (string[])[$"{before.Messages} messages before, {after.Messages} after, {Messages} and {Messages + 1} expected"],
                .. before.Threads == Threads ? [] : (string[])[$"{before.Threads} threads, {Threads} expected"],
            ],
        };
    }

    private static IEnumerable<string> Above(string what, double value, double most) => value > most ? [$"{what}: {value:0.##}, at most {most}"] : [];

    private static async Task PostOne(Ready server)
    {
        using var poster = new MessagePoster(server.Url, server.IntegrationToken, "x");
        var posted = await poster.Post(new SourceMessage("last", "c0", Own: false, Begin.AddDays(30), "Still nothing.", "m0"));
        if (posted.Status != 202)
            throw new InvalidOperationException($"The first message after the restart was answered with {posted.Status}, code {posted.Code}");
    }
}

/// <summary>What a restart came to.</summary>
public sealed record RestartResult : Result
{
    public override string Command => "restart";

    public required long Messages { get; init; }

    public required long Threads { get; init; }

    public required double FillSeconds { get; init; }

    public required double MessagesPerSecond { get; init; }

    /// <summary>All files of the data folder.</summary>
    public required double DataMegabytes { get; init; }

    /// <summary>From the start of the process until it accepts, after it was asked to stop. At most 3.</summary>
    public required double SecondsAfterStop { get; init; }

    /// <summary>The same after <c>kill -9</c>.</summary>
    public required double SecondsAfterKill { get; init; }

    /// <summary>The first message after that: an answer in an old thread.</summary>
    public required double FirstMessageSeconds { get; init; }

    /// <summary>Resident memory before the restart.</summary>
    public required double MegabytesRunning { get; init; }

    /// <summary>Resident memory when it accepts. At most 600.</summary>
    public required double MegabytesAccepting { get; init; }

    /// <summary>And ten seconds later.</summary>
    public required double MegabytesSettled { get; init; }
}
