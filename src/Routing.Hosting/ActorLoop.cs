using System.Security.Cryptography;
using System.Text.Json;
using Routing.Core;

namespace Routing.Hosting;

/// <summary>The loop that every actor runs in, on every host: decide, evolve, number what follows, write the record.</summary>
/// <remarks>
/// Synchronous and not thread-safe: its shell feeds it one input after the other and carries out the <see cref="Turn"/> it returns
/// (append, send, release once stored). Memory runs ahead of the store; a shell that cannot store drops the loop and rebuilds it.
/// An input whose decision throws is undone by rebuilding nothing (deciding never changes state), tried once more, then put away. If what
/// follows from a decision throws, memory is half changed: the shell rebuilds the loop, and after the second time has the input put away.
/// </remarks>
public sealed class ActorLoop<TState, TCommand, TEvent, TDecider> : IActorLoop
    where TDecider : IDecider<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
{
    // What one turn sends out: filled and read within one call, so one for all actors that a thread runs.
    [ThreadStatic]
    private static Emitted? scratch;

    // Records from which on they are decoded beside the snapshot that is read before them: some milliseconds of work.
    private const int ManyRecords = 256;

    private readonly Outboxes outboxes = new();
    private readonly Inbox inbox = new();
    private readonly CommandMemory memory = new();
    private Neighbours<long> acknowledged;
    private TState state;
    private Instant lastAt;
    private bool wakeFailed;

    public ActorLoop(ActorId id, StoredActor stored)
    {
        Id = id;
        state = TDecider.Create(id);
        var records = stored.Records.Count > ManyRecords ? Task.Run(() => DecodedOf(stored).ToArray()) : null;
        if (stored.Snapshot is { } snapshot) Load(snapshot, stored.SnapshotVersion);
        foreach (var (record, bytes) in records?.GetAwaiter().GetResult() ?? DecodedOf(stored)) Replay(record, bytes);
        if (stored.Settled) outboxes.Clear();
    }

    public ActorId Id { get; }

    public long Version { get; private set; }

    public long TailBytes { get; private set; }

    public long SnapshotBytes { get; private set; }

    /// <summary>Never while a wake-up that failed lies in quarantine: the next event tries again.</summary>
    public Instant Due => wakeFailed ? Instant.Never : TDecider.Due(state);

    private static Emitted Emitted => scratch ??= new Emitted();

    public bool HasOpenWork => TDecider.HasOpenWork(state);

    public bool HasUnsent => !outboxes.IsEmpty;

    public IReadOnlyCollection<ActorId> UnsentTo => outboxes.Receivers;

    public IReadOnlyList<Envelope> Unsent(ActorId receiver) => outboxes.To(Id, receiver);

    public Taken Take(Envelope envelope, Instant now, out Turn? turn)
    {
        turn = null;
        var check = inbox.Check(envelope);
        if (check != Taken.Yes) return check;

        var (decision, error) = Decide(envelope.Command, now);
        inbox.Took(envelope.From, envelope.Number, now);
        turn = error is null
            ? Finish(decision, now, [], envelope, null)
            : PutAway(error, envelope.Command, now, envelope, null);
        return Taken.Yes;
    }

    public Taken PutAway(Envelope envelope, Exception error, Instant now, out Turn? turn)
    {
        turn = null;
        var check = inbox.Check(envelope);
        if (check != Taken.Yes) return check;

        inbox.Took(envelope.From, envelope.Number, now);
        turn = PutAway(error, envelope.Command, now, envelope, null);
        return Taken.Yes;
    }

    public Turn PutAwayWake(Exception error, Instant now)
    {
        wakeFailed = true;
        return PutAway(error, TDecider.Wake, now, null, null);
    }

    public Turn Do(ClientCommand command, Instant now)
    {
        if (command is { Sender: { } sender, Id: { } id } && memory.Recall(sender, id, now) is { } before) return Only(now, before);

        var (decision, error) = Decide(command.Command, now);
        return error is null
            ? Finish(decision, now, command.Bodies, null, command) ?? Only(now, decision.Outcome)
            : PutAway(error, command.Command, now, null, command);
    }

    public Turn? Wake(Instant now)
    {
        if (Due > now) return null;
        var (decision, error) = Decide(TDecider.Wake, now);
        return error is null ? Finish(decision, now, [], null, null) : PutAwayWake(error, now);
    }

    public View Read(Query query, Instant now) => TDecider.Read(state, query, now);

    public void Acknowledge(ActorId receiver, long number)
    {
        if (outboxes.Acknowledge(receiver, number)) acknowledged.Set(receiver, number);
    }

    private (Decision Decision, Exception? Error) Decide(Command command, Instant now)
    {
        if (command is not TCommand mine) return (Decision.Refuse(Refusal.WrongActor), null);
        try
        {
            return (TDecider.Decide(state, mine, now), null);
        }
        catch (Exception first) when (first is not OutOfMemoryException)
        {
            try
            {
                return (TDecider.Decide(state, mine, now), null);
            }
            catch (Exception second) when (second is not OutOfMemoryException)
            {
                return (default, second);
            }
        }
    }

    /// <summary>Evolves, lets <see cref="Flow"/> say what follows, writes the record. Null if there is nothing to store or to say.</summary>
    private Turn? Finish(Decision decision, Instant now, IReadOnlyList<Body> bodies, Envelope? envelope, ClientCommand? command)
    {
        var remembered = command is { Sender: not null, Id: not null };
        if (decision.Events.Length == 0 && !remembered) return null;

        Apply(decision.Events);
        var events = Follow(decision.Events, now);
        return Write(events, decision.Outcome, now, decision.StoreBodies ? bodies : [], envelope, command, null);
    }

    private Turn PutAway(Exception error, Command input, Instant now, Envelope? envelope, ClientCommand? command)
    {
        Emitted.Clear();
        var put = new QuarantinedInput($"{Id}@{Version + 1}", Id, now, JsonSerializer.Serialize(input, typeof(TCommand), Wire.Options), error.ToString());
        var outcome = new Outcome(Refusal.Quarantined, put.Id);
        if (input is IAnswered asked && asked.Origin != Origin.Nobody) Emitted.Answers.Add((asked.Origin, outcome));
        return Write([], outcome, now, command?.Bodies ?? [], envelope, command, put);
    }

    private Turn Write(
        IReadOnlyList<Event> events, Outcome outcome, Instant now, IReadOnlyList<Body> bodies, Envelope? envelope, ClientCommand? command, QuarantinedInput? put)
    {
        Version++;
        lastAt = now;
        var envelopes = new List<Envelope>(Emitted.Sent.Count);
        foreach (var (to, sent) in Emitted.Sent) envelopes.Add(outboxes.Add(Id, to, sent));
        if (command is { Sender: { } sender, Id: { } id }) memory.Remember(sender, id, outcome);

        var record = Wire.WriteRecord(new JournalRecord(
            Id, Version, now, envelope?.From, envelope?.Number ?? 0, command?.Sender, command?.Id, command?.Id is null ? null : outcome,
            acknowledged.All(), put, events));
        acknowledged.Clear();
        TailBytes += record.Length;
        return new Turn
        {
            Actor = Id,
            Version = Version,
            At = now,
            Record = record,
            Events = events,
            Bodies = bodies,
            Erase = [.. Emitted.Erased],
            Envelopes = envelopes,
            Pushes = [.. Emitted.Pushes],
            Answers = [.. Emitted.Answers],
            Outcome = command is null ? null : outcome,
            Due = Due,
            Unsent = HasUnsent,
            Quarantined = put,
        };
    }

    /// <summary>A turn that only answers, once all before it is stored.</summary>
    private Turn Only(Instant now, Outcome outcome) =>
        new() { Actor = Id, Version = Version, At = now, Events = [], Outcome = outcome, Due = Due, Unsent = HasUnsent };

    private IEnumerable<(JournalRecord Record, int Bytes)> DecodedOf(StoredActor stored) =>
        stored.Records.Select((bytes, at) => (Decoded(bytes, stored.SnapshotVersion + 1 + at), bytes.Length));

    private void Replay(JournalRecord record, int bytes)
    {
        if (record.Version != Version + 1) throw new InvalidDataException($"{Id}: record {record.Version} follows {Version}");
        Version = record.Version;
        lastAt = record.At;
        TailBytes += bytes;
        foreach (var (receiver, number) in record.Acknowledged) outboxes.Acknowledge(receiver, number);
        if (record.From is { } from) inbox.Took(from, record.Number, record.At);
        if (record is { Sender: { } sender, Command: { } id, Outcome: { } outcome }) memory.Remember(sender, id, outcome);

        Apply(record.Events);
        foreach (var (to, command) in Emitted.Sent) outboxes.Add(Id, to, command);
    }

    private JournalRecord Decoded(ReadOnlyMemory<byte> bytes, long version)
    {
        try
        {
            return Wire.ReadRecord(bytes);
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            throw new InvalidDataException($"{Id}: record {version} cannot be read: {damaged.Message}", damaged);
        }
    }

    private void Apply(IReadOnlyList<Event> events)
    {
        Emitted.Clear();
        for (var i = 0; i < events.Count; i++) Apply(events[i]);
    }

    private void Apply(Event happened)
    {
        TDecider.Evolve(state, (TEvent)happened);
        Flow.Of(Id, happened, Emitted);
        wakeFailed = false;
    }

    /// <summary>Lets the decider go on from the state it has come to, until nothing follows by itself.</summary>
    private IReadOnlyList<Event> Follow(Event[] first, Instant now)
    {
        if (first.Length == 0 || TDecider.Next(state, now) is not { } next) return first;
        var all = new List<Event>(first);
        for (Event? follows = next; follows is not null; follows = TDecider.Next(state, now))
        {
            Apply(follows);
            all.Add(follows);
        }

        return all;
    }

    public byte[] Snapshot(int contract = Contract.Version)
    {
        inbox.Forget(lastAt);
        memory.Forget(lastAt);
        var kept = new ActorSnapshot(
            outboxes.Sent,
            [.. outboxes.All().OrderBy(item => item.Number)
                .Select(item => new SnapshotOut(item.To, item.Number, JsonSerializer.SerializeToElement(item.Command, Wire.CommandsOf(item.To.Kind), Wire.Options)))],
            SnapshotSenders.Of(inbox),
            SnapshotAnswered.Of(memory),
            [.. memory.AllForgotten().Select(item => new SnapshotForgotten(item.Sender, item.UpTo))]);
        byte[] bytes =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(kept, Wire.Options), (byte)'\n',
            .. JsonSerializer.SerializeToUtf8Bytes(TDecider.SaveBefore(state, contract) ?? TDecider.Save(state), TDecider.SavedType, Wire.SavedOptions),
        ];
        SnapshotBytes = bytes.Length;
        TailBytes = 0;
        return bytes;
    }

    private void Load(byte[] bytes, long version)
    {
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        var saved = end < 0 ? null : JsonSerializer.Deserialize<ActorSnapshot>(bytes.AsSpan(0, end), Wire.Options);
        if (saved is null) throw new InvalidDataException($"{Id}: the snapshot at {version} is damaged");
        state = TDecider.Restore(Id, JsonSerializer.Deserialize(bytes.AsSpan(end + 1), TDecider.SavedType, Wire.SavedOptions)!);
        Version = version;
        SnapshotBytes = bytes.Length;
        outboxes.Sent = saved.Sent;
        foreach (var item in saved.Out) outboxes.Restore(item.To, item.Number, (Command)item.Command.Deserialize(Wire.CommandsOf(item.To.Kind), Wire.Options)!);
        foreach (var item in saved.In ?? []) inbox.Took(item.From, item.Number, item.At);
        foreach (var senders in saved.Senders ?? []) senders.Restore(inbox);
        foreach (var item in saved.Commands ?? []) memory.Remember(item.Sender, item.Id, item.Outcome);
        foreach (var answered in saved.Answered ?? []) answered.Restore(memory);
        foreach (var item in saved.Forgotten ?? []) memory.RestoreForgotten(item.Sender, item.UpTo);
    }

    public string StateHash() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(TDecider.Save(state), TDecider.SavedType, Wire.Options)));
}
