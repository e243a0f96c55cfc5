using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Clients;

/// <summary>What the agent does with a thread that is on the screen.</summary>
internal sealed partial class AgentClient
{
    private readonly HashSet<ThreadId> _planned = new(StringComparer.Ordinal);

    private void Plan(ThreadId thread)
    {
        if (!_planned.Add(thread)) return;

        if (conditions.Moves && !weather.IsFair) Type(thread);

        // With shifts there is to be something left at their ends.
        host.Schedule.After(Dice.Between(300, weather.IsFair ? 2_000 : roster is null ? 20_000 : 150_000), () =>
        {
            _planned.Remove(thread);
            if (IsAtScreen && _work.TryGetValue(thread, out var item) && item.Holding == Holding.Assigned) Handle(thread);
        });
    }

    /// <summary>As long as they have it, in bursts.</summary>
    private void Type(ThreadId thread) => host.Schedule.After(Dice.Between(200, 12_000), () =>
    {
        if (weather.IsFair || !IsAtScreen || !_work.TryGetValue(thread, out var item) || item.Holding != Holding.Assigned) return;
        asker.Ask(Desk, null, _ => new NoteTyping(id, thread), [], _ => { });
        if (Dice.Chance(600)) Type(thread);
    });

    private void Handle(ThreadId thread)
    {
        var choice = weather.IsFair ? 0 : Dice.Below(100);
        if (choice < 60) Answer(thread, conditions.Resolves && (weather.IsFair || Dice.Chance(500)) ? () => Resolve(thread) : null);
        else if (choice < 70 && conditions.Resolves) Resolve(thread);
        else if (choice < 78) Do(Thread(thread), new Park(id, host.Now + Dice.Between(1_000, 90_000)), _ => { });
        else if (choice < 84) Do(Desk, new ReturnToQueue(id, thread, id, Dice.Chance(500) ? NoteId() : null), _ => { });
        else if (choice < 90) Do(Desk, new Transfer(id, thread, AnyAgent(), null, id, NoteId()), _ => { });
        else if (choice < 93) Do(Desk, new Transfer(id, thread, null, Dice.Pick(["general", "billing", "nowhere"]), id, null), _ => { });
        else if (choice < 96) Do(Thread(thread), new AddNote(NoteId(), id), _ => { });
    }

    /// <summary>Reads the thread and answers its newest message, whether it is this agent's or not: the thread must say.</summary>
    private void Answer(ThreadId thread, Action? then) => asker.Read<ThreadView>(Thread(thread), new ReadThread(), view =>
    {
        if (view is not { Messages.Length: > 0, Report: { } report }) return;
        if (weather.IsFair && report.Unanswered == 0 && (view.Phase != Phase.Open || conditions.Resolves))
        {
            if (view.Phase != Phase.Resolved) then?.Invoke();
            return;
        }

        if (weather.IsFair && view.Messages.All(message => message.Deleted))
        {
            Resolve(thread);
            return;
        }

        var reply = $"r-{id}-{++_replies}";
        var to = view.Messages.LastOrDefault(message => message is { Answered: false, Deleted: false })
            ?? view.Messages.LastOrDefault(message => !message.Deleted)
            ?? view.Messages[^1];
        var visibility = weather.IsFair || Dice.Chance(900) ? to.Facts.Visibility : Visibility.Public;
        var text = TextOf(reply);
        var command = new Reply(reply, id, to.Message, visibility, report.Newest, Hashes.Content(text), AllowMorePublic: false);
        auditor.Threads.Replying(command);
        asker.Ask(Thread(thread), Sender, _ => command, [new Body(Body.OfReply(reply), text)], outcome =>
        {
            auditor.Threads.Replied(thread, command, to.Facts.Visibility, outcome);
            if (!outcome.IsRefused) then?.Invoke();
        });
    });

    private void Resolve(ThreadId thread) => host.Schedule.After(Dice.Between(100, 2_000), () =>
        Do(Thread(thread), new Resolve(id, conditions.Reopens), outcome => auditor.Threads.Resolved(thread, id, outcome)));

    private string NoteId() => $"n-{asker.NextId()}";

    private AgentId AnyAgent() => Dice.Pick(screens.Agents.Select(agent => agent.Id).ToList());

    private static ActorId Thread(ThreadId thread) => ActorId.Thread(World.Workspace, thread);
}
