using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks.Rebalancing;

/// <summary>Threads of a desk by what they need, and agents by what they can do, as far as a plan may move them.</summary>
/// <remarks>A thread is worth saving if the forecast says that it will be late and it would be in time if somebody began with it now. One may step
/// aside if its agent is at work, nobody is typing, it was not moved lately, and beginning anew does not make it late.</remarks>
internal sealed class PlanClasses
{
    private readonly DeskState _desk;
    private readonly Instant _now;
    private readonly Dictionary<string, int> _needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seats = new(StringComparer.Ordinal);
    private readonly List<Need> _needOf = [];
    private readonly List<List<DeskAgent>> _agents = [];
    private readonly Dictionary<int, List<DeskThread>> _waiting = [];
    private readonly Dictionary<int, List<DeskThread>> _stranded = [];
    private readonly Dictionary<(int Need, int Seat), List<DeskThread>> _held = [];
    private readonly Dictionary<AgentId, int> _room = new(StringComparer.Ordinal);

    public PlanClasses(DeskState desk, Scope scope, IReadOnlySet<ThreadId> late, Instant now)
    {
        (_desk, _now) = (desk, now);
        foreach (var agent in desk.Agents.Values.OrderBy(agent => agent.Id, StringComparer.Ordinal))
        {
            if (agent.IsOnDuty && agent is { Gone: false, Removed: false } && agent.CoolUntil <= now && scope.HasAgent(agent.Id)) Seat(agent);
        }

        var movable = desk.Threads.Values.Where(IsMovable).OrderBy(thread => thread.Rank.Deadline).ThenBy(thread => thread.Id, StringComparer.Ordinal).ToList();
        var saved = movable.Where(thread => late.Contains(thread.Id) && scope.Has(thread.Need) && IsInTime(thread)).GroupBy(thread => thread.Need)
            .OrderByDescending(need => need.Count()).ThenBy(need => need.Key.Class, StringComparer.Ordinal).Take(Limits.NeedsPerPlan);
        foreach (var thread in saved.SelectMany(need => need))
        {
            if (thread.Wants) List(_waiting, NeedOf(thread)).Add(thread);
            else if (thread.Holding == Holding.Assigned && !Forecast.IsWorkedOn(desk, thread, now)) List(_stranded, NeedOf(thread)).Add(thread);
        }

        // Who began last loses least.
        foreach (var thread in movable.OrderByDescending(thread => thread.HeldSince))
        {
            if (thread.Holding == Holding.Assigned && _room.ContainsKey(thread.Agent!) && StepsAside(thread, late))
                List(_held, (NeedOf(thread), _seats[SkillsOf(desk.Agents[thread.Agent!])])).Add(thread);
        }
    }

    public RoomProblem Problem(int moves, int broken) => new(
        [.. _needOf.Select(need => Enumerable.Range(0, _agents.Count).Where(seat => _agents[seat][0].Covers(need)).ToArray())],
        [.. _needOf.Select((_, need) => _waiting.GetValueOrDefault(need)?.Count ?? 0)],
        [.. _needOf.Select((_, need) => _stranded.GetValueOrDefault(need)?.Count ?? 0)],
        [.. _needOf.Select((_, need) => _agents.Select((_, seat) => _held.GetValueOrDefault((need, seat))?.Count ?? 0).ToArray())],
        [.. _agents.Select(agents => agents.Sum(agent => _room[agent.Id]))], moves, broken);

    /// <summary>Names the threads and agents of a chain, the last step first: so there is room for each when it comes.</summary>
    /// <returns>Empty if the one that would be saved was passed over by all who could get it.</returns>
    public MoveItem[] Name(Chain chain, int number)
    {
        var thread = Take((chain.Stranded ? _stranded : _waiting)[chain.Need], static _ => true)!;
        var items = new List<MoveItem>();
        for (var step = 0; step < chain.Aside.Length; step++)
        {
            var aside = Take(_held[(chain.Aside[step], chain.Seats[step])], other => thread.MayGoTo(other.Agent!, _now));
            if (aside is null) return [];
            items.Add(new MoveItem(thread.Id, thread.Epoch, aside.Agent, number));
            thread = aside;
        }

        var free = _agents[chain.Seats[^1]].Where(agent => _room[agent.Id] > 0 && thread.MayGoTo(agent.Id, _now)).MaxBy(agent => _room[agent.Id]);
        if (free is null) return [];
        _room[free.Id]--;
        items.Add(new MoveItem(thread.Id, thread.Epoch, free.Id, number));
        items.Reverse();
        return [.. items];
    }

    private static DeskThread? Take(List<DeskThread> from, Predicate<DeskThread> fits)
    {
        var at = from.FindIndex(fits);
        if (at < 0) return null;
        var thread = from[at];
        from.RemoveAt(at);
        return thread;
    }

    private bool IsMovable(DeskThread thread) => thread.Report.Phase == Phase.Open && thread.Holding != Holding.Offered && thread.TypingUntil <= _now
        && (thread.MovedAt == default || thread.MovedAt + Limits.MoveAgainMs <= _now);

    private bool IsInTime(DeskThread thread) => _now + Forecast.HandlingMs(_desk.Policy, thread) <= thread.Rank.Deadline;

    /// <summary>What it gives up is room for any thread, and it is late anyway or in time all the same.</summary>
    private bool StepsAside(DeskThread thread, IReadOnlySet<ThreadId> late) =>
        _desk.Policy.HeldCost(thread.Report) >= _desk.DearestCost && (late.Contains(thread.Id) || IsInTime(thread));

    private void Seat(DeskAgent agent)
    {
        var skills = SkillsOf(agent);
        if (_seats.TryAdd(skills, _agents.Count)) _agents.Add([]);
        _agents[_seats[skills]].Add(agent);
        _room[agent.Id] = agent.Room;
    }

    private int NeedOf(DeskThread thread)
    {
        if (_needs.TryAdd(thread.Need.Class, _needOf.Count)) _needOf.Add(thread.Need);
        return _needs[thread.Need.Class];
    }

    private static string SkillsOf(DeskAgent agent) =>
        string.Join(',', agent.Skills.OrderBy(skill => skill.Key, StringComparer.Ordinal).Select(skill => $"{skill.Key}:{skill.Value}"));

    private static List<DeskThread> List<TKey>(Dictionary<TKey, List<DeskThread>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }
}
