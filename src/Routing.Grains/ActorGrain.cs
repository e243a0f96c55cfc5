using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>One generic grain around the one loop: brings an actor up from the store, carries out its turns, sends until taken.</summary>
public abstract partial class ActorGrain<TState, TCommand, TEvent, TDecider>(ActorShell shell) : Grain, IActorGrain
    where TDecider : IDecider<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
{
    private readonly HashSet<ActorId> sending = [];
    private IActorLoop loop = null!;
    private Task lastStored = Task.CompletedTask;
    private Instant dueNoted = Instant.Never;
    private bool markedUnsent;
    private bool left;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans calls this under the activation's own lock. The store may answer at once, and two actors that sent to each other from
        // in here would wait for each other's lock for ever.
        await Task.Yield();
        var id = ActorId.Parse(this.GetPrimaryKeyString());
        var stored = await shell.Journal.Read(id, cancellationToken);
        loop = new ActorLoop<TState, TCommand, TEvent, TDecider>(id, stored);
        markedUnsent = loop.HasUnsent;
        NoteDue(loop.Due);
        if (markedUnsent) _ = SendOnceUp();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (loop is null) return;
        left = true;
        if (SnapshotRule.IsDue(loop, leaving: true)) Snapshot();
        await lastStored.WaitAsync(cancellationToken);
    }

    public ValueTask<Taken> Deliver(Parcel parcel)
    {
        var taken = loop.Take(parcel.Envelope, shell.Now, out var turn);
        if (turn is null) return ValueTask.FromResult(taken);
        var stored = Carry(turn);
        return shell.Journal.IsCausal ? ValueTask.FromResult(taken) : AfterStored(stored, taken);
    }

    public async ValueTask<Given> Do(Ask ask)
    {
        var turn = loop.Do(ask.Command, shell.Now);
        await Carry(turn);
        return new Given(turn.Outcome!.Code, turn.Outcome.Value);
    }

    public async ValueTask<Handed> Read(Handed query)
    {
        var view = loop.Read(query.As<Query>(), shell.Now);
        await lastStored;
        return new Handed(view);
    }

    public ValueTask Wake()
    {
        dueNoted = Instant.Never;
        if (loop.Wake(shell.Now) is { } turn) _ = Carry(turn);
        else NoteDue(loop.Due);
        SendUnsent();
        Settle();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<Taken> AfterStored(Task stored, Taken taken)
    {
        await stored;
        return taken;
    }

    /// <summary>Appends the turn and lets go what may go; the task ends once it is stored.</summary>
    private Task Carry(Turn turn)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Journal.Append(turn, () =>
        {
            foreach (var (agent, push) in turn.Pushes) shell.Release.Push(turn.Actor.Workspace, agent, push);
            foreach (var (origin, outcome) in turn.Answers) shell.Release.Answer(origin, outcome);
            done.SetResult();
        });
        lastStored = done.Task;
        markedUnsent |= turn.Unsent;
        NoteDue(turn.Due);
        if (turn.Envelopes.Count > 0)
        {
            if (shell.Journal.IsCausal) Send(turn.Envelopes);
            else _ = SendOnce(turn.Envelopes, lastStored);
        }

        if (SnapshotRule.IsDue(loop, leaving: false)) Snapshot();
        return lastStored;
    }

    /// <summary>Orleans activates a grain under the activation's own lock, and to send takes the receiver's: two actors that came up and
    /// sent to each other at once would stand still for ever. So the first sending waits until the activation is done.</summary>
    private async Task SendOnceUp()
    {
        await Task.Yield();
        SendUnsent();
    }

    private async Task SendOnce(IReadOnlyList<Envelope> envelopes, Task stored)
    {
        await stored;
        Send(envelopes);
    }

    private void NoteDue(Instant due)
    {
        if (due >= dueNoted) return;
        dueNoted = due;
        shell.Due.Note(loop.Id, due, shell.Now);
    }

    private void Snapshot() => shell.Journal.Snapshot(loop.Id, loop.Version, loop.Snapshot(), loop.Due, loop.HasUnsent);
}
