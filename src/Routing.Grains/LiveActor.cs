using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>One actor in memory: the one loop, and the carrying out of its turns. Belongs to the work on the floor.</summary>
internal sealed partial class LiveActor(ActorId id, Floor floor)
{
    /// <summary>Bytes of a snapshot beyond which what was read leaves several times its size behind: given back at once, since the next full
    /// collection of a quiet server may be hours away.</summary>
    private const long LargeBytes = 4L << 20;

    private readonly ActorShell shell = floor.Shell;
    private IActorLoop? loop;
    private Queue<IActorWork>? waiting;
    private Instant dueNoted = Instant.Never;
    private long appended;
    private long stored;
    private bool markedUnsent;
    private Broken? broken;
    private Exception? halted;

    public ActorId Id => id;

    public bool IsUp => loop is not null;

    public bool HasLeft { get; private set; }

    /// <summary>Names its wake-up among what came to it.</summary>
    public (ActorId From, long Number) OwnWake => (id, 0);

    /// <summary>When it last had something to do, in milliseconds since 1970.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Nothing of it is on its way, neither to the store nor to another actor.</summary>
    public bool IsAtRest => loop is { HasUnsent: false } && sending is not { Count: > 0 } && appended == Volatile.Read(ref stored);

    public bool HasOpenWork => loop is { HasOpenWork: true };

    private IActorLoop Loop => loop ?? throw new InvalidOperationException($"{id} is not up");

    /// <summary>Reads the actor from the store, unless the store surely knows nothing of it.</summary>
    public void BringUp()
    {
        if (shell.Journal.MayHave(id)) _ = Task.Run(Load);
        else Up(ActorLoops.BringUp(id, StoredActor.Empty));
    }

    /// <summary>Keeps work until the actor is up; of an actor that cannot be brought up, since what is stored of it is damaged, none is done.</summary>
    public void Await(IActorWork work)
    {
        if (halted is not null) work.Fail(halted);
        else (waiting ??= new()).Enqueue(work);
    }

    /// <param name="by">Is told if what it brought was not stored, or nobody knows.</param>
    public Taken Take(Envelope envelope, Action<Taken>? storedThen, IActorWork by)
    {
        Used();
        var taken = broken is { IsTwice: true } broke && broke.By == (envelope.From, envelope.Number)
            ? Loop.PutAway(envelope, broke.Error, shell.Now, out var turn)
            : Loop.Take(envelope, shell.Now, out turn);
        if (turn is not null) Carry(turn, storedThen is null ? null : () => storedThen(taken), by);
        else if (storedThen is not null) OnceStored(() => storedThen(taken), by, Loop.Version);
        return taken;
    }

    public void Do(ClientCommand command, Action<Outcome> answer, IActorWork by)
    {
        Used();
        var turn = Loop.Do(command, shell.Now);
        Carry(turn, () => answer(turn.Outcome!), by);
    }

    /// <summary>In a journal per actor the answer passes the fence too: another activation may have gone on without this one.</summary>
    public void Read(Query query, Action<View> answer, IActorWork by)
    {
        Used();
        var view = Loop.Read(query, shell.Now);
        if (appended == Volatile.Read(ref stored) && shell.Journal.IsCausal) answer(view);
        else OnceStored(() => answer(view), by, Loop.Version);
    }

    public void Wake()
    {
        Used();
        dueNoted = Instant.Never;
        var turn = broken is { IsTwice: true } broke && broke.By == OwnWake ? Loop.PutAwayWake(broke.Error, shell.Now) : Loop.Wake(shell.Now);
        if (turn is not null) Carry(turn, null, null);
        else NoteDue(Loop.Due);
        SendUnsent();
        Settle();
    }

    /// <summary>Leaves memory; whoever is given is told once all that it appended is stored.</summary>
    public void Leave(Action? then)
    {
        if (loop is not null && SnapshotRule.IsDue(loop, leaving: true)) Snapshot();
        if (loop is not null && then is not null) shell.Journal.Append(Turn.Nothing(id, Loop.Version, shell.Now), then, _ => then());
        else then?.Invoke();
        shell.Journal.Left(id);
        HasLeft = true;
        floor.Remove(this);
        while (waiting is { Count: > 0 }) waiting.Dequeue().Fail(new CellClosedException(id));
    }

    /// <summary>After an exception nobody knows what is half done in memory: rebuilds from the store, once everything is there.</summary>
    /// <param name="by">What did it, if it will come again: an envelope, or <see cref="OwnWake"/>. If it does it twice, it is put away the
    /// next time.</param>
    public void Rebuild(Exception error, (ActorId From, long Number)? by)
    {
        LogBroken(shell.Log, error, id.ToString());
        if (by is { } input) broken = new Broken(input, error, IsTwice: broken is { } before && before.By == input);
        var version = Loop.Version;
        loop = null;
        OnceStored(() => floor.Turns.Add(new CallWork(BringUp)), null, version);
    }

