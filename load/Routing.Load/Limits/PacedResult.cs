using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>What <c>limits --paced</c> found: as in <see cref="LimitsResult"/>, judged by nobody.</summary>
public sealed record PacedResult : Result
{
    public override string Command => "limits";

    /// <inheritdoc cref="LimitsResult.P99ToRaw"/>
    public required double P99ToRaw { get; init; }

    /// <inheritdoc cref="LimitsResult.PacedPerSecond"/>
    public required double PacedPerSecond { get; init; }

    /// <inheritdoc cref="LimitsResult.InToPushP50"/>
    public required Median InToPushP50 { get; init; }

    /// <inheritdoc cref="LimitsResult.InToPushP99"/>
    public required Median InToPushP99 { get; init; }

    /// <inheritdoc cref="LimitsResult.RawPushP99"/>
    public required Median RawPushP99 { get; init; }

    /// <inheritdoc cref="LimitsResult.RawCommitP99"/>
    public required Median RawCommitP99 { get; init; }
}
