using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>What <c>limits --saturation</c> found: as in <see cref="LimitsResult"/>, judged by nobody.</summary>
public sealed record SaturationResult : Result
{
    public override string Command => "limits";

    /// <inheritdoc cref="LimitsResult.CyclesPerCoreToRawPush"/>
    public required double CyclesPerCoreToRawPush { get; init; }

    public required Median CyclesPerCore { get; init; }

    public required Median CyclesPerSecond { get; init; }

    public required Median RawPushPerCore { get; init; }
}
