using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;

namespace Routing.Core;

/// <summary>The architecture at a glance: which event sends which command to whom, who is pushed what, who gets an answer, which
/// texts are erased. Total, pure; deciders never name another actor.</summary>
public static class Flow
{
    public static void Of(ActorId self, Event happened, Emitted to)
    {
        switch (happened)
        {
            case DirectoryEvent e: OfDirectory(self, e, to); break;
            case CustomerEvent e: OfCustomer(self, e, to); break;
            case ThreadEvent e: OfThread(self, e, to); break;
            case DeskEvent e: OfDesk(self, e, to); break;
            case AgentEvent e: OfAgent(self, e, to); break;
        }
    }

    private static void OfDirectory(ActorId self, DirectoryEvent happened, Emitted to)
    {
        var workspace = self.Workspace;
        switch (happened)
        {
            // A root is filed at once; a message with a parent first asks for its root.
            case MessageReceived { Deleted: true } e: to.Answer(e.Origin, Outcome.Done); Climb(e.Parent, e); break;
            case MessageReceived { Parent: null } e: File(e.Message, e.Message, new HeldMessage(e.Author, e.Facts, e.Origin)); break;
            case MessageReceived e: Climb(e.Parent, e); break;

            case MessageEdited { Author: { } author } e:
                to.Send(ActorId.Customer(workspace, author), new PassEdit(e.Message, e.Reading, e.At));
                break;
            case MessageDeleted e:
                to.Erase(Body.OfMessage(e.Message));
                if (e.Author is { } deletedAuthor) to.Send(ActorId.Customer(workspace, deletedAuthor), new PassDelete(e.Message, e.At));
                break;

            case SentRegistered { EchoCameFirst: true } e: to.Answer(e.Origin, Outcome.Done); break;
            case SentRegistered e:
                to.Answer(e.Origin, Outcome.Done);
                to.Send(ActorId.Directory(workspace, e.Parent), new Adopt(e.Parent, e.Message, e.Participants, 0, e.Reply));
                break;

            case ChildTaken e:
                to.Send(ActorId.Directory(workspace, e.Child), new Adopted(e.Child, e.Root, e.EchoOf));
                break;
            case AdoptPassedOn e:
                to.Send(ActorId.Directory(workspace, e.Next), new Adopt(e.Next, e.Child, e.Participants, 0, e.EchoOf, e.Circle));
                break;
            case ChainJoined e:
                foreach (var customer in e.Told) to.Send(ActorId.Customer(workspace, customer), new MoveChain(e.Child, e.Root));
                if (e.Filed is { } held) File(e.Child, e.Root, e.EchoOf is null ? held : held with { Facts = held.Facts with { Own = true } });
                break;
            case CycleRefused { Filed: { } waiting } e: File(e.Child, e.Child, waiting); break;
        }

        void Climb(MessageKey? parent, MessageReceived e)
        {
            if (parent is { } target)
                to.Send(ActorId.Directory(workspace, target), new Adopt(target, e.Message, e.Participants, e.Facts.TextHash));
        }

        void File(MessageKey message, MessageKey chain, HeldMessage held)
        {
            if (held.Facts.MakesWork) to.Send(ActorId.Customer(workspace, held.Author), new FileMessage(message, chain, held.Facts, held.Origin));
            else to.Answer(held.Origin, Outcome.Done);
        }
    }

    private static void OfCustomer(ActorId self, CustomerEvent happened, Emitted to)
    {
        switch (happened)
        {
            case MessageFiled e:
                to.Send(Thread(e.Thread), new AddMessage(e.Message, e.Chain, e.Facts, e.Card, e.Origin));
                break;
            case MessageRefiled e: to.Send(Thread(e.From), new MoveMessage(e.Message, e.To, e.Card)); break;
            case ThreadsJoined e: to.Send(Thread(e.From), new JoinInto(e.Into, e.Card)); break;
            case EditPassed e: to.Send(Thread(e.Thread), new ChangeMessage(e.Message, e.Reading, e.At)); break;
            case DeletePassed e: to.Send(Thread(e.Thread), new RemoveText(e.Message, e.At)); break;
            case ValueSet e:
                foreach (var thread in e.Threads) to.Send(Thread(thread), new CustomerChanged(e.Card));
                break;
            case CustomerErased e:
                to.Erase(Body.OfCustomer(new CustomerKey(self.Key)));
                foreach (var message in e.Messages) to.Erase(Body.OfMessage(message));
                foreach (var thread in e.Threads) to.Send(Thread(thread), new EraseThread());
                break;
        }

        ActorId Thread(ThreadId thread) => ActorId.Thread(self.Workspace, thread);
    }

