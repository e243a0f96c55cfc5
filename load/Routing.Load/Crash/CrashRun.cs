using System.Collections.Concurrent;
using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Ledger;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Crash;

/// <summary>Posts endless traffic to agents with bad networks and kills the server, or part of a cluster, again and again; then lets all come to
/// rest and compares what the clients were told with what is there.</summary>
/// <param name="Source">Replayed in laps.</param>
/// <param name="Kills">How many must count.</param>
/// <param name="Cluster">Null: one embedded server.</param>
public sealed record CrashRun(IReadOnlyList<SourceMessage> Source, int Kills, int Agents, int Slots, int Seed, ClusterPlan? Cluster)
{
    private const string Channel = "x";
    private const int Posters = 8;

    /// <summary>Commands that must be in flight for a kill to count.</summary>
    private const int LeastInFlight = 100;

    /// <summary>Commands that are answered between one start and the next kill.</summary>
    private const int LeastAnswered = 200;

    private static readonly TimeSpan AtWorkWithin = TimeSpan.FromSeconds(60);

    // A run in which one kill in five counts at most is not a test of anything.
    private const int TriesPerKill = 5;

    private static readonly TimeSpan DrainFor = TimeSpan.FromMinutes(5);

    private readonly History _history = new();
    private readonly Wire _wire = new();
    private readonly Random _random = new(Seed);
    private readonly ConcurrentDictionary<string, SourceMessage> _posted = new();
    private readonly List<int> _inFlight = [];

    public async Task<CrashResult> Run()
    {
        await using ISubject subject = Cluster is null ? await SingleServer.Fresh() : await ThreeSilos.Fresh(Cluster);
        var server = subject.Doors[0];
        using (var api = new Api(server)) await api.SetJoinMinutes(0);
        var agents = await Hire(subject.Doors);
        var doors = subject.Doors.Select(door => new MessagePoster(door.Url, door.IntegrationToken, Channel)).ToList();
        using var stopPosting = new CancellationTokenSource();
        using var stopWatching = new CancellationTokenSource();

        var laps = new Laps(Source, "");
        var posters = Enumerable.Range(0, Posters)
            .Select(first => Task.Run(() => new StubbornPoster(doors, first, count => Next(laps, count), _history, _wire).Run(stopPosting.Token))).ToArray();
        var watching = Task.Run(() => AgentWatch.Run(subject.Doors, _history, stopWatching.Token));

        await Terminal.Progress($"{Kills} kills", shown => Kill(subject, agents, shown));
        await stopPosting.CancelAsync();
        await Task.WhenAll(posters);

        Terminal.Say($"{_posted.Count:N0} messages are in; agents work off what waits");
        foreach (var agent in agents) agent.Calm = true;
        var drained = await Drain(server);
        await stopWatching.CancelAsync();
        await watching;

        // What a lost silo or store kept from being taken is sent again five seconds later, and once more if that call was lost too.
        var quiet = TimeSpan.FromSeconds(Cluster is null ? 2 : 15);
        var acknowledged = _history.Entries().Where(entry => entry is { Act: Act.Post, Step: Step.Ok }).Select(entry => _posted[entry.Id!]).ToList();
        var final = await Terminal.Progress("reading everything back", shown => FinalReader.Read(server, Channel, acknowledged, quiet, shown));
        foreach (var agent in agents) await agent.DisposeAsync();
        foreach (var door in doors) door.Dispose();

        var run = new Run(_history.Entries(), final, _posted, Slots);
        var result = CrashResult.Of(run, Checker.Check(run), _inFlight, LeastInFlight, Kills, agents, drained, subject, await subject.Faults());
        if (!result.Holds) Terminal.Say($"Logs are kept in {string.Join(", ", subject.Keep())}");
        return result;
    }

    private async Task<List<CrashAgent>> Hire(IReadOnlyList<Ready> doors)
    {
        using var api = new Api(doors[0]);
        var agents = new List<CrashAgent>();
        for (var i = 0; i < Agents; i++)
        {
            var id = $"agent{i}";
            await api.SetAgent(id, Slots);
            string[] urls = [.. doors.Skip(i % doors.Count).Concat(doors.Take(i % doors.Count)).Select(door => door.Url)];
            agents.Add(new CrashAgent(id, urls, await api.TokenOf(id), _history, _wire, Seed + (i * 10)));
        }

        foreach (var agent in agents) agent.Begin();
        return agents;
    }

    private SourceMessage[] Next(Laps laps, int count)
    {
        lock (laps)
        {
            var next = laps.Take(count);
            foreach (var message in next) _posted[message.Id] = message;
            return next;
        }
    }

    private async Task<int> Kill(ISubject subject, IReadOnlyList<CrashAgent> agents, IProgress<double> shown)
    {
        var counted = 0;
        for (var tries = 0; counted < Kills && tries < Kills * TriesPerKill; tries++)
        {
            await UntilAtWork();
            await Task.Delay(_random.Next(50, 2_500));
            var inFlight = _wire.Commands;
            await subject.Break(_random, agents, () => _history.Saw(new Entry(0, 0, Act.Kill, Step.Seen)));
            _inFlight.Add(inFlight);
            if (inFlight >= LeastInFlight) counted++;
            shown.Report(counted / (double)Kills);
        }

        return counted;
    }

    // A server that has only just come up does nothing that a kill could break.
    private async Task UntilAtWork()
    {
        var waited = Stopwatch.StartNew();
        var before = _wire.Answered;
        while (_wire.Answered < before + LeastAnswered)
        {
            if (waited.Elapsed > AtWorkWithin)
                throw new TimeoutException($"Only {_wire.Answered - before} commands were answered within {AtWorkWithin.TotalSeconds:0} s");
            await Task.Delay(10);
        }
    }

    // Until nothing waits or is offered, twice in a row.
    private static async Task<bool> Drain(Ready server)
    {
        using var api = new Api(server);
        var waited = Stopwatch.StartNew();
        var quiet = 0;
        while (quiet < 2)
        {
            if (waited.Elapsed > DrainFor) return false;
            await Task.Delay(500);
            quiet = !await api.AnyWaiting() && (await api.Agents()).All(agent => agent.Used == 0) ? quiet + 1 : 0;
        }

        return true;
    }
}
