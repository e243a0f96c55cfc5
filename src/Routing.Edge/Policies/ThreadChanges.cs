using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>What would become of the threads that wait. Offered and assigned ones stay where they are.</summary>
/// <param name="Waiting">Threads that wait now.</param>
/// <param name="Changed">Of these, those whose queue, need or rank would be another.</param>
/// <param name="Queues">Every queue of either policy at which a thread waits or would wait.</param>
/// <param name="First">By thread id, up to <see cref="PolicyPreview.MostListed"/>.</param>
public sealed record ThreadChanges(int Waiting, int Changed, IReadOnlyList<QueueWaiting> Queues, IReadOnlyList<ThreadChange> First)
{
    internal static ThreadChanges Of(Policy next, WorkspacePicture now)
    {
        var queues = new SortedDictionary<QueueId, QueueWaiting>(StringComparer.Ordinal);
        var first = new List<ThreadChange>();
        var changed = 0;
        foreach (var thread in now.Waiting.OrderBy(thread => thread.Thread, StringComparer.Ordinal))
        {
            // As the desk does it: a queue that a person chose stays chosen for as long as there is one of that name.
            var chosen = thread.Chosen is { } queue && next.Queue(queue) is not null ? queue : null;
            var (before, (need, rank)) = (ThreadPlace.Of(thread.Need, thread.Rank), Ranking.Of(next, thread.Report, chosen, now.At, thread.Rank.Priority));
            var (after, moved) = (ThreadPlace.Of(need, rank), thread.Need.Queue != need.Queue);
            var otherNeed = moved ? !before.Skills.SequenceEqual(after.Skills) : !thread.Need.Equals(need);
            var otherRank = before.RankKey != after.RankKey || before.Deadline != after.Deadline;
            Count(queues, before.Queue, row => row with
            {
                Before = row.Before + 1,
                Leave = row.Leave + (moved ? 1 : 0),
                OtherNeed = row.OtherNeed + (otherNeed && !moved ? 1 : 0),
                OtherRank = row.OtherRank + (otherRank && !moved ? 1 : 0),
            });
            Count(queues, after.Queue, row => row with { After = row.After + 1, Come = row.Come + (moved ? 1 : 0) });
            if (!moved && !otherNeed && !otherRank) continue;
            changed++;
            if (first.Count < PolicyPreview.MostListed) first.Add(new(thread.Thread, before, after));
        }

        return new(now.Waiting.Count, changed, [.. queues.Values], first);
    }

    private static void Count(SortedDictionary<QueueId, QueueWaiting> queues, QueueId queue, Func<QueueWaiting, QueueWaiting> change) =>
        queues[queue] = change(queues.GetValueOrDefault(queue) ?? new(queue, 0, 0, 0, 0, 0, 0));
}

/// <summary>Counts of waiting threads of one queue.</summary>
/// <param name="Leave">For another queue.</param>
/// <param name="Come">From another queue.</param>
/// <param name="OtherNeed">Of those that stay, those that would need other skills.</param>
/// <param name="OtherRank">Of those that stay, those that would rank otherwise or have another deadline.</param>
public sealed record QueueWaiting(QueueId Queue, int Before, int After, int Leave, int Come, int OtherNeed, int OtherRank);

public sealed record ThreadChange(ThreadId Thread, ThreadPlace Before, ThreadPlace After);

/// <param name="RankKey">Milliseconds; the smallest goes first.</param>
/// <param name="Deadline">By which it is to be answered.</param>
/// <param name="Also">Who has all of one of these may serve it as well; null: nobody else.</param>
public sealed record ThreadPlace(QueueId Queue, IReadOnlyList<SkillLevel> Skills, long RankKey, Instant Deadline, IReadOnlyList<SkillLevel[]>? Also = null)
{
    internal static ThreadPlace Of(Need need, Rank rank) => new(need.Queue, need.Skills, rank.Key, rank.Deadline, need.Also);
}
