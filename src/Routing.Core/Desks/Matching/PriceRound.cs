namespace Routing.Core.Desks.Matching;

/// <summary>How far the refresh of prices has come, and what it reads of the desk as a whole. Changed by recorded events alone.</summary>
public sealed class PriceRound
{
    /// <summary>Milliseconds from the beginning of one round to the next.</summary>
    public const long EveryMs = 30_000;

    /// <summary>Milliseconds between two slices of a round: a large desk works it off beside everything else.</summary>
    public const long SliceMs = 25;

    /// <summary>Milliseconds after which a slot that was held or given back weighs 1/e.</summary>
    private const long ForgetMs = 1_800_000;

    /// <summary>Milliseconds that a slot is taken to be held, counted as seen once before anything was seen.</summary>
    private const long UsualHoldMs = 600_000;

    private const long LeastHoldMs = 60_000;
    private const long MostHoldMs = 3_600_000;

    public Instant StartedAt { get; private set; }

    public Instant SlicedAt { get; private set; }

    public bool Underway { get; private set; }

    /// <summary>Agents, then needs, that are done.</summary>
    public int Agents { get; private set; }

    public int Needs { get; private set; }

    /// <summary>Slot-milliseconds in use, and slots given back in thousandths; older ones count less.</summary>
    public long BusyMs { get; private set; }

    public long FreedMilli { get; private set; }

    /// <summary>Slots given back since the round began.</summary>
    public int Freed { get; set; }

    /// <summary>Something happened since the round began, or it changed something, so the next one may find other prices.</summary>
    public bool Stirred { get; set; }

    /// <summary>How long a slot is held, on average.</summary>
    public long HoldMs => Math.Clamp((BusyMs + UsualHoldMs) * 1000 / (FreedMilli + 1000), LeastHoldMs, MostHoldMs);

    /// <summary>When the next slice is due: a desk on which nothing happens sleeps.</summary>
    public Instant Due => Underway ? SlicedAt + SliceMs : Stirred ? StartedAt + EveryMs : Instant.Never;

    /// <param name="used">Slots in use now.</param>
    public void Begin(Instant at, long used)
    {
        var passed = StartedAt == default ? EveryMs : Math.Clamp(at - StartedAt, 1_000, ForgetMs);
        BusyMs = Faded(BusyMs, passed) + (used * passed);
        FreedMilli = Faded(FreedMilli, passed) + (Freed * 1000L);
        (StartedAt, Underway, Agents, Needs, Freed, Stirred) = (at, true, 0, 0, 0, false);
    }

    public void Come(PricesRefreshed slice)
    {
        (SlicedAt, Agents, Needs, Underway) = (slice.At, slice.Agents, slice.Needs, !slice.Last);
        Stirred |= slice.AgentPrices.Length > 0 || slice.NeedPrices.Length > 0;
    }

    /// <summary>What is numbered changed: the next round begins at the beginning.</summary>
    public void Abandon() => Underway = false;

    public PriceRoundSnapshot Save() => new(StartedAt, SlicedAt, Underway, Agents, Needs, BusyMs, FreedMilli, Freed, Stirred);

    public void Restore(PriceRoundSnapshot from) =>
        (StartedAt, SlicedAt, Underway, Agents, Needs, BusyMs, FreedMilli, Freed, Stirred) =
        (from.StartedAt, from.SlicedAt, from.Underway, from.Agents, from.Needs, from.BusyMs, from.FreedMilli, from.Freed, from.Stirred);

    private static long Faded(long sum, long passed) => (long)((Int128)sum * ForgetMs / (ForgetMs + passed));
}
