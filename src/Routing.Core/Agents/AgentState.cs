using Routing.Core.Desks;
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

    /// <summary>Without a sign of a person for so long, who is available is set away; 0: never.</summary>
    public int IdleSeconds { get; set; }

    /// <summary>The last sign of a person that was noted.</summary>
    public Instant ActiveAt { get; set; }

    /// <summary>Away for want of such a sign; the next one brings them back.</summary>
    public bool IsIdle { get; set; }

    /// <summary>The reason that was given for the status.</summary>
    public string? Why { get; set; }

    public Dictionary<ThreadId, WorkItem> Work { get; } = new(StringComparer.Ordinal);

    /// <summary>In order of their begin: what is planned, what runs, and the newest <see cref="Limits.ShiftsRemembered"/> that are over.</summary>
    public List<Shift> Shifts { get; } = [];

    /// <summary>Hand-over notes of threads that are held still, by thread.</summary>
    public Dictionary<ThreadId, string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>The agent was set on the break that runs by the plan, and comes back by it.</summary>
    public bool IsOnPlannedBreak { get; set; }

    /// <summary>Set and cleared within a turn: the plan wants the agent set to this.</summary>
    internal AgentStatus? PlannedStatus { get; set; }

    /// <summary>Sequence of the newest push.</summary>
    public long Sequence { get; set; }

    /// <summary>The newest <see cref="Limits.PushLog"/> pushes.</summary>
    public Queue<Push> Log { get; } = new();

    public bool IsConnected => Connections.Count > 0;

    /// <summary>When who is available counts as idle.</summary>
    public Instant IdleAt => IdleSeconds > 0 && IsConnected && Status == AgentStatus.Available ? ActiveAt + (IdleSeconds * 1000L) : Instant.Never;

    /// <summary>What the agent is doing, as far as a plan is concerned.</summary>
    public Activity Activity => !IsConnected ? Activity.Rest : Status switch
    {
        AgentStatus.Available or AgentStatus.Busy or AgentStatus.Draining => Activity.Work,
        AgentStatus.Training => Activity.Other,
        _ => Activity.Rest,
    };

    public Shift? Shift(string id) => Shifts.Find(shift => shift.Plan.Id == id);

    public bool Holds(ThreadId thread) => Work.TryGetValue(thread, out var item) && item.Holding == Holding.Assigned;
}

public sealed record AgentConnection(string Id, long Epoch);

/// <param name="Shifts">Null, with what follows, in what was stored before there were shifts.</param>
public sealed record AgentSnapshot(
    AgentConnection[] Connections, AgentStatus Status, long PresenceVersion, Instant? GraceUntil, int GraceSeconds, WorkItem[] Work, long Sequence, Push[] Log,
    Shift[]? Shifts = null, HandOverNote[]? Notes = null, bool IsOnPlannedBreak = false, int IdleSeconds = 0, Instant ActiveAt = default,
    bool IsIdle = false, string? Why = null);
