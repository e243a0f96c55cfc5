using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>What each event means for the board.</summary>
public sealed partial class Board
{
    /// <param name="figures">False for events that may be in the seed already: an answer is counted once.</param>
    public void Fold(ActorId actor, Event happened, bool figures = true)
    {
        switch (happened)
        {
            case DeskEvent e: OfDesk(e); break;
            case StatusSet e: Say(actor.Key, e.Status); break;
            case Replied e when figures: Answered(actor.Key, e.Reply.At); break;
            case MessageAdded e when figures && e.Message.Facts.MakesWork: Volume.Received(e.Message.Facts.ReceivedAt); break;
        }
    }

    private void OfDesk(DeskEvent happened)
    {
        switch (happened)
        {
            case ThreadReported e: Reported(e); break;
            case ThreadsMerged e: Merged(e); break;
            case OfferMade e: Hold(e.Thread, Holding.Offered, e.Agent, e.Epoch, true, e.At, e.Until); break;
            case OfferAccepted e: Hold(e.Thread, Holding.Assigned, e.Agent, e.Epoch, true, e.At, null); break;
            case OfferEnded e:
                Hold(e.Thread, Holding.Waiting, null, e.Epoch, false, e.At, null);
                if (e.Away) Say(e.Agent, AgentStatus.Away);
                break;
            case ThreadAssigned e: Hold(e.Thread, Holding.Assigned, e.Agent, e.Epoch, true, e.At, null); break;
            case ThreadReturned e: Returned(e); break;
            case ThreadLeft e: Leave(e.Thread); break;
            case SlotFreed e: Slot(e.Thread, false); break;
            case SlotTaken e: Slot(e.Thread, true); break;
            case AgentSet e:
                var agent = AgentRow(e.Agent);
                (agent.Name, agent.Skills, agent.Slots, agent.Temporary) = (e.Name, e.Skills, e.Slots, null);
                break;
            case AgentSetUntil e when Agent(e.Agent) is not null: Equip(e.Agent, e.Skills, e.Slots, new Temporary(e.Until, e.Usual, e.By, e.Why)); break;
            case TemporaryEnded e when Agent(e.Agent) is not null: Equip(e.Agent, e.Skills, e.Slots, null); break;
            case ShiftEndSet e when Agent(e.Agent) is not null: AgentRow(e.Agent).ShiftUntil = e.Until; break;
            case HandOverBegun e when Agent(e.Agent) is not null: AgentRow(e.Agent).ShiftUntil = null; break;
            case QueuePaused e: Pause(e.Queue, new Standstill(e.By, e.Why, e.At)); break;
            case QueueReopened e: Pause(e.Queue, null); break;
            case QueueUnstaffed e: Unstaff(e.Queue, e.At); break;
            case QueueStaffed e: Unstaff(e.Queue, null); break;
            case AuthorMuted e: Mute(e.Author, muted: true); break;
            case AuthorUnmuted e: Mute(e.Author, muted: false); break;
            case AgentRemoved e:
                _agents.Remove(e.Agent);
                Changes++;
                break;
            case ReadySet e when Agent(e.Agent) is not null:
                var row = AgentRow(e.Agent);
                row.Ready = e.Ready;
                if (e.Gone) row.Status = "offline";
                break;
            case RequirementRelaxed e: Ranked(new(e.Thread, e.Need, e.Rank)); break;
            case PrioritySet e when Thread(e.Thread) is { Need: { } need }: Ranked(new(e.Thread, need, e.Rank)); break;
            case ThreadsReranked e:
                foreach (var ranked in e.Ranked) Ranked(ranked);
                break;
            case PolicySet e:
                foreach (var queue in _queues.Values.Where(queue => e.Policy.Queue(queue.Queue) is null)) queue.UnstaffedSince = null;
                Take(e.Policy);
                foreach (var ranked in e.Ranked) Ranked(ranked);
                foreach (var thread in _threads.Values)
                    if (thread.Chosen is { } chosen && e.Policy.Queue(chosen) is null) thread.Chosen = null;
                break;
        }
    }

