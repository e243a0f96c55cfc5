using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>A policy in the form in which <see cref="PolicyReader"/> takes it.</summary>
public sealed record PolicyDocument(
    int Version, IReadOnlyList<QueueDocument> Queues, ThreadingPolicy Threading, OfferPolicy Offers, PresencePolicy Presence, RankPolicy Rank,
    IReadOnlyList<ChannelPolicy> Channels, CapacityPolicy Capacity, ShiftPolicy Shifts)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static PolicyDocument Of(Policy policy) => new(
        policy.Version, [.. policy.Queues.Select(Of)], policy.Threading, policy.Offers, policy.Presence, policy.Rank, policy.Channels,
        policy.Capacity ?? CapacityPolicy.Default, policy.ShiftRules());

    private static QueueDocument Of(QueuePolicy queue) => new(
        queue.Id, queue.Match, Map(queue.Skills), queue.RequireLanguage, queue.ServiceLevel, Of(queue.Hours),
        queue.Prefer is { Length: > 0 } prefer ? Map(prefer) : null, queue.Prefer is { Length: > 0 } ? queue.PreferSeconds : null,
        queue.Relax is { Length: > 0 } relax
            ? [.. relax.Select(step => new RelaxDocument(Given(step.When.AfterSeconds), Given(step.When.AtPercent), step.Lower is null ? null : Map(step.Lower), step.Drop))]
            : null,
        queue.Overflow is { Length: > 0 } overflow
            ? [.. overflow.Select(step => new OverflowDocument(step.To, Given(step.When.AfterSeconds), Given(step.When.AtPercent)))]
            : null,
        queue.HandlingSeconds);

    private static HoursDocument? Of(OpeningHours hours) => hours.Spans.Length == 0 ? null : new(
        hours.Zone, hours.Zone is null ? hours.UtcOffsetMinutes : null,
        [.. hours.Spans.Select(span => new OpenDocument(Days[span.Day], Time(span.FromMinute), Time(span.ToMinute)))], hours.Holidays);

    private static Dictionary<string, int> Map(SkillLevel[] skills) => skills.ToDictionary(skill => skill.Skill, skill => skill.Level, StringComparer.Ordinal);

    private static int? Given(int number) => number == 0 ? null : number;

    private static string Time(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}

/// <param name="Hours">Null: always open.</param>
/// <param name="Prefer">Null, with <c>PreferSeconds</c>: nothing is preferred.</param>
/// <param name="Relax">Null: what is asked for stays as it is.</param>
/// <param name="Overflow">Null: only who can serve the queue.</param>
/// <param name="HandlingSeconds">Null: what <c>shifts</c> says.</param>
public sealed record QueueDocument(
    QueueId Id, QueueMatch Match, IReadOnlyDictionary<string, int> Skills, bool RequireLanguage, ServiceLevel ServiceLevel, HoursDocument? Hours,
    IReadOnlyDictionary<string, int>? Prefer, int? PreferSeconds, IReadOnlyList<RelaxDocument>? Relax, IReadOnlyList<OverflowDocument>? Overflow,
    int? HandlingSeconds);

/// <param name="Zone">An IANA name; null: the offset counts.</param>
public sealed record HoursDocument(string? Zone, int? UtcOffsetMinutes, IReadOnlyList<OpenDocument> Open, IReadOnlyList<string> Holidays);

/// <param name="Days">A day or a span: <c>mon</c>, <c>mon-fri</c>.</param>
public sealed record OpenDocument(string Days, string From, string To);

/// <summary>A step of a relaxation plan, after seconds or at a share of the time to the deadline.</summary>
public sealed record RelaxDocument(int? AfterSeconds, int? AtPercent, IReadOnlyDictionary<string, int>? Lower, IReadOnlyList<string>? Drop);

public sealed record OverflowDocument(QueueId To, int? AfterSeconds, int? AtPercent);
