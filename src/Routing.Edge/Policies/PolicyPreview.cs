using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>What a policy would change if it were put in force now. Computed from a copy of the live board: by the time it is read,
/// threads have come and gone.</summary>
/// <param name="Version">That the policy would get.</param>
/// <param name="Sections">Parts of the policy that differ, beside the queues: <c>offers</c>, <c>rank</c> …</param>
/// <param name="Warnings">What is allowed but hardly meant.</param>
public sealed record PolicyPreview(
    int Version, IReadOnlyList<string> Sections, QueueChanges Queues, ThreadChanges Threads, AgentsLeftOut AgentsLeftOut,
    IReadOnlyList<PolicyWarning> Warnings)
{
    /// <summary>Entries of a list: a screen of examples; the counts beside it are of all.</summary>
    public const int MostListed = 50;

    /// <param name="next">Version 0: the next one.</param>
    internal static PolicyPreview Of(Policy next, WorkspacePicture now)
    {
        var current = now.Policy;
        var version = next.Version == 0 ? current.Version + 1 : next.Version;
        next = next with { Version = version };
        return new(
            version, SectionsOf(current, next), QueueChanges.Of(current, next), ThreadChanges.Of(next, now), AgentsLeftOut.Of(next, now),
            PolicyWarnings.Of(next, [.. now.Agents.Select(agent => agent.Skills)], current.Version));
    }

    private static List<string> SectionsOf(Policy current, Policy next)
    {
        var changed = new List<string>();
        Compare("threading", current.Threading, next.Threading);
        Compare("offers", current.Offers, next.Offers);
        Compare("presence", current.Presence, next.Presence);
        Compare("rank", current.Rank, next.Rank);
        Compare("channels", current.Channels, next.Channels);
        Compare("capacity", current.Capacity ?? CapacityPolicy.Default, next.Capacity ?? CapacityPolicy.Default);
        Compare("shifts", current.ShiftRules(), next.ShiftRules());
        return changed;

        void Compare<T>(string section, T one, T other)
        {
            if (EdgeJson.Text(one) != EdgeJson.Text(other)) changed.Add(section);
        }
    }
}

/// <summary>Agents who can serve a queue now and could serve none any more.</summary>
/// <param name="First">By id, up to <see cref="PolicyPreview.MostListed"/>.</param>
public sealed record AgentsLeftOut(int Count, IReadOnlyList<AgentId> First)
{
    internal static AgentsLeftOut Of(Policy next, WorkspacePicture now)
    {
        var (before, after) = (Coverage.Of(now.Policy), Coverage.Of(next));
        var left = now.Agents.Where(agent => before.ServesAny(agent.Skills) && !after.ServesAny(agent.Skills))
            .Select(agent => agent.Agent).Order(StringComparer.Ordinal).ToList();
        return new(left.Count, [.. left.Take(PolicyPreview.MostListed)]);
    }
}
