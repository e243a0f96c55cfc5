using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Work that one actor is to do: it waits until the actor is up, and whoever waits for it is told if it cannot be done.</summary>
internal interface IActorWork : IWork
{
    void Fail(Exception error);
}

/// <summary>The common course: find the actor, wait for it, do the work, rebuild the actor if it threw.</summary>
internal abstract class ActorWork(Floor floor, ActorId actor) : IActorWork
{
    protected Floor Floor => floor;

    /// <summary>What would come again if it broke the actor; null for what is given once.</summary>
    protected virtual (ActorId From, long Number)? InputOf(LiveActor live) => null;

    public void Run()
    {
        if (floor.Of(actor) is not { } live)
        {
            Fail(new CellClosedException(actor));
            return;
        }

        if (!live.IsUp)
        {
            live.Await(this);
            return;
        }

        try
        {
            Do(live);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            live.Rebuild(error, InputOf(live));
            Fail(error);
        }
    }

    public abstract void Fail(Exception error);

    protected abstract void Do(LiveActor live);
}

/// <summary>An envelope from one actor of this floor to another.</summary>
internal sealed class DeliveryWork(Floor floor, Envelope envelope) : ActorWork(floor, envelope.To)
{
    /// <summary>Taken counts once stored; in one causal log it may count at once, since the sender's word of it is stored after it.</summary>
    protected override void Do(LiveActor live)
    {
        if (Floor.Shell.Journal.IsCausal) Tell(live.Take(envelope, null, this));
        else live.Take(envelope, taken => Floor.Turns.Add(new CallWork(() => Tell(taken))), this);
    }

    public override void Fail(Exception error) => Floor.Find(envelope.From)?.Stream(envelope.To);

    protected override (ActorId From, long Number)? InputOf(LiveActor live) => (envelope.From, envelope.Number);

    private void Tell(Taken taken) => Floor.Find(envelope.From)?.Delivered(envelope, taken);
}

/// <summary>An envelope from another silo, or one that is sent again.</summary>
internal sealed class ParcelWork(Floor floor, Envelope envelope) : ActorWork(floor, envelope.To)
{
    private readonly TaskCompletionSource<Taken> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Taken> Done => done.Task;

    protected override (ActorId From, long Number)? InputOf(LiveActor live) => (envelope.From, envelope.Number);

    public override void Fail(Exception error) => done.TrySetException(NotDoneException.Of(error));

    protected override void Do(LiveActor live)
    {
        if (Floor.Shell.Journal.IsCausal) done.SetResult(live.Take(envelope, null, this));
        else live.Take(envelope, taken => done.TrySetResult(taken), this);
    }
}

internal sealed class CommandWork(Floor floor, ActorId to, ClientCommand command) : ActorWork(floor, to)
{
    private readonly TaskCompletionSource<Outcome> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Outcome> Done => done.Task;

    public override void Fail(Exception error)
    {
        if (NotDoneException.Of(error) is NotDoneException { Again: false } told) done.TrySetResult(new Outcome(told.Code, told.Message));
        else done.TrySetException(NotDoneException.Of(error));
    }

    protected override void Do(LiveActor live) => live.Do(command, outcome => done.TrySetResult(outcome), this);
}

internal sealed class QuestionWork(Floor floor, ActorId from, Query query) : ActorWork(floor, from)
{
    private readonly TaskCompletionSource<View> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<View> Done => done.Task;

    public override void Fail(Exception error) => done.TrySetException(NotDoneException.Of(error));

    protected override void Do(LiveActor live) => live.Read(query, view => done.TrySetResult(view), this);
}

internal sealed class WakeWork(Floor floor, ActorId actor) : ActorWork(floor, actor)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => done.Task;

    protected override (ActorId From, long Number)? InputOf(LiveActor live) => live.OwnWake;

    public override void Fail(Exception error) => done.TrySetException(NotDoneException.Of(error));

    protected override void Do(LiveActor live)
    {
        live.Wake();
        done.SetResult();
    }
}

/// <summary>Anything that must not run beside a turn. It must not throw.</summary>
internal sealed class CallWork(Action call) : IWork
{
    public void Run() => call();
}
