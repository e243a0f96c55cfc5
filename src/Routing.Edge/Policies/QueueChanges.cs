using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>How the queues of two policies differ.</summary>
/// <param name="Reordered">Queues that stay are in another order: the first match wins, so threads may go elsewhere.</param>
public sealed record QueueChanges(
    IReadOnlyList<QueueId> Added, IReadOnlyList<QueueId> Removed, IReadOnlyList<QueueChanged> Changed, bool Reordered)
{
    internal static QueueChanges Of(Policy current, Policy next)
    {
        var before = PolicyDocument.Of(current).Queues.ToDictionary(queue => queue.Id, StringComparer.Ordinal);
        var after = PolicyDocument.Of(next).Queues;
        var kept = after.Where(queue => before.ContainsKey(queue.Id)).ToList();
        var ids = kept.Select(queue => queue.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. after.Where(queue => !before.ContainsKey(queue.Id)).Select(queue => queue.Id)],
            [.. before.Keys.Where(id => !ids.Contains(id))],
            [.. kept.Select(queue => new QueueChanged(queue.Id, Fields(before[queue.Id], queue))).Where(changed => changed.Fields.Count > 0)],
            !kept.Select(queue => queue.Id).SequenceEqual(current.Queues.Select(queue => queue.Id).Where(ids.Contains)));
    }

    private static List<string> Fields(QueueDocument before, QueueDocument after)
    {
        var fields = new List<string>();
        Compare("match", before.Match, after.Match);
        Compare("skills", before.Skills, after.Skills);
        Compare("requireLanguage", before.RequireLanguage, after.RequireLanguage);
        Compare("serviceLevel", before.ServiceLevel, after.ServiceLevel);
        Compare("hours", before.Hours, after.Hours);
        Compare("prefer", before.Prefer, after.Prefer);
        Compare("preferSeconds", before.PreferSeconds, after.PreferSeconds);
        Compare("relax", before.Relax, after.Relax);
        Compare("overflow", before.Overflow, after.Overflow);
        Compare("handlingSeconds", before.HandlingSeconds, after.HandlingSeconds);
        return fields;

        void Compare<T>(string field, T one, T other)
        {
            if (EdgeJson.Text(one) != EdgeJson.Text(other)) fields.Add(field);
        }
    }
}

/// <param name="Fields">Names of what differs: <c>match</c>, <c>skills</c>, <c>hours</c> …</param>
public sealed record QueueChanged(QueueId Queue, IReadOnlyList<string> Fields);
