using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Hosting;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Audit;

/// <summary>What must hold of one actor after each of its turns, whether or not the turn survives.</summary>
internal sealed class StepChecks(Host host, Dice dice)
{
    /// <summary>Per mille of turns after which the actor is rebuilt from the store and compared.</summary>
    private const int Replays = 15;

    public void Decided(IActorLoop loop, Turn turn)
    {
        host.Trace.Note($"{turn.Actor} is at {turn.Version}", turn.Record);
        if (turn.Quarantined is { } put) throw Violation.Wrong($"{put.Actor} could not decide {put.Input}: {put.Error}");
        switch (turn.Actor.Kind)
        {
            case ActorKind.Desk: Desk(loop); break;
            case ActorKind.Thread: Thread(loop); break;
            case ActorKind.Agent: Agent(loop); break;
        }
    }

    /// <summary>Rebuilds one actor from the store alone and compares, bit for bit.</summary>
    public void Replay()
    {
        foreach (var activation in host.Silos.SelectMany(silo => silo.Active))
        {
            if (!dice.Chance(Replays) || host.Placed(activation.Loop.Id)?.Find(activation.Loop.Id) != activation) continue;
            if (host.Replayed(activation) is not { } rebuilt || rebuilt.Version != activation.Loop.Version) continue;
            Same(activation.Loop, rebuilt);
        }
    }

    public static void Same(IActorLoop live, IActorLoop rebuilt)
    {
        if (live.StateHash() != rebuilt.StateHash()) throw Violation.Wrong($"{live.Id} rebuilt at {live.Version} is not as it was");
        if (live.Due != rebuilt.Due) throw Violation.Wrong($"{live.Id} was due at {live.Due}; rebuilt it is due at {rebuilt.Due}");
        foreach (var receiver in live.UnsentTo)
        {
            var numbers = rebuilt.Unsent(receiver).Select(envelope => envelope.Number).ToHashSet();
            if (live.Unsent(receiver).Any(envelope => !numbers.Contains(envelope.Number)))
                throw Violation.Wrong($"{live.Id} rebuilt forgot what it had to send to {receiver}");
        }
    }

    private void Desk(IActorLoop loop)
    {
        var desk = ((DeskCopy)loop.Read(new CopyDesk(), host.Now)).Snapshot;
        var used = new Dictionary<AgentId, int>(StringComparer.Ordinal);
        foreach (var thread in desk.Threads)
        {
            ShiftBooks.Keeps(thread);
            if (thread.HoldsSlot) used[thread.Agent!] = used.GetValueOrDefault(thread.Agent!) + 1;
            var fits = thread.Holding switch
            {
                Holding.Waiting => thread.Agent is null && !thread.HoldsSlot && IsTimed(loop, thread, IsHeldBack(desk, thread)),
                Holding.Offered => thread.Agent is not null && thread.HoldsSlot && thread.Report.Phase == Phase.Open && loop.Due <= thread.OfferUntil,
                _ => thread.Agent is not null && thread.HoldsSlot == (thread.Report.Phase == Phase.Open),
            };
            if (!fits || thread.Report.Phase is Phase.Resolved or Phase.Joined) throw Violation.Wrong($"limbo on the desk, due {loop.Due}: {thread}");
        }

        foreach (var agent in desk.Agents)
        {
            var view = (DeskAgentView)loop.Read(new ReadDeskAgent(agent.Agent), host.Now);
            if (view.Used != used.GetValueOrDefault(agent.Agent))
                throw Violation.Wrong($"{agent.Agent} counts {view.Used} slots in use, and threads hold {used.GetValueOrDefault(agent.Agent)}");
        }
    }

    /// <summary>What waits for a step of its plan is due then at the latest. A desk that just came up may be due at once.</summary>
    private static bool IsTimed(IActorLoop loop, DeskThreadSnapshot thread, bool isHeldBack) =>
        thread.Report.Phase != Phase.Open || (IsDue(loop, thread.Rank.NextStep) && (isHeldBack || thread.IsPressing || IsDue(loop, thread.Rank.PressAt)));

    /// <summary>Nothing is offered of it, so it never presses.</summary>
    private static bool IsHeldBack(DeskSnapshot desk, DeskThreadSnapshot thread) =>
        desk.Standstills is { } stopped
        && (stopped.Queues.Any(paused => paused.Queue == thread.Need.Queue) || stopped.Authors.Any(muted => muted.Author == thread.Report.Customer));

    private static bool IsDue(IActorLoop loop, Instant? at) => at is not { } next || loop.Due <= next;

    private void Thread(IActorLoop loop)
    {
        var view = (ThreadView)loop.Read(new ReadThread(), host.Now);
        var due = view.Phase switch
        {
            Phase.Parked => view.ParkedUntil is { } until && loop.Due == until,
            Phase.AwaitingCustomer when view.Report is not null => loop.Due != Instant.Never,
            _ => loop.Due == Instant.Never,
        };
        if (!due) throw Violation.Wrong($"limbo: {loop.Id} is {view.Phase} until {view.ParkedUntil} and due at {loop.Due}");
        if (view is { Phase: Phase.Open, Report: { } report } && report.Since > host.Now)
            throw Violation.Wrong($"{loop.Id} is open since {report.Since}");
    }

    private void Agent(IActorLoop loop)
    {
        var view = (CaughtUp)loop.Read(new CatchUp(null), host.Now);
        if (view.Connections.Length == 0 && view.Status != AgentStatus.Offline && loop.Due == Instant.Never && view.Sequence > 0)
            throw Violation.Wrong($"limbo: {loop.Id} is gone, {view.Status}, and nothing will end that");
    }
}
