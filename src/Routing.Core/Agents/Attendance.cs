namespace Routing.Core.Agents;

/// <summary>How a shift was spent, up to an instant: what adherence (time as planned by time planned) and conformance (time worked by time of work
/// planned) are made of, as workforce management tells the two apart.</summary>
/// <param name="AsPlannedMs">Milliseconds, within the shift as it is planned, at work where work was planned, or not at work where a break was.</param>
/// <param name="WorkedMs">Milliseconds at work from the shift's begin to its real end, breaks and overtime too.</param>
public readonly record struct Attendance(Instant UpTo, long AsPlannedMs, long WorkedMs)
{
    /// <summary>Spent in one state from there to here.</summary>
    public Attendance Until(Instant at, ShiftPlan plan, Activity activity)
    {
        if (at <= UpTo) return this;
        var pauses = PausesMs(plan, UpTo, at);
        var planned = activity switch
        {
            Activity.Work => Overlap(plan.From, plan.Until, UpTo, at) - pauses,
            Activity.Rest => pauses,
            _ => 0,
        };
        return new(at, AsPlannedMs + planned, WorkedMs + (activity == Activity.Rest ? 0 : at - UpTo));
    }

    /// <summary>Milliseconds of the shift that were planned up to an instant, breaks among them.</summary>
    public static long PlannedMs(ShiftPlan plan, Instant upTo) => Overlap(plan.From, plan.Until, plan.From, upTo);

    /// <summary>Of these, those of work.</summary>
    public static long WorkMs(ShiftPlan plan, Instant upTo) => PlannedMs(plan, upTo) - PausesMs(plan, plan.From, upTo);

    private static long PausesMs(ShiftPlan plan, Instant begin, Instant end) => plan.Breaks.Sum(pause => Overlap(pause.From, pause.Until, begin, end));

    private static long Overlap(Instant from, Instant until, Instant begin, Instant end) =>
        Math.Max(0, Math.Min(until.Ms, end.Ms) - Math.Max(from.Ms, begin.Ms));
}

/// <summary>What a state counts as beside a plan of work and breaks.</summary>
public enum Activity
{
    /// <summary>Break, away, offline, or not connected.</summary>
    Rest = 0,
    /// <summary>Available, busy or draining, and connected.</summary>
    Work = 1,
    /// <summary>Training: worked, but not what the shift is planned for.</summary>
    Other = 2,
}
