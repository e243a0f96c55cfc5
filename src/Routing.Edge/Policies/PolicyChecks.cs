using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>What only the whole shows: each part of the policy is as it should be, but together they cannot be meant.</summary>
internal static class PolicyChecks
{
    private static readonly string[] Levels = ["criticalSeconds", "highSeconds", "normalSeconds", "lowSeconds"];

    public static void Check(Policy policy, PolicyErrors errors)
    {
        Twice(policy.Queues.Select(queue => queue.Id), "queues", errors);
        Twice(policy.Channels.Select(channel => channel.Id), "channels", errors);
        var blamed = new HashSet<int>();
        for (var i = 0; i < policy.Queues.Length; i++)
        {
            Rising(policy.Queues[i].ServiceLevel, $"queues[{i}].serviceLevel", errors);
            Reachable(policy.Queues, i, blamed, errors);
            PlanChecks.Check(policy, i, errors);
        }

        var last = policy.Queues.Length - 1;
        if (!Covers(policy.Queues[last].Match, new QueueMatch()))
            errors.Add($"queues[{last}].match", "must be empty: the last queue takes what no other does, so it matches everything");
    }

    private static void Twice(IEnumerable<string> ids, string path, PolicyErrors errors)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, id) in ids.Index())
        {
            if (first.TryAdd(id, i)) continue;
            var other = $"{path}[{first[id]}].id";
            errors.Add($"{path}[{i}].id", $"must differ from the others, not {Found.Quoted(id)} as {other} on line {errors.LineOf(other)}");
        }
    }

    /// <summary>A thread that is more urgent must not be allowed to wait longer. Equal times are fine.</summary>
    private static void Rising(ServiceLevel level, string path, PolicyErrors errors)
    {
        int[] seconds = [level.CriticalSeconds, level.HighSeconds, level.NormalSeconds, level.LowSeconds];
        for (var i = 1; i < seconds.Length; i++)
        {
            if (seconds[i] >= seconds[i - 1]) continue;
            // The one that is written down is to blame, not the default beside it.
            var (wrong, other) = errors.IsWritten($"{path}.{Levels[i]}") ? (i, i - 1) : (i - 1, i);
            var written = errors.IsWritten($"{path}.{Levels[other]}") ? "" : " by default";
            errors.Add($"{path}.{Levels[wrong]}",
                $"must be at {(wrong > other ? "least" : "most")} {seconds[other]}, as {Levels[other]} is{written}, not {seconds[wrong]}: "
                + "times rise from critical to low");
        }
    }

    /// <summary>The first match wins: a queue is never reached if an earlier one takes all that it would take.</summary>
    /// <param name="blamed">Queues that hide others; each is told once, with the first that it hides.</param>
    private static void Reachable(QueuePolicy[] queues, int at, HashSet<int> blamed, PolicyErrors errors)
    {
        for (var i = 0; i < at; i++)
        {
            if (!Covers(queues[i].Match, queues[at].Match)) continue;
            if (!blamed.Add(i)) return;
            var everything = Covers(queues[i].Match, new QueueMatch()) ? "everything" : "all that it would match";
            errors.Add($"queues[{at}]", $"must be before queues[{i}] ({queues[i].Id}), which matches {everything}: no thread can reach {queues[at].Id}");
            return;
        }
    }

    private static bool Covers(QueueMatch wide, QueueMatch narrow) =>
        Covers(wide.Channels, narrow.Channels) && Covers(wide.Topics, narrow.Topics) && Covers(wide.Languages, narrow.Languages)
        && (wide.Visibility is null || wide.Visibility == narrow.Visibility);

    private static bool Covers(string[]? wide, string[]? narrow) =>
        wide is not { Length: > 0 } || (narrow is { Length: > 0 } && narrow.All(word => Array.IndexOf(wide, word) >= 0));
}
