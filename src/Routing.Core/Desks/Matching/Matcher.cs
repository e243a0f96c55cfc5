namespace Routing.Core.Desks.Matching;

/// <summary>The one door to matching: who gets what. Incremental: asked for the best agent of a thread that came to want one, and for the
/// best thread of an agent who came to be free; never sweeps.</summary>
/// <remarks>
/// Threads of one class (equal needs) wait in one order, so an agent is matched against classes. Order among threads: the smaller key, then
/// the longer wait, then the id. Order among agents: the smaller share of slots used, then the longer idle, then the id. A search costs the
/// number of classes (for a release) or of free agents (for an arrival), not of threads.
/// </remarks>
public sealed class Matcher
{
    private readonly Dictionary<string, WaitingClass> classes = new(StringComparer.Ordinal);
    private readonly SortedSet<DeskAgent> free = new(FreeOrder.Instance);
    private readonly SortedSet<DeskThread> threads = new(RankOrder.Instance);
    private readonly SortedSet<DeskAgent> agents = new(FreeOrder.Instance);

    /// <summary>Threads that want somebody.</summary>
    public int Waiting { get; private set; }

    /// <summary>Agents by standing; index is <see cref="Standing"/>.</summary>
    public int[] Standings { get; } = new int[5];

    public IEnumerable<WaitingClass> Classes => classes.Values;

    public void Add(DeskThread thread)
    {
        if (!classes.TryGetValue(thread.Need.Class, out var waiting)) classes[thread.Need.Class] = waiting = new WaitingClass(thread.Need);
        waiting.Threads.Add(thread);
        Waiting++;
        threads.Add(thread);
    }

    public void Remove(DeskThread thread)
    {
        var waiting = classes[thread.Need.Class];
        if (!waiting.Threads.Remove(thread)) throw new InvalidOperationException($"thread {thread.Id} is not waiting in class {thread.Need.Class}");
        Waiting--;
        if (waiting.Threads.Count == 0) classes.Remove(thread.Need.Class);
        threads.Remove(thread);
    }

    /// <summary>Asks for the thread to be looked at again: something that stood in its way is gone.</summary>
    public void Touch(DeskThread thread) => threads.Add(thread);

    /// <summary>Between turns there is nothing left to do: a desk that was restored need not look at everything again.</summary>
    public void Settle()
    {
        threads.Clear();
        agents.Clear();
    }

    /// <summary>Before anything changes that <see cref="FreeOrder"/> reads; <see cref="Place"/> puts the agent back.</summary>
    public void Lift(DeskAgent agent)
    {
        Standings[(int)agent.Standing]--;
        if (agent.Standing != Standing.Free) return;
        free.Remove(agent);
        agents.Remove(agent);
    }

    public void Place(DeskAgent agent, Standing standing)
    {
        agent.Standing = standing;
        Standings[(int)standing]++;
        if (standing != Standing.Free) return;
        free.Add(agent);
        agents.Add(agent);
    }

    /// <summary>The next pair to be offered, of those touched since, the first in order first; false when there is nothing left to do.</summary>
    public bool TryNext(Instant now, out Match match)
    {
        while (agents.Min is { } agent)
        {
            if (BestFor(agent, now, out match)) return true;
            agents.Remove(agent);
        }

        while (threads.Min is { } thread)
        {
            if (BestOf(thread, now, out match)) return true;
            threads.Remove(thread);
        }

        match = default;
        return false;
    }

    /// <summary>A release: the first in rank of all waiting threads that this agent can serve.</summary>
    private bool BestFor(DeskAgent agent, Instant now, out Match match)
    {
        DeskThread? best = null;
        DeskThread? second = null;
        var (lacking, passed) = (0, 0);
        foreach (var waiting in classes.Values)
        {
            if (!agent.Covers(waiting.Need))
            {
                lacking++;
                continue;
            }

            var seen = 0;
            foreach (var thread in waiting.Threads)
            {
                if (!thread.MayGoTo(agent.Id, now))
                {
                    passed++;
                    continue;
                }

                if (best is null || RankOrder.Instance.Compare(thread, best) < 0) (second, best) = (best, thread);
                else if (second is null || RankOrder.Instance.Compare(thread, second) < 0) second = thread;
                if (++seen == 2) break;
            }
        }

        match = best is null ? default : new Match(best, agent, ByArrival: false, 1, lacking, passed, second?.Id);
        return best is not null;
    }

    /// <summary>An arrival: the first of the free agents who can serve this thread.</summary>
    private bool BestOf(DeskThread thread, Instant now, out Match match)
    {
        DeskAgent? best = null;
        string? second = null;
        var (eligible, lacking, passed) = (0, 0, 0);
        foreach (var agent in free)
        {
            if (!agent.Covers(thread.Need)) lacking++;
            else if (!thread.MayGoTo(agent.Id, now)) passed++;
            else
            {
                eligible++;
                if (best is null)
                {
                    best = agent;
                    continue;
                }

                second = agent.Id;
                break;
            }
        }

        match = best is null ? default : new Match(thread, best, ByArrival: true, eligible, lacking, passed, second);
        return best is not null;
    }
}

/// <summary>A pair to be offered, and what was seen on the way to it.</summary>
/// <param name="Eligible">Agents (or this agent) found eligible before the search could stop.</param>
/// <param name="LackSkill">Agents (or classes) passed by for want of a skill.</param>
/// <param name="Passed">Agents (or threads) passed by because of an earlier pass or a preferred agent.</param>
/// <param name="RunnerUp">Who or what would have been next.</param>
public readonly record struct Match(DeskThread Thread, DeskAgent Agent, bool ByArrival, int Eligible, int LackSkill, int Passed, string? RunnerUp);

/// <summary>All waiting threads of equal needs, in order of rank.</summary>
public sealed class WaitingClass(Need need)
{
    public Need Need { get; } = need;

    public SortedSet<DeskThread> Threads { get; } = new(RankOrder.Instance);
}

/// <summary>Who waits first: the smaller key, then the longer wait, then the id. Total, so ties are the same on every machine.</summary>
public sealed class RankOrder : IComparer<DeskThread>
{
    public static readonly RankOrder Instance = new();

    public int Compare(DeskThread? a, DeskThread? b)
    {
        if (ReferenceEquals(a, b)) return 0;
        if (a!.Rank.Key != b!.Rank.Key) return a.Rank.Key.CompareTo(b.Rank.Key);
        if (a.Rank.Since != b.Rank.Since) return a.Rank.Since.CompareTo(b.Rank.Since);
        return string.CompareOrdinal(a.Id, b.Id);
    }
}

/// <summary>Who gets an offer first: the smaller share of slots used (compared without rounding), then the longer idle, then the id.</summary>
public sealed class FreeOrder : IComparer<DeskAgent>
{
    public static readonly FreeOrder Instance = new();

    public int Compare(DeskAgent? a, DeskAgent? b)
    {
        if (ReferenceEquals(a, b)) return 0;
        var load = (a!.Used * b!.Slots).CompareTo(b.Used * a.Slots);
        if (load != 0) return load;
        if (a.FreeSince != b.FreeSince) return a.FreeSince.CompareTo(b.FreeSince);
        return string.CompareOrdinal(a.Id, b.Id);
    }
}
