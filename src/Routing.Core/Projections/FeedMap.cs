using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using static Routing.Core.Projections.FeedItem;

namespace Routing.Core.Projections;

/// <summary>Which event is told to other systems, and how. Pure; where two actors note the same fact, the one that decides it speaks.</summary>
public static class FeedMap
{
    /// <returns>Null for what is of no interest outside: bookkeeping between actors.</returns>
    public static FeedItem? Of(ActorId self, Event happened) => happened switch
    {
        DirectoryEvent e => OfDirectory(e),
        CustomerEvent e => OfCustomer(self, e),
        ThreadEvent e => OfThread(self.Key, e),
        DeskEvent e => OfDesk(e),
        AgentEvent e => OfAgent(self.Key, e),
        _ => null,
    };

    private static FeedItem? OfDirectory(DirectoryEvent happened) => happened switch
    {
        MessageReceived e => Item("message.received", null, null, null,
            ("message", e.Message), ("author", e.Author), ("parent", e.Parent), ("own", e.Facts.Own), ("repost", e.Facts.Repost),
            ("deleted", e.Deleted), ("visibility", e.Facts.Visibility), ("createdAt", e.Facts.CreatedAt), ("receivedAt", e.Facts.ReceivedAt)),
        MessageEdited e => Item("message.edited", null, null, null, ("message", e.Message), ("at", e.At)),
        MessageDeleted e => Item("message.deleted", null, null, null, ("message", e.Message), ("at", e.At)),
        SentRegistered e => Item("message.sent", null, null, null, ("message", e.Message), ("parent", e.Parent), ("reply", e.Reply)),
        ChainJoined e => Item("chain.joined", null, null, null, ("from", e.Child), ("into", e.Root)),
        _ => null,
    };

    private static FeedItem? OfCustomer(ActorId self, CustomerEvent happened) => happened switch
    {
        MessageFiled { Opened: true } e => Item("thread.opened", e.Thread, null, null,
            ("customer", self.Key), ("message", e.Message), ("chain", e.Chain)),
        MessageRefiled { Opened: true } e => Item("thread.opened", e.To, null, null, ("customer", self.Key), ("message", e.Message)),
        ValueSet e => Item("customer.valued", null, null, e.By, ("customer", self.Key), ("value", e.Value), ("by", e.By), ("why", e.Why)),
        CustomerErased e => Item("customer.erased", null, null, e.By, ("customer", self.Key), ("by", e.By), ("why", e.Why)),
        _ => null,
    };

    private static FeedItem? OfThread(ThreadId thread, ThreadEvent happened) => happened switch
    {
        MessageAdded e => Item("thread.messageAdded", thread, null, null, ("message", e.Message.Message), ("unanswered", e.Report.Unanswered)),
        MessageTaken e => Item("thread.messageAdded", thread, null, null, ("message", e.Message.Message), ("unanswered", e.Report.Unanswered)),
        MessageMovedOut e => Item("thread.messageMoved", thread, null, null, ("message", e.Message.Message), ("to", e.To)),
        MessageChanged e => Item("thread.messageChanged", thread, null, null, ("message", e.Message)),
        TextRemoved e => Item("thread.messageRemoved", thread, null, null, ("message", e.Message)),
        ThreadEndedJoined e => Item("thread.joined", thread, null, null, ("into", e.Into)),
        Replied e => Item("thread.replied", thread, e.Reply.Agent, e.Reply.Agent,
            ("reply", e.Reply.Id), ("to", e.Reply.To), ("visibility", e.Reply.Visibility)),
        ReplySent e => Item("reply.sent", thread, null, null, ("reply", e.Reply), ("as", e.As)),
        ReplyFailed e => Item("reply.failed", thread, null, null, ("reply", e.Reply), ("reason", e.Reason), ("givenUp", e.GivenUp)),
        ThreadResolved e => Item("thread.resolved", thread, null, e.By, ("by", e.By), ("cutAt", e.CutAt)),
        ThreadParked e => Item("thread.parked", thread, e.Agent, e.By ?? e.Agent, ("until", e.Until), ("by", e.By), ("why", e.Why)),
        ParkEnded e => Item("thread.parkEnded", thread, null, e.By, ("by", e.By), ("why", e.Why)),
        NoteAdded e => Item("thread.noted", thread, null, e.Note.By, ("note", e.Note.Id), ("by", e.Note.By)),
        _ => null,
    };

