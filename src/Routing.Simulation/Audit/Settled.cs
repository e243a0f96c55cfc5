using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Hosting;
using Routing.Simulation.Clients;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Audit;

/// <summary>What must come about once faults are over: nothing on its way, nobody waits who could be served, copies agree.</summary>
internal sealed class Settled(Conditions conditions, Host host, Asker asker, Screens screens, Auditor auditor)
{
    /// <summary>What is still to happen; null if everything is done.</summary>
    public string? Missing()
    {
        if (asker.Open.Count > 0) return $"{asker.Open.Count} questions are open, the oldest to {asker.Open.First()}";
        foreach (var id in host.Stored)
        {
            if (host.Owes(id)) return $"{id} has something to send to {string.Join(", ", Loop(id).UnsentTo)}, or was due at {Loop(id).Due}";
        }

        if (auditor.Shifts.Unfinished is { } unfinished) return unfinished;
        var desk = ((DeskCopy)Loop(ActorId.Desk(World.Workspace)).Read(new CopyDesk(), host.Now)).Snapshot;
        return Matched(desk) ?? Threads(desk) ?? Screens(desk);
    }

    /// <summary>The books against the desk itself, once nothing is on its way.</summary>
    public void Exact()
    {
        auditor.Desk.EverythingIsAnswered();
        var desk = ((DeskCopy)Loop(ActorId.Desk(World.Workspace)).Read(new CopyDesk(), host.Now)).Snapshot;
        var books = auditor.Desk.Threads;
        if (books.Count != desk.Threads.Length) throw Violation.Wrong($"the desk has {desk.Threads.Length} threads, by its events {books.Count}");
        foreach (var thread in desk.Threads)
        {
            var book = books.GetValueOrDefault(thread.Thread) ?? throw Violation.Wrong($"{thread.Thread} is on the desk without an event");
            if (book.Agent != thread.Agent || book.Holding != thread.Holding || book.HoldsSlot != thread.HoldsSlot)
                throw Violation.Wrong($"by its events {thread.Thread} is {book.Holding} {book.Agent} slot {book.HoldsSlot}; the desk says {thread}");
        }

        foreach (var id in host.Stored)
        {
            if (host.Placed(id)?.Find(id) is { } activation && host.Replayed(activation) is { } rebuilt)
                StepChecks.Same(activation.Loop, rebuilt);
        }

        foreach (var client in screens.Agents)
            auditor.Attendance.Same(client.Id, ((ShiftsView)Loop(ActorId.Agent(World.Workspace, client.Id)).Read(new ReadShifts(), host.Now)).Shifts);
        Messages();
    }

    private IActorLoop Loop(ActorId id) => host.Look(id);

    private string? Matched(DeskSnapshot desk)
    {
        foreach (var thread in desk.Threads.Where(thread => thread.Holding == Holding.Offered))
            return $"{thread.Thread} is still offered to {thread.Agent}";
        foreach (var thread in desk.Threads.Where(thread => thread is { Holding: Holding.Waiting, Report.Phase: Phase.Open }))
        {
            var able = desk.Agents.Where(agent => agent is { Removed: false, Ready: true, HandOver: null, Shift: null or { Drains: false } } && Covers(agent, thread.Need)).ToList();
            if (able.Find(agent => Busy(desk, agent) + desk.Policy.DearestCost() <= 100 * agent.Slots && agent.CoolUntil <= host.Now && MayHave(thread, agent.Agent)) is { } free)
                return $"{thread.Thread} waits though {free.Agent} is free";
            if (conditions.FinishesAll && able.Count > 0) return $"{thread.Thread} waits for {able[0].Agent}";
        }

        if (!conditions.FinishesAll) return null;
        foreach (var thread in desk.Threads.Where(thread => thread.Holding == Holding.Assigned && thread.Report.Phase is Phase.Open or Phase.Parked))
            return $"{thread.Thread} is {thread.Report.Phase} before {thread.Agent}";
        return null;
    }

    private static bool Covers(DeskAgentSnapshot agent, Need need) => Has(agent, need.Skills) || (need.Also ?? []).Any(way => Has(agent, way));

    private static bool Has(DeskAgentSnapshot agent, SkillLevel[] skills) =>
        skills.All(required => agent.Skills.Any(skill => skill.Skill == required.Skill && skill.Level >= required.Level));

    private int Busy(DeskSnapshot desk, DeskAgentSnapshot agent) =>
        desk.Threads.Where(thread => thread.Agent == agent.Agent).Sum(thread => auditor.Desk.Cost(thread.Thread, thread.Report.Phase))
        + (agent.WrapUps ?? []).Where(wrapUp => wrapUp.Until > host.Now).Sum(wrapUp => wrapUp.Percent);

    private bool MayHave(DeskThreadSnapshot thread, AgentId agent) =>
        (thread.Preferred is null || thread.Preferred == agent || thread.PreferredUntil <= host.Now)
        && !thread.Passed.Any(passed => passed.Agent == agent && passed.Until > host.Now);

