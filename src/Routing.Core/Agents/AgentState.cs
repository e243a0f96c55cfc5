using Routing.Core.Threads;

namespace Routing.Core.Agents;

/// <summary>What an agent's actor knows: connections, status, the work as the desk told it, and the push log.</summary>
public sealed class AgentState
{
    public List<AgentConnection> Connections { get; } = [];

    public AgentStatus Status { get; set; } = AgentStatus.Offline;

    /// <summary>Rises with each change that the desk is told of.</summary>
    public long PresenceVersion { get; set; }

    /// <summary>Set while no connection is left: when the agent counts as offline.</summary>
    public Instant? GraceUntil { get; set; }

    public int GraceSeconds { get; set; }

    public Dictionary<ThreadId, WorkItem> Work { get; } = new(StringComparer.Ordinal);

    /// <summary>Sequence of the newest push.</summary>
    public long Sequence { get; set; }

    /// <summary>The newest <see cref="Limits.PushLog"/> pushes.</summary>
    public Queue<Push> Log { get; } = new();

    public bool IsConnected => Connections.Count > 0;

    public bool Holds(ThreadId thread) => Work.TryGetValue(thread, out var item) && item.Holding == Holding.Assigned;
}

public sealed record AgentConnection(string Id, long Epoch);

public sealed record AgentSnapshot(
    AgentConnection[] Connections, AgentStatus Status, long PresenceVersion, Instant? GraceUntil, int GraceSeconds, WorkItem[] Work, long Sequence, Push[] Log);