    private static FeedItem? OfDesk(DeskEvent happened) => happened switch
    {
        ThreadReported e => Item("thread.ranked", e.Thread, null, null,
            ("queue", e.Need.Queue), ("needs", e.Need.Class), ("key", e.Rank.Key), ("deadline", e.Rank.Deadline), ("since", e.Rank.Since),
            ("policy", e.Rank.PolicyVersion)),
        OfferMade e => Item("thread.offered", e.Thread, e.Agent, null,
            ("epoch", e.Epoch), ("until", e.Until), ("key", e.Why.Key), ("policy", e.Why.PolicyVersion), ("byArrival", e.Why.ByArrival),
            ("eligible", e.Why.Eligible), ("runnerUp", e.Why.RunnerUp)),
        OfferAccepted e => Item("thread.assigned", e.Thread, e.Agent, e.Agent, ("epoch", e.Epoch), ("reason", "accepted")),
        OfferEnded e => Item("thread.offerEnded", e.Thread, e.Agent, e.End == OfferEnd.Declined ? e.Agent : null,
            ("epoch", e.Epoch), ("end", e.End), ("reason", e.Reason), ("away", e.Away)),
        ThreadAssigned e => Item("thread.assigned", e.Thread, e.Agent, e.By,
            ("epoch", e.Epoch), ("reason", e.Reason), ("by", e.By), ("from", e.From), ("note", e.Note), ("overCapacity", e.OverCapacity)),
        ThreadReturned e => Item("thread.returned", e.Thread, e.From, e.By,
            ("epoch", e.Epoch), ("reason", e.Reason), ("by", e.By), ("queue", e.Queue), ("note", e.Note), ("preferred", e.Preferred)),
        ThreadsMerged e => Item("thread.merged", e.Into, e.Agent, null,
            ("from", e.From), ("winner", e.Winner), ("holding", e.Holding), ("epoch", e.Epoch), ("freed", e.FreedAgent)),
        RequirementRelaxed e => Item("thread.relaxed", e.Thread, null, null,
            ("queue", e.Need.Queue), ("needs", e.Need.Class), ("steps", e.Rank.Steps), ("at", e.At)),
        MoveApplied e => Item("move.applied", null, e.ToAgent, e.By,
            ("move", e.Move), ("moved", e.Moved.Length), ("conflicts", e.Conflicts.Length), ("queue", e.ToQueue), ("by", e.By), ("why", e.Why)),
        MoveUndone e => Item("move.undone", null, null, e.By, ("move", e.Move), ("restored", e.Restored.Length), ("left", e.Left.Length), ("by", e.By), ("why", e.Why)),
        QueuePaused e => Item("queue.paused", null, null, e.By, ("queue", e.Queue), ("by", e.By), ("why", e.Why)),
        QueueReopened e => Item("queue.reopened", null, null, e.By, ("queue", e.Queue), ("by", e.By), ("why", e.Why)),
        QueueUnstaffed e => Item("queue.unstaffed", null, null, null, ("queue", e.Queue), ("at", e.At)),
        QueueStaffed { IsClosed: true } e => Item("queue.staffed", null, null, null, ("queue", e.Queue), ("at", e.At), ("closed", true)),
        QueueStaffed e => Item("queue.staffed", null, null, null, ("queue", e.Queue), ("at", e.At)),
        AuthorMuted e => Item("author.muted", null, null, e.By, ("customer", e.Author.Value), ("by", e.By), ("why", e.Why)),
        AuthorUnmuted e => Item("author.unmuted", null, null, e.By, ("customer", e.Author.Value), ("by", e.By), ("why", e.Why)),
        AgentSetUntil e => Item("agent.setUntil", null, e.Agent, e.By,
            ("slots", e.Slots), ("skills", SkillsOf(e.Skills)), ("until", e.Until), ("by", e.By), ("why", e.Why)),
        TemporaryEnded e => Item("agent.temporaryEnded", null, e.Agent, e.By, ("slots", e.Slots), ("skills", SkillsOf(e.Skills)), ("by", e.By), ("why", e.Why)),
        PrioritySet e => Item("thread.prioritySet", e.Thread, null, e.By, ("priority", e.Rank.Priority), ("was", e.Was), ("by", e.By), ("why", e.Why)),
        AgentSet e => Item("agent.set", null, e.Agent, e.By, ("slots", e.Slots), ("skills", SkillsOf(e.Skills)), ("by", e.By), ("why", e.Why)),
        AgentRemoved e => Item("agent.removed", null, e.Agent, e.By, ("by", e.By), ("why", e.Why)),
        PolicySet e => Item("policy.set", null, null, e.By, ("version", e.Policy.Version), ("by", e.By), ("why", e.Why)),
        Resumed => Item("desk.resumed", null, null, null),
        _ => null,
    };

    private static string SkillsOf(Policies.SkillLevel[] skills) => string.Join(',', skills.Select(skill => $"{skill.Skill}:{skill.Level}"));

    private static FeedItem? OfAgent(AgentId agent, AgentEvent happened) => happened switch
    {
        Connected e => Item("agent.connected", null, agent, null, ("ready", e.Ready)),
        Disconnected { GraceUntil: { } until } => Item("agent.disconnected", null, agent, null, ("graceUntil", until)),
        ShiftsPlanned e => Item("shift.planned", null, agent, e.By, ("shifts", e.Shifts.Length), ("by", e.By), ("why", e.Why)),
        ShiftEndMoved e => Item("shift.moved", null, agent, e.By, ("shift", e.Shift), ("until", e.Until), ("by", e.By), ("why", e.Why)),
        ShiftBegan e => Item("shift.began", null, agent, null, ("shift", e.Shift), ("until", e.Until)),
        ShiftMissed e => Item("shift.missed", null, agent, null, ("shift", e.Shift)),
        ShiftEnded e => Item("shift.ended", null, agent, e.By, ("shift", e.Shift), ("by", e.By), ("handTo", e.HandTo)),
        ShiftHandedOver e => Item("shift.handedOver", null, agent, null, ("shift", e.Shift)),
        StatusSet e => Item("agent.status", null, agent, e.By, ("status", e.Status), ("by", e.By), ("ready", e.Ready), ("why", e.Why), ("from", e.From)),
        _ => null,
    };
}