    private static void OfThread(ActorId self, ThreadEvent happened, Emitted to)
    {
        var desk = ActorId.Desk(self.Workspace);
        switch (happened)
        {
            case MessageAdded e:
                Report(e.Report);
                News(ThreadNews.MessageAdded, e.Message.Message.Value);
                to.Answer(e.Origin, Outcome.With(self.Key));
                break;
            case MessageTaken e: Report(e.Report); News(ThreadNews.MessageAdded, e.Message.Message.Value); break;
            case MessageMovedOut e:
                to.Send(ActorId.Thread(self.Workspace, e.To), new TakeMessage(e.Message, e.Card));
                Report(e.Report);
                News(ThreadNews.MessageRemoved, e.Message.Message.Value);
                break;
            case ThreadEndedJoined e:
                to.Send(ActorId.Thread(self.Workspace, e.Into), new Absorb(self.Key, e.Messages, e.Replies, e.Notes, e.Card));
                to.Send(desk, new JoinThreads(self.Key, e.Into));
                News(ThreadNews.Joined, e.Into);
                break;
            case ThreadAbsorbed e: Report(e.Report); News(ThreadNews.MessageAdded, null); break;
            case MessageChanged e: Report(e.Report); News(ThreadNews.MessageChanged, e.Message.Value); break;
            case TextRemoved e: Report(e.Report); News(ThreadNews.MessageRemoved, e.Message.Value); break;
            case CustomerNoted e: Report(e.Report); News(ThreadNews.CustomerChanged, null); break;
            case ThreadErased e:
                foreach (var message in e.Messages) to.Erase(Body.OfMessage(message));
                foreach (var reply in e.Replies) to.Erase(Body.OfReply(reply));
                foreach (var note in e.Notes) to.Erase(Body.OfNote(note));
                News(ThreadNews.CustomerChanged, null);
                break;
            case Replied e:
                to.Send(ActorId.Directory(self.Workspace, e.Reply.To), new ExpectEcho(e.Reply.To, e.Reply.Id, e.TextHash, e.Reply.At + Limits.EchoMs));
                Report(e.Report);
                News(ThreadNews.PhaseChanged, e.Reply.Id);
                break;
            case ReplySent e:
                to.Send(ActorId.Directory(self.Workspace, e.As), new RegisterSent(e.As, e.Answers, e.Reply, e.TextHash, e.At, e.Origin));
                News(ThreadNews.ReplySent, e.Reply);
                break;
            case ReplyFailed e: Report(e.Report); News(ThreadNews.ReplyFailed, e.Reply); break;
            case ThreadResolved e:
                Report(e.Report);
                if (e.CutAt is { } cut) to.Send(ActorId.Customer(self.Workspace, e.Report.Customer), new RecordCut(self.Key, cut));
                break;
            case ThreadParked e: Report(e.Report); News(ThreadNews.PhaseChanged, null); break;
            case ReportRepeated e: Report(e.Report); break;
            case ParkEnded e: Report(e.Report); News(ThreadNews.PhaseChanged, null); break;
            case NoteAdded e: News(ThreadNews.NoteAdded, e.Note.Id); break;
            case InstructionPassedOn e: to.Send(ActorId.Thread(self.Workspace, e.Into), e.Instruction); break;
        }

        void Report(Report report) => to.Send(desk, new ReportThread(self.Key, report));

        // The holder is told by the thread itself: what it pushes is what it holds.
        void News(ThreadNews news, string? reference)
        {
            if (happened.Holder is { } agent) to.Send(ActorId.Agent(self.Workspace, agent), new TellNews(self.Key, news, reference));
        }
    }

