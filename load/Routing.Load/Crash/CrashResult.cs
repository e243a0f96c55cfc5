using Routing.Load.Ledger;
using Routing.Load.Report;

namespace Routing.Load.Crash;

/// <summary>What <c>crash</c> found. Every count of something broken must be 0.</summary>
public sealed record CrashResult : Result
{
    public override string Command => "crash";

    /// <summary>Kills that counted.</summary>
    public required int Kills { get; init; }

    /// <summary>All kills; those with too little in flight do not count.</summary>
    public required int KillsTried { get; init; }

    /// <summary>Commands in flight at each kill.</summary>
    public required IReadOnlyList<int> InFlight { get; init; }

    /// <summary>The least of them at a kill that counted.</summary>
    public required int LeastInFlight { get; init; }

    /// <summary>The most seconds from the start of the process until it accepted.</summary>
    public required double SlowestStartSeconds { get; init; }

    /// <summary>In a cluster: the most seconds until a killed silo was declared dead.</summary>
    public double? DetectSeconds { get; init; }

    /// <summary>The most seconds until a frozen silo was declared dead.</summary>
    public double? FrozenDetectSeconds { get; init; }

    /// <summary>The most seconds from then until the desk answered.</summary>
    public double? DeskGapSeconds { get; init; }

    /// <summary>The most seconds from then until all agents who had been connected there were connected elsewhere.</summary>
    public double? ResumeSeconds { get; init; }

    /// <summary>The most seconds from a kill of the store until the desk answered again.</summary>
    public double? StoreGapSeconds { get; init; }

    /// <summary>Silos that were declared dead although nobody had touched them.</summary>
    public long? LiveDeclaredDead { get; init; }

    /// <summary>Every loss of a part of the cluster, as it was seen.</summary>
    public IReadOnlyList<Outage>? Outages { get; init; }

    /// <summary>Messages that were acknowledged.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages that were refused for good.</summary>
    public required long Refused { get; init; }

    public required long Threads { get; init; }

    public required long Joined { get; init; }

    public required long Pushes { get; init; }

    public required long Accepts { get; init; }

    public required long Replies { get; init; }

    public required long Resolves { get; init; }

    /// <summary>Agents' connections, all together.</summary>
    public required long Connections { get; init; }

    /// <summary>Commands of which nobody knows what became of them.</summary>
    public required long Unknown { get; init; }

    /// <summary>Answers of the hub that were neither yes nor a numbered no.</summary>
    public required long HubErrors { get; init; }

    /// <summary>Messages, replies or accepted threads that were acknowledged and are gone.</summary>
    public required long Lost { get; init; }

    /// <summary>Messages or replies that are there twice, or that nobody sent.</summary>
    public required long Doubled { get; init; }

    /// <summary>Conversations torn apart, or thrown together.</summary>
    public required long Apart { get; init; }

    /// <summary>Threads whose messages stand in the wrong order.</summary>
    public required long Unordered { get; init; }

    /// <summary>Times at which two agents held one thread.</summary>
    public required long TwoOwners { get; init; }

    /// <summary>Epochs used twice, or accepted when they were over.</summary>
    public required long StaleEpochs { get; init; }

    /// <summary>Times at which an agent held more than the slots.</summary>
    public required long OverCapacity { get; init; }

    /// <summary>Threads in no state, or in one whose holder is missing.</summary>
    public required long Limbo { get; init; }

    /// <summary>1 if threads waited at the end while agents were free.</summary>
    public required long Idle { get; init; }

    /// <summary>Pushes missing, repeated or out of order.</summary>
    public required long PushGaps { get; init; }

    public static CrashResult Of(
        Run run, IReadOnlyList<Finding> findings, IReadOnlyList<int> inFlight, int least, int kills, IReadOnlyList<CrashAgent> agents, bool drained,
        ISubject subject, IReadOnlyList<string> faults)
    {
        var counted = inFlight.Where(commands => commands >= least).ToList();
        var hubErrors = agents.Sum(agent => agent.HubErrors);
        return new CrashResult
        {
            Kills = counted.Count,
            KillsTried = inFlight.Count,
            InFlight = inFlight,
            LeastInFlight = counted.DefaultIfEmpty().Min(),
            SlowestStartSeconds = Math.Round(subject.SlowestStart.TotalSeconds, 2),
            DetectSeconds = Most("killed", outage => outage.Detect),
            FrozenDetectSeconds = Most("frozen", outage => outage.Detect),
            DeskGapSeconds = Worst(subject.Outages.Where(outage => outage.Detect is not null).Select(outage => (double?)outage.DeskGap)),
            ResumeSeconds = Worst(subject.Outages.Where(outage => outage.Detect is not null).Select(outage => (double?)outage.Resume)),
            StoreGapSeconds = Most("store", outage => outage.DeskGap),
            LiveDeclaredDead = subject.Outages.Count == 0 ? null : faults.Count,
            Outages = subject.Outages.Count == 0 ? null : subject.Outages,
            Messages = Done(Act.Post, Step.Ok),
            Refused = Done(Act.Post, Step.Fail),
            Threads = run.Final.Threads.Values.Count(thread => thread.JoinedInto is null),
            Joined = run.Final.Threads.Values.Count(thread => thread.JoinedInto is not null),
            Pushes = Done(Act.Push, Step.Seen),
            Accepts = Done(Act.Accept, Step.Ok),
            Replies = Done(Act.Reply, Step.Ok),
            Resolves = Done(Act.Resolve, Step.Ok),
            Connections = agents.Sum(agent => agent.Connections),
            Unknown = run.Entries.Count(entry => entry.Step == Step.Info && entry.Act != Act.Start),
            HubErrors = hubErrors,
            Lost = Found(Fault.Lost),
            Doubled = Found(Fault.Doubled),
            Apart = Found(Fault.Apart),
            Unordered = Found(Fault.Unordered),
            TwoOwners = Found(Fault.TwoOwners),
            StaleEpochs = Found(Fault.StaleEpoch),
            OverCapacity = Found(Fault.OverCapacity),
            Limbo = Found(Fault.Limbo),
            Idle = Found(Fault.Idle),
            PushGaps = Found(Fault.PushGap),
            Failures =
            [
                .. findings.Select(finding => $"{finding.Fault}: {finding.What}"),
                .. faults,
                .. counted.Count < kills ? [$"only {counted.Count} of {kills} kills caught {least} commands in flight"] : Array.Empty<string>(),
                .. drained ? [] : (string[])["agents did not work off what waited"],
                .. hubErrors == 0 ? [] : (string[])[$"{hubErrors} answers of the hub were neither yes nor a numbered no"],
            ],
        };

        double? Most(string what, Func<Outage, double?> seconds) => Worst(subject.Outages.Where(outage => outage.What == what).Select(seconds));

        static double? Worst(IEnumerable<double?> seconds) => seconds.Max() is { } most ? Math.Round(most, 2) : null;

        long Done(Act act, Step step) => run.Entries.Count(entry => entry.Act == act && entry.Step == step);

        long Found(Fault fault) => findings.Count(finding => finding.Fault == fault);
    }
}
