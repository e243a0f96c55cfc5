using System.Collections.Concurrent;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Where the actors of this silo live: brings them up, runs their turns one after the other, lets the idle go.</summary>
/// <remarks>One turn at a time in the whole silo: a turn takes a microsecond or two, less than it costs to hand it to another thread, and
/// what one actor sends to the next is decided at once, on the same thread, in causal order. Actors live here only while their cell is
/// open, so Orleans still says which silo has them. Thread-safe; what is internal belongs to the work on the queue.</remarks>
public sealed class Floor(ActorShell shell)
{
    /// <summary>Actors in memory from which on the idle leave early: about 140 MB of customers and threads, some 70 objects each.</summary>
    private const int MostLive = 20_000;

    /// <summary>Actors in memory from which on those with open work leave early, too: a thread that waits is read by whoever gets it.</summary>
    private const int MostWithOpenWork = 50_000;

    /// <summary>Milliseconds of idleness after which an actor leaves early.</summary>
    private const long EarlyMs = 1_000;

    /// <summary>Actors looked at in one go for whether they are idle: some microseconds.</summary>
    private const int LookedAt = 256;

    private readonly ConcurrentDictionary<string, bool> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<ActorId, LiveActor> actors = [];
    private readonly Queue<LiveActor> rounds = new();

    internal TurnQueue Turns { get; } = new();

    internal ActorShell Shell => shell;

    /// <summary>Where envelopes go whose receiver is not here; set once, before anything runs.</summary>
    internal Func<Envelope, ValueTask<Taken>> Afar { get; set; } = _ => throw new InvalidOperationException("the floor is not connected");

    public bool Has(string cell) => cells.ContainsKey(cell);

    /// <summary>From now on the actors of this cell may live here.</summary>
    public void Open(string cell) => cells[cell] = true;

    /// <summary>No actor of this cell comes up here any more; the task ends once those that are here have stored everything and left.</summary>
    public Task Close(string cell)
    {
        cells.TryRemove(cell, out _);
        return Leave(actor => Cells.Of(actor.Id) == cell);
    }

    /// <summary>Sends all idle actors out of memory now.</summary>
    public Task Forget() => Leave(actor => actor.Id.Kind != ActorKind.Desk && actor.IsAtRest);

    /// <summary>Hands over an envelope from afar.</summary>
    public ValueTask<Taken> Deliver(Envelope envelope)
    {
        var work = new ParcelWork(this, envelope);
        Turns.Run(work);
        return new ValueTask<Taken>(work.Done);
    }

    /// <summary>Does a client's command; the answer comes once it is stored.</summary>
    public Task<Outcome> Do(ActorId to, ClientCommand command)
    {
        var work = new CommandWork(this, to, command);
        Turns.Run(work);
        return work.Done;
    }

    /// <summary>Answers a question, once all that the answer rests on is stored.</summary>
    public Task<View> Read(ActorId from, Query query)
    {
        var work = new QuestionWork(this, from, query);
        Turns.Run(work);
        return work.Done;
    }

    /// <summary>Lets an actor look for what is due, and send again what may not have arrived.</summary>
    public ValueTask Wake(ActorId actor)
    {
        var work = new WakeWork(this, actor);
        Turns.Run(work);
        return new ValueTask(work.Done);
    }

    /// <summary>Looks at a few actors and lets go of those that were idle for long. Called often.</summary>
    public void Tidy() => Turns.Add(new CallWork(LetIdleGo));

    /// <summary>The actor, brought up if it is not here yet.</summary>
    /// <returns>Null if its cell is not open here.</returns>
    internal LiveActor? Of(ActorId id)
    {
        if (actors.TryGetValue(id, out var actor)) return actor;
        if (!cells.ContainsKey(Cells.Of(id))) return null;
        actor = new LiveActor(id, this);
        actors.Add(id, actor);
        rounds.Enqueue(actor);
        actor.BringUp();
        return actor;
    }

    internal LiveActor? Find(ActorId id) => actors.GetValueOrDefault(id);

    internal void Remove(LiveActor actor) => actors.Remove(actor.Id);

    private Task Leave(Func<LiveActor, bool> which)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Turns.Add(new CallWork(() =>
        {
            var leaving = actors.Values.Where(which).ToList();
            var still = leaving.Count;
            if (still == 0) left.SetResult();
            foreach (var actor in leaving)
            {
                actor.Leave(() =>
                {
                    if (Interlocked.Decrement(ref still) == 0) left.SetResult();
                });
            }
        }));
        return left.Task;
    }

    private void LetIdleGo()
    {
        var now = shell.Now;
        for (var looks = Math.Min(LookedAt, rounds.Count); looks > 0; looks--)
        {
            var actor = rounds.Dequeue();
            if (actor.HasLeft) continue;
            if (actor.Id.Kind != ActorKind.Desk && actor.IsAtRest && now.Ms - actor.UsedAt > PatienceWith(actor)) actor.Leave(null);
            else rounds.Enqueue(actor);
        }
    }

    private long PatienceWith(LiveActor actor) => actors.Count > (actor.HasOpenWork ? MostWithOpenWork : MostLive)
        ? EarlyMs
        : (long)RoutingSilo.IdleAge.TotalMilliseconds;
}
