namespace Routing.Core.Policies;

/// <summary>The versioned rules of a workspace: a value, loaded from a file or the API, checked before it is taken.
/// People and their skills are not policy.</summary>
/// <param name="Version">Rises with each change; stamped on each decision.</param>
/// <param name="Queues">First match wins, so the last one should match everything.</param>
/// <param name="Capacity">Null: every thread takes a slot while it asks for an answer, and none otherwise.</param>
/// <param name="Shifts">Null: as <see cref="ShiftPolicy.Default"/>.</param>
public sealed record Policy(
    int Version,
    QueuePolicy[] Queues,
    ThreadingPolicy Threading,
    OfferPolicy Offers,
    PresencePolicy Presence,
    RankPolicy Rank,
    ChannelPolicy[] Channels,
    CapacityPolicy? Capacity = null,
    ShiftPolicy? Shifts = null)
{
    /// <summary>What a workspace begins with: one queue that takes everything, answered within 5 minutes.</summary>
    public static readonly Policy Default = new(
        1,
        [new QueuePolicy("general", new QueueMatch(), [], RequireLanguage: false, ServiceLevel.Default, OpeningHours.Always)],
        new ThreadingPolicy(),
        new OfferPolicy(),
        new PresencePolicy(),
        new RankPolicy(),
        []);

    public QueuePolicy? Queue(QueueId id) => Array.Find(Queues, queue => queue.Id == id);

    /// <summary>Milliseconds after a customer's message in which the channel takes a reply; 0: always.</summary>
    public long ReplyWindowMs(string channel, Visibility visibility) =>
        Array.Find(Channels, known => known.Id == channel)?.ReplyWindow?.Ms(visibility) ?? 0;
}

/// <summary>A named class of work.</summary>
/// <param name="Skills">Every one is required, at its level or above.</param>
/// <param name="RequireLanguage">The text's language, where it is known, is required as skill <c>lang:xx</c>.</param>
/// <param name="Prefer">Required as well until <c>PreferSeconds</c> of opening time have passed since receipt, then not asked for any more.
/// A thread waits that long even while nobody who has them is on shift: so the time is short, and an agent is matched against what is
/// required, at no cost beyond that.</param>
/// <param name="PreferSeconds">1–86,400; read only where something is preferred.</param>
/// <param name="Relax">Steps by which the requirement loosens as a thread waits; up to <see cref="Limits.StepsPerQueue"/>.</param>
/// <param name="HandlingSeconds">How long its threads are expected to take an agent, 1–86,400; null: what <see cref="ShiftPolicy"/> says.</param>
/// <param name="Overflow">Queues whose agents may serve a thread as well that waits too long; as many.</param>
public sealed record QueuePolicy(
    QueueId Id, QueueMatch Match, SkillLevel[] Skills, bool RequireLanguage, ServiceLevel ServiceLevel, OpeningHours Hours,
    SkillLevel[]? Prefer = null, int PreferSeconds = 30, RelaxStep[]? Relax = null, OverflowStep[]? Overflow = null, int? HandlingSeconds = null);

/// <summary>Which threads a queue takes; an empty list matches everything.</summary>
public sealed record QueueMatch(string[]? Channels = null, string[]? Topics = null, string[]? Languages = null, Visibility? Visibility = null)
{
    public bool Takes(string channel, Reading reading, Visibility visibility) =>
        Has(Channels, channel) && Has(Topics, reading.Topic) && Has(Languages, reading.Language) && (Visibility is null || Visibility == visibility);

    private static bool Has(string[]? wanted, string value) => wanted is not { Length: > 0 } || Array.IndexOf(wanted, value) >= 0;
}

/// <param name="Level">1–5.</param>
public readonly record struct SkillLevel(string Skill, int Level);

/// <summary>Within how many seconds a thread is to be answered, by urgency, and for which share of threads that is promised.</summary>
/// <param name="Target">Share of threads to be answered in time, 0–1.</param>
public sealed record ServiceLevel(int CriticalSeconds, int HighSeconds, int NormalSeconds, int LowSeconds, double Target)
{
    public static readonly ServiceLevel Default = new(120, 300, 300, 900, 0.9);

    public int Seconds(Urgency urgency) => urgency switch
    {
        Urgency.Critical => CriticalSeconds,
        Urgency.High => HighSeconds,
        Urgency.Low => LowSeconds,
        _ => NormalSeconds,
    };
}

/// <summary>When a queue's clock runs. Split shifts are several spans of one day; no span at all means always.</summary>
/// <param name="UtcOffsetMinutes">Of the local time in which the spans are written, where no zone is named.</param>
/// <param name="Holidays">Local dates, <c>yyyy-MM-dd</c>, on which the clock stands still.</param>
/// <param name="Zone">An IANA time zone (<c>Europe/Berlin</c>) in whose local time the spans are written, daylight saving and all. Null: the
/// offset. Results enter the journal, so replay does not depend on the time zone data of the machine.</param>
public sealed record OpeningHours(int UtcOffsetMinutes, OpenSpan[] Spans, string[] Holidays, string? Zone = null)
{
    public static readonly OpeningHours Always = new(0, [], []);
}