    private string? Threads(DeskSnapshot desk)
    {
        var byId = desk.Threads.ToDictionary(thread => thread.Thread, StringComparer.Ordinal);
        foreach (var id in host.Stored.Where(id => id.Kind == ActorKind.Thread))
        {
            var view = (ThreadView)Loop(id).Read(new ReadThread(), host.Now);
            if (view.Report is null || view.Phase is Phase.Resolved or Phase.Joined)
            {
                if (byId.ContainsKey(id.Key)) return $"{id.Key} is {view.Phase} and still on the desk";
                continue;
            }

            if (view is { Phase: Phase.AwaitingCustomer or Phase.Parked, Agent: null }) return $"limbo: {id.Key} is {view.Phase} with nobody";
            if (!byId.TryGetValue(id.Key, out var thread)) return $"{id.Key} is {view.Phase} and not on the desk";
            if (thread.Report.Version != view.Report.Version)
                return $"the desk knows report {thread.Report.Version} of {id.Key}, which is at {view.Report.Version}";
            var oldest = view.Messages.Where(message => message is { Answered: false, Deleted: false, Facts.MakesWork: true }).Select(message => message.Facts.ReceivedAt).Order().ToList();
            if (oldest.Count > 0 && thread.Rank.Since != oldest[0]) return $"the customer of {id.Key} waits since {oldest[0]}; the desk counts from {thread.Rank.Since}";
            if (view.Holding != thread.Holding || view.Agent != thread.Agent)
                return $"{id.Key} believes to be {view.Holding} {view.Agent}; the desk says {thread.Holding} {thread.Agent}";
        }

        return null;
    }

    private string? Screens(DeskSnapshot desk)
    {
        foreach (var client in screens.Agents)
        {
            var view = (CaughtUp)Loop(ActorId.Agent(World.Workspace, client.Id)).Read(new CatchUp(null), host.Now);
            var presence = (PresenceView)Loop(ActorId.Agent(World.Workspace, client.Id)).Read(new ReadPresence(), host.Now);
            var stale = presence.Connections.Select(connection => connection.Id).Except(screens.Connected(client.Id)).ToList();
            if (stale.Count > 0) return $"{client.Id} counts as connected by {string.Join(", ", stale)}, which is gone";
            var held = Sorted(desk.Threads.Where(thread => thread.Agent == client.Id).Select(thread => (thread.Thread, thread.Holding)));
            var known = Sorted(view.Work.Select(item => (item.Thread, item.Holding)));
            if (!held.SequenceEqual(known)) return $"{client.Id} is told to hold {string.Join(", ", known)}; the desk says {string.Join(", ", held)}";
            foreach (var tab in screens.Of(client.Id))
            {
                if (tab.Seen != view.Sequence) return $"{tab.Id} has seen {tab.Seen} of {view.Sequence}";
            }

            var shown = Sorted(client.Work.Select(item => (item.Thread, item.Holding)));
            if (!held.SequenceEqual(shown)) return $"{client.Id} sees {string.Join(", ", shown)}; the desk says {string.Join(", ", held)}";
        }

        return null;
    }

    private static List<(ThreadId Thread, Holding Holding)> Sorted(IEnumerable<(ThreadId Thread, Holding Holding)> items) =>
        [.. items.OrderBy(item => item.Thread, StringComparer.Ordinal)];

    /// <summary>Every acknowledged message is in exactly one thread, with those it belongs with and no others.</summary>
    private void Messages()
    {
        var home = new Dictionary<MessageKey, ThreadId>();
        foreach (var id in host.Stored.Where(id => id.Kind == ActorKind.Thread))
        {
            var view = (ThreadView)Loop(id).Read(new ReadThread(), host.Now);
            foreach (var message in view.Messages)
            {
                if (!home.TryAdd(message.Message, id.Key)) throw Violation.Wrong($"{message.Message} is in {home[message.Message]} and in {id.Key}");
            }
        }

        foreach (var post in auditor.Threads.Posts.Where(post => post is { IsAcknowledged: true, MakesWork: true, MayBeEcho: false }))
        {
            if (!home.ContainsKey(post.Key) && !post.IsDeleted) throw Violation.Wrong($"{post.Key} was acknowledged and is in no thread");
            if (!auditor.Bodies.ContainsKey(Body.OfMessage(post.Key)) && !post.IsDeleted && !post.IsEdited)
                throw Violation.Wrong($"the text of {post.Key} is lost");
        }

        var seen = new Dictionary<ThreadId, MessageKey>(StringComparer.Ordinal);
        foreach (var (customer, messages) in auditor.Threads.Partition.Groups())
        {
            var threads = messages.Select(message => home.GetValueOrDefault(message)).Distinct().ToList();
            if (threads is not [{ } thread])
            {
                var places = string.Join(", ", threads.Select(name => name ?? "none"));
                throw Violation.Wrong($"{string.Join(", ", messages)} of {customer} belong together and are in {places}");
            }

            if (!seen.TryAdd(thread, messages[0]))
                throw Violation.Wrong($"{messages[0]} and {seen[thread]} do not belong together and are both in {thread}");
        }

        foreach (var message in home.Keys.Where(message => !auditor.Threads.IsFiled(message)))
            throw Violation.Wrong($"{message} is in {home[message]} and was never filed");
    }
}