    private void OnceStored(Action then, IActorWork? by, long version) =>
        shell.Journal.Append(Turn.Nothing(id, version, shell.Now), then, shell.Journal.IsCausal ? null : Lost(by));

    /// <summary>What was appended is not stored, or nobody knows: memory is ahead of the store, or another activation has overtaken this one.</summary>
    private Action<Exception> Lost(IActorWork? by) => error => floor.Turns.Add(new CallWork(() =>
    {
        by?.Fail(error);
        Drop(error);
    }));

    /// <summary>Leaves memory at once; the next to come finds what is stored.</summary>
    private void Drop(Exception error)
    {
        if (HasLeft) return;
        LogDropped(shell.Log, error, id.ToString());
        loop = null;
        shell.Journal.Left(id);
        HasLeft = true;
        floor.Remove(this);
        while (waiting is { Count: > 0 }) waiting.Dequeue().Fail(error);
    }

    /// <summary>Beside the floor: to rebuild a desk with many threads takes a second or two.</summary>
    private async Task Load()
    {
        try
        {
            var rebuilt = await Rebuilt();
            floor.Turns.Add(new CallWork(() => Up(rebuilt)));

            // Beside the others: they have waited for this one.
            if (rebuilt.SnapshotBytes > LargeBytes) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whoever waits is told; the next one to come tries again.
            floor.Turns.Add(new CallWork(() => FailedToComeUp(error)));
        }
    }

    /// <summary>Apart, so that what was read is garbage by the time that it is collected.</summary>
    private async Task<IActorLoop> Rebuilt() => ActorLoops.BringUp(id, await shell.Journal.Read(id, CancellationToken.None));

    private void Up(IActorLoop rebuilt)
    {
        if (HasLeft) return;
        loop = rebuilt;
        Used();
        markedUnsent = loop.HasUnsent;
        if (markedUnsent) MayLeave(loop);
        NoteDue(loop.Due);
        SendUnsent();
        while (loop is not null && waiting is { Count: > 0 }) waiting.Dequeue().Run();
    }

    private void FailedToComeUp(Exception error)
    {
        if (HasLeft) return;
        LogNotUp(shell.Log, error, id.ToString());
        if (error is InvalidDataException)
        {
            // Reading again finds the same: it stays, and says so, until somebody has looked at the store and this process is started anew.
            halted = error;
        }
        else
        {
            HasLeft = true;
            floor.Remove(this);
        }

        while (waiting is { Count: > 0 }) waiting.Dequeue().Fail(error);
    }

    /// <summary>Appends the turn and lets go what may go; all else once it is stored.</summary>
    private void Carry(Turn turn, Action? then, IActorWork? by)
    {
        appended++;

        // Once it is stored, which may be at once, the turn lets go of them.
        var envelopes = turn.Envelopes;
        shell.Journal.Append(turn, () =>
        {
            foreach (var (agent, push) in turn.Pushes) shell.Release.Push(turn.Actor.Workspace, agent, push);
            foreach (var (origin, outcome) in turn.Answers) shell.Release.Answer(origin, outcome);
            then?.Invoke();
            Interlocked.Increment(ref stored);
            if (!shell.Journal.IsCausal && envelopes.Count > 0) floor.Turns.Add(new CallWork(() => SendStored(envelopes)));
        }, shell.Journal.IsCausal ? null : Lost(by));
        markedUnsent |= turn.Unsent;
        NoteDue(turn.Due);
        if (shell.Journal.IsCausal) Send(envelopes);
        if (SnapshotRule.IsDue(Loop, leaving: false)) Snapshot();
    }

    private void NoteDue(Instant due)
    {
        if (due >= dueNoted) return;
        dueNoted = due;
        shell.Due.Note(id, due, shell.Now);
    }

    private void Snapshot() => shell.Journal.Snapshot(id, Loop.Version, Loop.Snapshot(shell.Journal.Contract), Loop.Due, Loop.HasUnsent);

    private void Used() => UsedAt = shell.Now.Ms;

    private sealed record Broken((ActorId From, long Number) By, Exception Error, bool IsTwice);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} failed within a turn; it is rebuilt from the store")]
    private static partial void LogBroken(ILogger log, Exception error, string actor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} is dropped: what it decided last may not be stored")]
    private static partial void LogDropped(ILogger log, Exception error, string actor);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} could not be brought up")]
    private static partial void LogNotUp(ILogger log, Exception error, string actor);
}

/// <summary>The actor's cell is not open on this silo (any more): ask again through Orleans.</summary>
public sealed class CellClosedException(ActorId actor) : Exception($"the cell of {actor} is not open here");
