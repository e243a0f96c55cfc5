using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

/// <summary>What a supervisor may do to a desk, drawn, each with what takes it back and how one sees that it is taken back.</summary>
internal sealed class RandomActions(LiveDesk desk, Random dice)
{
    private const string Sue = "sue";
    private int _moves;

    private DeskState State => desk.State;

    /// <summary>Does something.</summary>
    /// <returns>Its undo; null: nothing happened that could be taken back.</returns>
    public Undo? Do() => dice.Next(5) switch
    {
        0 => Pause(Pick(State.Policy.Queues.Select(queue => queue.Id))),
        1 => Mute(),
        2 => SetUntil(Pick(State.Agents.Keys)),
        3 => Prioritise(Pick(State.Threads.Keys)),
        _ => Move(),
    };

    private Undo? Pause(QueueId? queue)
    {
        if (queue is null) return null;
        var was = State.Paused.ContainsKey(queue);
        return Done(was ? new ReopenQueue(queue, Sue, null) : new PauseQueue(queue, Sue, "drill"))
            ? new Undo(
                was ? new PauseQueue(queue, Sue, "a mistake") : new ReopenQueue(queue, Sue, "a mistake"), () => State.Paused.ContainsKey(queue) == was,
                () => State.Policy.Queue(queue) is null && !State.Paused.ContainsKey(queue) ? Refusal.NoSuchQueue : Refusal.None)
            : null;
    }

    private Undo? Mute()
    {
        if (Pick(State.Threads.Keys) is not { } thread) return null;
        var author = State.Threads[thread].Report.Customer;
        var was = State.Muted.ContainsKey(author);
        return Done(was ? new UnmuteAuthor(author, Sue, null) : new MuteAuthor(author, Sue, "drill"))
            ? new Undo(was ? new MuteAuthor(author, Sue, null) : new UnmuteAuthor(author, Sue, null), () => State.Muted.ContainsKey(author) == was)
            : null;
    }

    private Undo? SetUntil(AgentId? agent)
    {
        if (agent is null) return null;
        var before = State.Agents[agent].Temporary;
        SkillLevel[] skills = [.. State.Agents[agent].Skills.OrderBy(skill => skill.Key, StringComparer.Ordinal).Select(skill => new SkillLevel(skill.Key, skill.Value))];
        var slots = State.Agents[agent].Slots;
        SkillLevel[]? other = dice.Next(2) == 0 ? [new SkillLevel("tech", 1 + dice.Next(3))] : null;
        if (!Done(new SetAgentUntil(agent, other, 1 + dice.Next(4), desk.Now + (60_000L * (1 + dice.Next(9))), Sue, "drill"))) return null;
        return new Undo(
            before is null ? new EndTemporary(agent, Sue, null) : new SetAgentUntil(agent, skills, slots, before.Until, Sue, null),
            () => State.Agents[agent].Temporary?.Until == before?.Until,
            () => State.Agents[agent].Removed ? Refusal.NoSuchAgent : before?.Until <= desk.Now ? Refusal.UntilNotInFuture : Refusal.None);
    }

    private Undo? Prioritise(ThreadId? thread)
    {
        if (thread is null) return null;
        var was = State.Threads[thread].Rank.Priority;
        return Done(new SetPriority(thread, (Priority)dice.Next(-1, 2), Sue, "drill"))
            ? new Undo(
                new SetPriority(thread, was, Sue, "a mistake"), () => State.Threads[thread].Rank.Priority == was,
                () => State.Threads.ContainsKey(thread) ? Refusal.None : Refusal.NoSuchThread)
            : null;
    }

    private Undo? Move()
    {
        var (move, threads) = ($"m{_moves++}", State.Threads.Keys.Order(StringComparer.Ordinal).Where(_ => dice.Next(2) == 0).ToArray());
        var (agent, queue) = dice.Next(2) == 0 ? (Pick(State.Agents.Keys), (string?)null) : (null, Pick(State.Policy.Queues.Select(known => known.Id)));
        var preview = desk.Read<MovePreview>(new PreviewMove(threads, agent, queue));
        if (preview.Refusal != Refusal.None) return null;
        desk.Do(new KeepPlan(move, [.. preview.Items.Select(item => new MoveItem(item.Thread, item.Epoch))], agent, queue, desk.Now + Limits.PlanMs, Sue));
        return Done(new MakeMove(move, Sue, null)) ? new Undo(new UndoMove(move, Sue, null), () => State.Moves.Find(made => made.Applied.Move == move)!.Undone is not null) : null;
    }

    private bool Done(DeskCommand command) => desk.Do(command).Length > 0;

    private T? Pick<T>(IEnumerable<T> from)
        where T : class => from.Order().ToArray() is { Length: > 0 } all ? all[dice.Next(all.Length)] : null;
}

/// <param name="IsAsBefore">What was done is taken back.</param>
/// <param name="Refuses">Why that cannot be, now; null: it always can.</param>
internal sealed record Undo(DeskCommand Command, Func<bool> IsAsBefore, Func<Refusal>? Refuses = null);