    private static void OfDesk(ActorId self, DeskEvent happened, Emitted to)
    {
        switch (happened)
        {
            case OfferMade e:
                Place(e.Thread, Holding.Offered, e.Agent, e.Epoch, "offered", null, null);
                Tell(e.Agent, new TellOffer(e.Thread, e.Epoch, e.Until));
                break;
            case OfferAccepted e:
                Place(e.Thread, Holding.Assigned, e.Agent, e.Epoch, "accepted", e.Agent, null);
                Tell(e.Agent, new TellAssigned(e.Thread, e.Epoch, "accepted", e.Agent));
                break;
            case OfferEnded e:
                Place(e.Thread, Holding.Waiting, null, e.Epoch, e.End.ToString(), e.End == OfferEnd.Declined ? e.Agent : null, null);
                Tell(e.Agent, new TellOfferEnded(e.Thread, e.Epoch, e.End, e.Reason, e.Away));
                break;
            case ThreadAssigned e:
                if (e.From is { } before && before != e.Agent)
                    Tell(before, new TellFreed(e.Thread, e.Epoch, e.Reason, e.By, e.Reason == HandOver.Reason ? e.Agent : null));
                Place(e.Thread, Holding.Assigned, e.Agent, e.Epoch, e.Reason, e.By, e.Note);
                Tell(e.Agent, new TellAssigned(e.Thread, e.Epoch, e.Reason, e.By));
                break;
            case ThreadReturned e:
                if (e.From is { } from) Tell(from, new TellFreed(e.Thread, e.Epoch, e.Reason, e.By));
                Place(e.Thread, Holding.Waiting, null, e.Epoch, e.Reason, e.By, e.Note);
                break;
            case HandOverDone e: Tell(e.Agent, new TellHandedOver(e.Shift)); break;
            case AgentDrained e: Tell(e.Agent, new TellDrained(e.PresenceVersion)); break;
            case ThreadLeft { Agent: { } agent } e:
                Tell(agent, new TellFreed(e.Thread, 0, "resolved", null));
                if (e.Epoch > 0) Place(e.Thread, Holding.Waiting, null, e.Epoch, "resolved", null, null);
                break;
            case ThreadsMerged e:
                if (e.FreedAgent is { } freed) Tell(freed, new TellFreed(e.Winner == e.Into ? e.From : e.Into, e.Epoch, "joined", null));
                if (e.Agent is { } holder && e.Winner == e.From)
                {
                    Tell(holder, new TellFreed(e.From, e.Epoch, "joined", null));
                    if (e.Holding == Holding.Assigned) Tell(holder, new TellAssigned(e.Into, e.Epoch, "joined", null));
                }

                Place(e.Into, e.Holding, e.Agent, e.Epoch, "joined", null, null);
                break;
        }

        void Place(ThreadId thread, Holding holding, AgentId? agent, long epoch, string reason, string? by, string? note) =>
            to.Send(ActorId.Thread(self.Workspace, thread), new Place(holding, agent, epoch, reason, by, note));

        void Tell(AgentId agent, AgentCommand command) => to.Send(ActorId.Agent(self.Workspace, agent), command);
    }

    private static void OfAgent(ActorId self, AgentEvent happened, Emitted to)
    {
        var desk = ActorId.Desk(self.Workspace);
        switch (happened)
        {
            case Connected e: to.Send(desk, new SetReady(self.Key, e.PresenceVersion, e.Ready, e.Gone, e.Drains)); break;
            case Disconnected e: to.Send(desk, new SetReady(self.Key, e.PresenceVersion, e.Ready, e.Gone, e.Drains)); break;
            case StatusSet e:
                to.Send(desk, new SetReady(
                    self.Key, e.PresenceVersion, e.Ready, Gone: e.Status == AgentStatus.Offline, Drains: e.Status == AgentStatus.Draining));
                to.Push(self.Key, e.Push);
                break;
            case Pushed e: to.Push(self.Key, e.Push); break;

            // The desk is told of the shift that runs; one that is moved before it begins is told when it begins.
            case ShiftBegan e:
                to.Send(desk, new SetShiftEnd(self.Key, e.Shift, e.Until));
                to.Push(self.Key, e.Push);
                break;
            case ShiftEndMoved e:
                if (e.Runs) to.Send(desk, new SetShiftEnd(self.Key, e.Shift, e.Until));
                to.Push(self.Key, e.Push);
                break;
            case ShiftsPlanned { Moved: { } moved }: to.Send(desk, new SetShiftEnd(self.Key, moved.Id, moved.Until)); break;
            case ShiftEnding e: to.Push(self.Key, e.Push); break;
            case HandOverWritten e: to.Send(ActorId.Thread(self.Workspace, e.Thread), new AddNote(e.Note, e.Agent)); break;
            case ShiftEnded e:
                to.Send(desk, new EndShift(self.Key, e.Shift, e.HandTo, e.Notes));
                to.Push(self.Key, e.Push);
                break;
            case ShiftHandedOver e: to.Push(self.Key, e.Push); break;
        }
    }
}