    private void Equip(AgentId agent, Policies.SkillLevel[] skills, int slots, Temporary? temporary)
    {
        var row = AgentRow(agent);
        (row.Skills, row.Slots, row.Temporary) = (skills, slots, temporary);
    }

    private void Pause(QueueId queue, Standstill? paused)
    {
        Queue(queue).Paused = paused;
        Changes++;
    }

    private void Unstaff(QueueId queue, Instant? since)
    {
        Queue(queue).UnstaffedSince = since;
        Changes++;
    }

    /// <summary>Looks through all threads: it happens a few times a day.</summary>
    private void Mute(CustomerKey author, bool muted)
    {
        if (muted) _muted.Add(author);
        else _muted.Remove(author);
        foreach (var row in _threads.Values.Where(row => row.Report?.Customer == author).ToList()) Close(Open(row.Thread));
    }

    private void Reported(ThreadReported e)
    {
        var row = Open(e.Thread);
        // Another waiting than the one whose deadline passed: it gets its own count.
        if (row.Rank?.Since != e.Rank.Since) row.Expired = false;
        (row.Queue, row.Report, row.Rank, row.Need) = (e.Need.Queue, e.Report, e.Rank, e.Need);
        Close(row);
    }

    private void Ranked(ThreadRanked e)
    {
        if (!_threads.ContainsKey(e.Thread)) return;
        var row = Open(e.Thread);
        (row.Queue, row.Rank, row.Need) = (e.Need.Queue, e.Rank, e.Need);
        Close(row);
    }

    private void Merged(ThreadsMerged e)
    {
        var slot = Thread(e.Winner)?.HoldsSlot ?? e.Agent is not null;
        var since = Thread(e.Winner)?.HeldSince ?? e.At;
        var until = Thread(e.Winner)?.OfferUntil;
        if (Thread(e.Into) is { } into) into.Chosen = Thread(e.Winner)?.Chosen;
        Leave(e.From);
        Hold(e.Into, e.Holding, e.Agent, e.Epoch, slot, since, e.Holding == Holding.Offered ? until : null);
    }

    private void Returned(ThreadReturned e)
    {
        if (e is { Need: { } need, Rank: { } rank }) Ranked(new(e.Thread, need, rank));
        if (e.Queue is not null && Thread(e.Thread) is { } row) row.Chosen = e.ByPolicy ? null : e.Queue;
        Hold(e.Thread, Holding.Waiting, null, e.Epoch, false, e.At, null);
    }

    private void Hold(ThreadId thread, Holding holding, AgentId? agent, long epoch, bool slot, Instant at, Instant? until)
    {
        if (!_threads.ContainsKey(thread)) return;
        var row = Open(thread);
        (row.Holding, row.Agent, row.Epoch, row.HoldsSlot, row.HeldSince, row.OfferUntil) = (holding, agent, epoch, slot, at, until);
        Close(row);
    }

    private void Slot(ThreadId thread, bool holds)
    {
        if (!_threads.ContainsKey(thread)) return;
        var row = Open(thread);
        row.HoldsSlot = holds;
        Close(row);
    }

    private void Leave(ThreadId thread)
    {
        if (!_threads.ContainsKey(thread)) return;
        Uncount(Thread(thread)!);
        _threads.Remove(thread);
        Changes++;
    }

    private void Answered(ThreadId thread, Instant at)
    {
        if (Thread(thread) is not { } row || !Runs(row)) return;
        var answers = Queue(row.Queue).Answers;
        var waited = Math.Max(0, at - row.Rank!.Since);
        if (row.Expired) answers.AnsweredLate(at, waited);
        else answers.Answered(at, waited, at <= row.Rank.Deadline);
        // Until the desk's next report nothing of this thread is unanswered.
        Open(thread);
        row.Report = row.Report! with { Unanswered = 0 };
        Close(row);
    }
}
