using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Simulation.Audit;

/// <summary>Knows the right answer without asking the engine: keeps its own books from what clients saw and from the ordered feed of what
/// became durable, and compares. Shares no rule with the deciders.</summary>
internal sealed class Auditor
{
    public DeskBooks Desk { get; } = new();

    public ShiftBooks Shifts { get; }

    public PresenceBooks Presence { get; }

    public MoveBooks Moves { get; } = new();

    public ThreadBooks Threads { get; } = new();

    public PushBooks Pushes { get; } = new();

    public AttendanceBooks Attendance { get; } = new();

    public Auditor(Conditions conditions) => (Shifts, Presence) = (new ShiftBooks(Desk), new PresenceBooks(Desk, conditions));

    /// <summary>Bodies as they are stored.</summary>
    public Dictionary<string, string> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>The store was rewound: what counted as durable is not, so the books are worth nothing.</summary>
    public bool IsClosed { get; private set; }

    public void Close()
    {
        IsClosed = true;
        Desk.Close();
        Threads.Close();
        Pushes.Close();
        Presence.Close();
    }

    public void Durable(Turn turn)
    {
        if (IsClosed) return;
        foreach (var body in turn.Bodies) Bodies[body.Key] = body.Json;
        foreach (var key in turn.Erase) Bodies.Remove(key);
        foreach (var happened in turn.Events)
        {
            switch (happened)
            {
                case DirectoryEvent e: Threads.Happened(e); break;
                case CustomerEvent e: Threads.Happened(turn.Actor, e); break;
                case ThreadEvent e: Threads.Happened(turn.Actor.Key, e); break;
                case DeskEvent e:
                    Desk.Happened(e);
                    Shifts.Happened(e);
                    Presence.Happened(e);
                    Moves.Happened(e);
                    break;
                case AgentEvent e:
                    Pushes.Happened(turn.Actor.Key, e);
                    Shifts.Happened(turn.Actor.Key, e);
                    Presence.Happened(turn.Actor.Key, e);
                    Attendance.Happened(turn.Actor.Key, e);
                    break;
            }
        }

        // A turn in which nothing happened settles nothing, not even what is due.
        if (turn.Actor.Kind != ActorKind.Desk || turn.Events.Count == 0) return;
        Desk.TurnEnded(turn.At);
        Presence.TurnEnded(turn.At);
    }
}