/// <param name="Day">0 Sunday … 6 Saturday.</param>
/// <param name="FromMinute">Minutes after local midnight; <c>ToMinute</c> up to 1,440.</param>
public readonly record struct OpenSpan(int Day, int FromMinute, int ToMinute);

/// <param name="JoinMinutes">Messages of one customer on one channel at most this far apart are one thread; 0: only by reply links.</param>
/// <param name="ReopenAfterResolve">A later message reopens the resolved thread instead of starting a new one.</param>
public sealed record ThreadingPolicy(int JoinMinutes = 30, bool ReopenAfterResolve = false);

/// <param name="Seconds">How long an offer stands.</param>
/// <param name="CoolDownSeconds">After a miss the agent gets no offer for this long.</param>
/// <param name="MissesUntilAway">The n-th miss in a row sets the agent away.</param>
/// <param name="PassedSeconds">For how long a thread is not offered again to one who declined or missed it.</param>
/// <param name="PreferredSeconds">How long a returning thread waits for the agent who knows it.</param>
/// <param name="MaxOpenOffers">Offers that an agent may have on the screen at a time: one is calm.</param>
public sealed record OfferPolicy(
    int Seconds = 20, int CoolDownSeconds = 30, int MissesUntilAway = 3, int PassedSeconds = 120, int PreferredSeconds = 30,
    int MaxOpenOffers = 1);

/// <param name="GraceSeconds">How long a lost connection may take to come back before the agent counts as offline and the work is handed over.</param>
/// <param name="IdleMinutes">Who is available and shows no sign of a person for so long is set away: up to 1,440; 0: never. Signs are noted every half
/// minute.</param>
public sealed record PresencePolicy(int GraceSeconds = 60, int IdleMinutes = 0);

/// <summary>Which waiting thread goes first.</summary>
/// <param name="ValueSeconds">Under <see cref="RankRule.EarliestDeadline"/>: by how much the deadline of a customer of value 100 counts as earlier.</param>
/// <param name="InfluenceSeconds">Likewise for influence 40, the most.</param>
/// <param name="AgeCapMinutes">After so long since receipt a thread goes before all that are younger than that, oldest first: nothing passes it.</param>
/// <param name="DialPercent">Under <see cref="RankRule.MissIndex"/>: 0 fewest misses, 100 most value; 0–100.</param>
/// <param name="TauSeconds">Mean time until the next chance to serve a thread that is skipped now, until the desk has measured it; 60–1,200.</param>
/// <param name="AgeingSeconds">Under <see cref="RankRule.LinearAgeing"/>: how many seconds of waiting one step of urgency is worth.</param>
public sealed record RankPolicy(
    int ValueSeconds = 120, int InfluenceSeconds = 60, int AgeCapMinutes = 240, RankRule Rule = RankRule.MissIndex, int DialPercent = 50,
    int TauSeconds = 300, int AgeingSeconds = 300);

/// <summary>Rules of order among waiting threads. The age cap stands above each of them. The numbers are stored.</summary>
public enum RankRule
{
    /// <summary>The likelier its deadline is missed if it is skipped now, the sooner; what is late already yields to what can be saved.</summary>
    MissIndex = 0,
    /// <summary>The more urgent first, then the longer wait.</summary>
    StrictPriority = 1,
    /// <summary>The longer wait first, each step of urgency worth so many seconds of waiting.</summary>
    LinearAgeing = 2,
    /// <summary>The smaller <c>Rank.Key</c> first.</summary>
    EarliestDeadline = 3,
}

/// <param name="Accounts">Author ids that are the company's own on this channel: their messages are echoes.</param>
/// <param name="ReplyWindow">Null: the network takes a reply at any time.</param>
/// <param name="SlotCost">Null: what <see cref="CapacityPolicy.ThreadPercent"/> says.</param>
public sealed record ChannelPolicy(string Id, string[] Accounts, ReplyWindow? ReplyWindow = null, SlotCost? SlotCost = null);

/// <summary>What a thread of a channel takes of an agent's slots while it asks for an answer.</summary>
/// <param name="PrivatePercent">Of one slot, for private messages: 1–100.</param>
/// <param name="PublicPercent">For public posts and comments, likewise.</param>
public sealed record SlotCost(int PrivatePercent = 100, int PublicPercent = 100)
{
    public int Percent(Visibility visibility) => visibility == Visibility.Private ? PrivatePercent : PublicPercent;
}

/// <summary>For how long after a customer's message a network takes a reply to it. No deadline is later than that, whatever the opening
/// hours, and a reply that comes later is refused: the network would refuse it as well, and nobody would notice.</summary>
/// <param name="PrivateHours">For private messages: 1–720 hours; 0: always.</param>
/// <param name="PublicHours">For public posts and comments, likewise.</param>
public sealed record ReplyWindow(int PrivateHours = 0, int PublicHours = 0)
{
    /// <summary>Milliseconds; 0: always.</summary>
    public long Ms(Visibility visibility) => (visibility == Visibility.Private ? PrivateHours : PublicHours) * 3_600_000L;
}
