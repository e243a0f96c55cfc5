using Routing.Core.Policies;

namespace Routing.Core.Desks.Rebalancing;

/// <summary>What a plan is about. Threads of these queues are to be brought in time; these agents may get them or give others away for it.</summary>
/// <param name="Queues">Empty: all.</param>
/// <param name="Agents">Empty: all.</param>
public sealed record Scope(QueueId[] Queues, AgentId[] Agents)
{
    public static readonly Scope All = new([], []);

    public bool Has(Need need) => Queues.Length == 0 || Array.IndexOf(Queues, need.Queue) >= 0;

    public bool HasAgent(AgentId agent) => Agents.Length == 0 || Array.IndexOf(Agents, agent) >= 0;
}

/// <summary>A slice of what a plan has to know of the desk: at most <see cref="Limits.ScopeSlice"/> agents and threads are looked at in one go. In
/// between the desk goes on, so the whole is of no one instant; a plan is checked again thread by thread when it is made.</summary>
/// <param name="AgentsFrom">Go on from there, and from <c>ThreadsFrom</c>.</param>
public sealed record ReadScope(Scope Scope, int AgentsFrom = 0, int ThreadsFrom = 0) : Query;

/// <param name="Next">The question that goes on; null: this was the last slice.</param>
public sealed record ScopeSlice(
    Policy Policy, Instant UpSince, long LastEpoch, DeskAgentSnapshot[] Agents, DeskThreadSnapshot[] Threads, ReadScope? Next) : View;

/// <summary>Puts the slices together: a small desk of its own, on which nothing happens.</summary>
public sealed class ScopeCopy(Scope scope)
{
    private readonly Dictionary<AgentId, DeskAgentSnapshot> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<ThreadId, DeskThreadSnapshot> _threads = new(StringComparer.Ordinal);
    private ScopeSlice? _last;

    public Scope Scope => scope;

    /// <summary>What to ask the desk next; null: the copy is complete.</summary>
    public ReadScope? Next { get; private set; } = new(scope);

    /// <summary>More than one plan can look at.</summary>
    public bool IsTooLarge => _threads.Count > Limits.ThreadsPerPlan;

    public void Add(ScopeSlice slice)
    {
        foreach (var agent in slice.Agents) _agents[agent.Agent] = agent;
        foreach (var thread in slice.Threads) _threads[thread.Thread] = thread;
        (_last, Next) = (slice, slice.Next);
    }

    /// <exception cref="InvalidOperationException">It is not complete.</exception>
    public DeskSnapshot Complete() => _last is { Next: null } last
        ? new DeskSnapshot(
            last.Policy, last.UpSince, last.LastEpoch, [.. _agents.Values],
            [.. _threads.Values.Where(thread => thread.Agent is null || _agents.ContainsKey(thread.Agent))
                .Select(thread => thread.Knows is null || _agents.ContainsKey(thread.Knows) ? thread : thread with { Knows = null })])
        : throw new InvalidOperationException("slices are missing");
}
