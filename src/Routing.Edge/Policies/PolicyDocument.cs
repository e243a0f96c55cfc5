using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>A policy in the form in which <see cref="PolicyReader"/> takes it.</summary>
public sealed record PolicyDocument(
    int Version, IReadOnlyList<QueueDocument> Queues, ThreadingPolicy Threading, OfferPolicy Offers, PresencePolicy Presence, RankPolicy Rank,
    IReadOnlyList<ChannelPolicy> Channels)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static PolicyDocument Of(Policy policy) => new(
        policy.Version, [.. policy.Queues.Select(Of)], policy.Threading, policy.Offers, policy.Presence, policy.Rank, policy.Channels);

    private static QueueDocument Of(QueuePolicy queue) => new(
        queue.Id, queue.Match, queue.Skills.ToDictionary(skill => skill.Skill, skill => skill.Level), queue.RequireLanguage, queue.ServiceLevel,
        queue.Hours.Spans.Length == 0 ? null : new(
            queue.Hours.UtcOffsetMinutes,
            [.. queue.Hours.Spans.Select(span => new OpenDocument(Days[span.Day], Time(span.FromMinute), Time(span.ToMinute)))],
            queue.Hours.Holidays));

    private static string Time(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}

/// <param name="Hours">Null: always open.</param>
public sealed record QueueDocument(
    QueueId Id, QueueMatch Match, IReadOnlyDictionary<string, int> Skills, bool RequireLanguage, ServiceLevel ServiceLevel, HoursDocument? Hours);

public sealed record HoursDocument(int UtcOffsetMinutes, IReadOnlyList<OpenDocument> Open, IReadOnlyList<string> Holidays);

/// <param name="Days">A day or a span: <c>mon</c>, <c>mon-fri</c>.</param>
public sealed record OpenDocument(string Days, string From, string To);
