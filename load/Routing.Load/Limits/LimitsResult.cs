using System.Text.Json.Serialization;
using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>What <c>limits</c> found. Latencies in milliseconds; "per core" is per second of the server process's processor time;
/// medians of all rounds, with the least, the most and the number of rounds.</summary>
public sealed record LimitsResult : Result
{
    public override string Command => "limits";

    /// <summary>Full cycles per core to raw SignalR pushes per core. Must be at least 0.12; the aim is 0.22.</summary>
    public required double CyclesPerCoreToRawPush { get; init; }

    /// <summary>At a quarter of saturation: p99 from intended send to the agent's socket, to raw push p99 plus raw commit p99. At most 4;
    /// the aim is 2.</summary>
    public required double P99ToRaw { get; init; }

    /// <summary>Cycles per core while <see cref="Waiting"/> threads wait, to the same with none. At least 0.9.</summary>
    [JsonPropertyName("with10kWaitingToEmpty")]
    public required double With10kWaitingToEmpty { get; init; }

    public required int Waiting { get; init; }

    /// <summary>Cycles per core while three times as much arrives as can be done, to those before and after it while a little more arrives than
    /// can be: all on a schedule of their own, each cycle ended by a resolve. At least 0.9. Per core, since the load tester shares the
    /// processors with the server; to the same kind of load, since a server that never has a moment's rest commits more at once and so does
    /// more per core.</summary>
    public required double Goodput { get; init; }

    /// <summary>Resolved cycles per second of the server's processor while a little more arrives than can be done, on its own schedule.</summary>
    public required double AbleCyclesPerCore { get; init; }

    /// <summary>The same under three times that load.</summary>
    public required double OverCyclesPerCore { get; init; }

    /// <summary>Goodput per second of the clock.</summary>
    public required double GoodputOfClock { get; init; }

    public required Median CyclesPerCore { get; init; }

    public required Median CyclesPerSecond { get; init; }

    /// <summary>Full cycles, each with the resolve that makes room for the next, with nobody waiting.</summary>
    public required Median ResolvedCyclesPerCore { get; init; }

    public required Median RawPushPerCore { get; init; }

    /// <summary>Rows of 500 bytes, 64 writers who each wait for theirs, <c>synchronous=FULL</c>.</summary>
    public required Median RawCommitPerSecond { get; init; }

    public required Median RawGrainCallsPerSecond { get; init; }

    /// <summary>Durable posts per core, nothing decided.</summary>
    public required Median RawIngestPerCore { get; init; }

    /// <summary>The rate at which the latencies below were taken: a quarter of saturation.</summary>
    public required double PacedPerSecond { get; init; }

    public required Median InToPushP50 { get; init; }

    public required Median InToPushP99 { get; init; }

    public required Median RawPushP50 { get; init; }

    public required Median RawPushP99 { get; init; }

    public required Median RawCommitP50 { get; init; }

    public required Median RawCommitP99 { get; init; }

    /// <summary>Messages answered with 202 under overload.</summary>
    public required long OverloadTaken { get; init; }

    /// <summary>Answered with 429 or 503.</summary>
    public required long OverloadRefused { get; init; }

    /// <summary>Answered with anything else or not at all. Must be 0.</summary>
    public required long OverloadUnclear { get; init; }

    /// <summary>Due, but the load tester had as many on their way as it may.</summary>
    public required long OverloadNotSent { get; init; }

    public required double MegabytesBefore { get; init; }

    /// <summary>The most resident memory of the server under overload. At most 1,500.</summary>
    public required double MegabytesAtMost { get; init; }
}
