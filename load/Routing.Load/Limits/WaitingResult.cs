using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>What <c>limits --full</c> found: as in <see cref="LimitsResult"/>, judged by nobody.</summary>
public sealed record WaitingResult : Result
{
    public override string Command => "limits";

    /// <inheritdoc cref="LimitsResult.ResolvedCyclesPerCore"/>
    public required Median ResolvedCyclesPerCore { get; init; }

    /// <summary>The same with so many threads waiting all the time.</summary>
    public required Median WaitingCyclesPerCore { get; init; }

    /// <inheritdoc cref="LimitsResult.With10kWaitingToEmpty"/>
    public required double With10kWaitingToEmpty { get; init; }

    /// <inheritdoc cref="LimitsResult.Goodput"/>
    public required double Goodput { get; init; }

    /// <inheritdoc cref="LimitsResult.AbleCyclesPerCore"/>
    public required double AbleCyclesPerCore { get; init; }

    /// <inheritdoc cref="LimitsResult.OverCyclesPerCore"/>
    public required double OverCyclesPerCore { get; init; }

    /// <inheritdoc cref="LimitsResult.OverloadRefused"/>
    public required long OverloadRefused { get; init; }

    /// <inheritdoc cref="LimitsResult.MegabytesAtMost"/>
    public required double MegabytesAtMost { get; init; }
}
