using System.Globalization;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Core.Threads;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>A thread's row as it is stored, and the lists that it is in.</summary>
/// <param name="No">Given once, in the order in which threads came up: the newest come first in lists.</param>
internal sealed record StoredThread(
    long No, ThreadId Thread, CustomerKey Customer, string Channel, Phase Phase, Holding Holding, QueueId? Queue, AgentId? Agent, ThreadId? JoinedInto,
    Reading Reading, Instant Since, Instant? Deadline, long RankKey, int Messages, int Unanswered, MessageKey Newest, Instant UpdatedAt,
    Instant? OpenedAt = null, bool IsAnswered = false, Instant RankedSince = default, bool Asks = false, Instant? HandledSince = null)
{
    public static StoredThread Of(long no, ThreadStanding row) => new(
        no, row.Thread, row.Customer, row.Channel, row.Phase, row.Holding, row.Queue, row.Agent, row.JoinedInto, row.Reading, row.Since, row.Deadline,
        row.RankKey, row.Messages, row.Unanswered, row.Newest, row.UpdatedAt, row.OpenedAt, row.IsAnswered, row.RankedSince, row.Asks, row.HandledSince);

    public ThreadStanding ToStanding() => new(Thread)
    {
        Customer = Customer,
        Channel = Channel,
        Phase = Phase,
        Holding = Holding,
        Queue = Queue,
        Agent = Agent,
        JoinedInto = JoinedInto,
        Reading = Reading,
        Since = Since,
        Deadline = Deadline,
        RankKey = RankKey,
        Messages = Messages,
        Unanswered = Unanswered,
        Newest = Newest,
        UpdatedAt = UpdatedAt,
        OpenedAt = OpenedAt,
        IsAnswered = IsAnswered,
        RankedSince = RankedSince,
        Asks = Asks,
        HandledSince = HandledSince,
    };

    /// <summary>Where it is listed, as what, at which score.</summary>
    public IEnumerable<(RedisKey List, RedisValue Member, double Score)> Places(string workspace)
    {
        var state = ToStanding().State;
        yield return (ProjectionKeys.Threads(workspace), (string)Thread, No);
        yield return (ProjectionKeys.ThreadsOf(workspace, "state", state), (string)Thread, No);
        yield return (ProjectionKeys.ThreadsOf(workspace, "customer", Customer.Value), (string)Thread, No);
        if (state == "waiting") yield return (ProjectionKeys.Waiting(workspace), $"{ByRank(RankKey, No)}{Thread}", 0);
        if (Queue is { } queue) yield return (ProjectionKeys.ThreadsOf(workspace, "queue", queue), (string)Thread, No);
        if (Agent is { } agent) yield return (ProjectionKeys.ThreadsOf(workspace, "agent", agent), (string)Thread, No);
    }

    /// <summary>Two numbers as a text that is ordered as they are: the first with its sign turned over.</summary>
    public static string ByRank(long rank, long no) => string.Create(CultureInfo.InvariantCulture, $"{rank ^ long.MinValue:x16}{no:x16}");

    /// <summary>The rank, the number and the thread of a member of the waiting list.</summary>
    public static (long Rank, long No, string Thread) OfRank(string member) => (
        long.Parse(member.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ long.MinValue,
        long.Parse(member.AsSpan(16, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        member[32..]);
}
