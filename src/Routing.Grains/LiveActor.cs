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

    public ActorId Id => id;

    public bool IsUp => loop is not null;

    public bool HasLeft { get; private set; }

    /// <summary>Names its wake-up among what came to it.</summary>
    public (ActorId From, long Number) OwnWake => (id, 0);

    /// <summary>When it last had something to do, in milliseconds since 1970.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Nothing of it is on its way, neither to the store nor to another actor.</summary>
    public bool IsAtRest => loop is { HasUnsent: false } && sending is not { Count: > 0 } && appended == Volatile.Read(ref stored);

    private IActorLoop Loop => loop ?? throw new InvalidOperationException($"{id} is not up");

    /// <summary>Reads the actor from the store, unless the store surely knows nothing of it.</summary>
    public void BringUp()
    {
        if (shell.Journal.MayHave(id)) _ = Task.Run(Load);
        else Up(ActorLoops.BringUp(id, StoredActor.Empty));
    }

    /// <summary>Keeps work until the actor is up.</summary>
    public void Await(IActorWork work) => (waiting ??= new()).Enqueue(work);

    public Taken Take(Envelope envelope, Action<Taken>? storedThen)
    {
        Used();
        var taken = broken is { IsTwice: true } broke && broke.By == (envelope.From, envelope.Number)
            ? Loop.PutAway(envelope, broke.Error, shell.Now, out var turn)
            : Loop.Take(envelope, shell.Now, out turn);
        if (turn is not null) Carry(turn, storedThen is null ? null : () => storedThen(taken));
        else storedThen?.Invoke(taken);
        return taken;
    }

    public void Do(ClientCommand command, Action<Outcome> answer)
    {
        Used();
        var turn = Loop.Do(command, shell.Now);
        Carry(turn, () => answer(turn.Outcome!));
    }

    public void Read(Query query, Action<View> answer)
    {
        Used();
        var view = Loop.Read(query, shell.Now);
        if (appended == Volatile.Read(ref stored)) answer(view);
        else OnceStored(() => answer(view));
    }

    public void Wake()
    {
        Used();
        dueNoted = Instant.Never;
        var turn = broken is { IsTwice: true } broke && broke.By == OwnWake ? Loop.PutAwayWake(broke.Error, shell.Now) : Loop.Wake(shell.Now);
        if (turn is not null) Carry(turn, null);
        else NoteDue(Loop.Due);
        SendUnsent();
        Settle();
    }

    /// <summary>Leaves memory; whoever is given is told once all that it appended is stored.</summary>
    public void Leave(Action? then)
    {
        if (loop is not null && SnapshotRule.IsDue(loop, leaving: true)) Snapshot();
        if (loop is not null && then is not null) OnceStored(then);
        else then?.Invoke();
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
        OnceStored(() => floor.Turns.Add(new CallWork(BringUp)), version);
    }

    private void OnceStored(Action then) => OnceStored(then, Loop.Version);

    private void OnceStored(Action then, long version) => shell.Journal.Append(Turn.Nothing(id, version, shell.Now), then);

    /// <summary>Beside the floor: to rebuild a desk with many threads takes a second or two.</summary>
    private async Task Load()
    {
        try
        {
            var rebuilt = await Rebuilt();
            if (rebuilt.SnapshotBytes > LargeBytes) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            floor.Turns.Add(new CallWork(() => Up(rebuilt)));
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
        NoteDue(loop.Due);
        SendUnsent();
        while (loop is not null && waiting is { Count: > 0 }) waiting.Dequeue().Run();
    }

    private void FailedToComeUp(Exception error)
    {
        LogNotUp(shell.Log, error, id.ToString());
        HasLeft = true;
        floor.Remove(this);
        while (waiting is { Count: > 0 }) waiting.Dequeue().Fail(error);
    }

    /// <summary>Appends the turn and lets go what may go; all else once it is stored.</summary>
    private void Carry(Turn turn, Action? then)
    {
        appended++;
        shell.Journal.Append(turn, () =>
        {
            foreach (var (agent, push) in turn.Pushes) shell.Release.Push(turn.Actor.Workspace, agent, push);
            foreach (var (origin, outcome) in turn.Answers) shell.Release.Answer(origin, outcome);
            then?.Invoke();
            Interlocked.Increment(ref stored);
            if (!shell.Journal.IsCausal && turn.Envelopes.Count > 0) floor.Turns.Add(new CallWork(() => Send(turn.Envelopes)));
        });
        markedUnsent |= turn.Unsent;
        NoteDue(turn.Due);
        if (shell.Journal.IsCausal) Send(turn.Envelopes);
        if (SnapshotRule.IsDue(Loop, leaving: false)) Snapshot();
    }

    private void NoteDue(Instant due)
    {
        if (due >= dueNoted) return;
        dueNoted = due;
        shell.Due.Note(id, due, shell.Now);
    }

    private void Snapshot() => shell.Journal.Snapshot(id, Loop.Version, Loop.Snapshot(), Loop.Due, Loop.HasUnsent);

    private void Used() => UsedAt = shell.Now.Ms;

    private sealed record Broken((ActorId From, long Number) By, Exception Error, bool IsTwice);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} failed within a turn; it is rebuilt from the store")]
    private static partial void LogBroken(ILogger log, Exception error, string actor);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} could not be brought up")]
    private static partial void LogNotUp(ILogger log, Exception error, string actor);
}

/// <summary>The actor's cell is not open on this silo (any more): ask again through Orleans.</summary>
public sealed class CellClosedException(ActorId actor) : Exception($"the cell of {actor} is not open here");
