namespace Routing.Core.Directory;

/// <summary>Decides for one directory shard: what is a repeat, and which chain a message is in. Each command concerns one key.</summary>
/// <remarks>What comes from a channel is in <see cref="Reception"/>, how chains find their roots in <see cref="Adoption"/>.</remarks>
public sealed class DirectoryDecider : IDecider<DirectoryState, DirectoryCommand, DirectoryEvent>
{
    private DirectoryDecider()
    {
    }

    public static DirectoryCommand Wake { get; } = new DirectoryWake();

    public static Type SavedType => typeof(DirectorySnapshot);

    public static DirectoryState Create(ActorId self) => new([]);

    public static Decision Decide(DirectoryState state, DirectoryCommand command, Instant now) => command switch
    {
        Receive receive => Reception.Receive(state, receive, now),
        Edit edit => Reception.Edit(state, edit, now),
        Delete delete => Reception.Delete(state, delete, now),
        RegisterSent sent => Reception.RegisterSent(state, sent, now),
        ExpectEcho expect => Reception.ExpectEcho(state, expect, now),
        Adopt adopt => Adoption.Climb(state, adopt, now),
        Adopted adopted => Adoption.End(state, adopted, now),
        DirectoryWake when Due(state) <= now => Decision.Of(new EntriesExpired(new Instant(now.Ms - Limits.DirectoryEntryMs)) { Decided = now }),
        DirectoryWake => Decision.Nothing,
        _ => Decision.Refuse(Refusal.WrongActor),
    };

    public static void Evolve(DirectoryState state, DirectoryEvent happened)
    {
        if (happened is EntriesExpired expired) state.Expire(expired.Before, expired.Decided);
        else state.Touch(Changed(state, happened), happened.Decided);
    }

    public static Instant Due(DirectoryState state) =>
        state.Oldest is { } oldest ? oldest.Touched + Limits.DirectoryEntryMs + Limits.DirectorySweepMs : Instant.Never;

    public static View Read(DirectoryState state, Query query, Instant now)
    {
        if (query is not WhereIsMessage where)
            throw new ArgumentException($"A directory shard has no answer to {query.GetType().Name}", nameof(query));

        var entry = state.FindOrBegin(where.Message);
        var root = entry.Standing switch
        {
            Standing.Adopting => entry.Parent!.Value,
            Standing.Child => entry.Up!.Value,
            _ => entry.Key,
        };
        return new MessagePlace(entry.IsKnown, entry.Author, root, entry.Parent, entry.Deleted);
    }

    public static object Save(DirectoryState state) => new DirectorySnapshot([.. state.Entries]);

    public static DirectoryState Restore(ActorId self, object saved) => new(((DirectorySnapshot)saved).Entries);

    private static DirectoryEntry Changed(DirectoryState state, DirectoryEvent happened) => happened switch
    {
        MessageReceived e => Received(state.FindOrBegin(e.Message), e),
        MessageEdited e => state.FindOrBegin(e.Message) with { Edit = new LastEdit(e.Hash, e.TextHash, e.Reading, e.At) },
        MessageDeleted e => state.FindOrBegin(e.Message) with { Deleted = true },
        SentRegistered { EchoCameFirst: true } e => OurOwn(state.FindOrBegin(e.Message), e),
        SentRegistered e => state.FindOrBegin(e.Message) with { Reply = e.Reply, Parent = e.Parent, Standing = Standing.Adopting },
        EchoExpected e => Expecting(state.FindOrBegin(e.Parent), e),
        ChildTaken e => Taking(state.FindOrBegin(e.Root), e),
        AdoptPassedOn e => Without(state.FindOrBegin(e.Target), e.EchoOf),
        ChainJoined e => Joined(state.FindOrBegin(e.Child), e),
        CycleRefused e => state.FindOrBegin(e.Child) with { Standing = Standing.Root, Held = null, Participants = null },
        _ => throw new ArgumentException($"A directory shard knows no {happened.GetType().Name}", nameof(happened)),
    };

    private static DirectoryEntry Received(DirectoryEntry entry, MessageReceived e) => entry with
    {
        Author = e.Author,
        Parent = e.Parent,
        Hash = e.Facts.Hash,
        TextHash = e.Facts.TextHash,
        Standing = e.Parent is null ? Standing.Root : Standing.Adopting,
        Work = e.Facts.MakesWork && !e.Deleted,
        Held = e.Parent is null || e.Deleted ? null : new HeldMessage(e.Author, e.Facts, e.Origin),
        Participants = e.Parent is null ? null : entry.Participants,
    };

    // If it was taken for a customer's and still waits for its root, it is not filed as work.
    private static DirectoryEntry OurOwn(DirectoryEntry entry, SentRegistered e) => entry with
    {
        Reply = e.Reply,
        Work = entry.Work && entry.Held is null,
        Held = entry.Held is { } held ? held with { Facts = held.Facts with { Own = true } } : null,
    };

    private static DirectoryEntry Expecting(DirectoryEntry entry, EchoExpected e) => entry with
    {
        Echoes =
        [
            .. (entry.Echoes ?? []).Where(echo => e.Decided <= echo.Until).TakeLast(Limits.EchoesPerMessage - 1),
            new ExpectedEcho(e.Reply, e.TextHash, e.Until),
        ],
    };

    private static DirectoryEntry Taking(DirectoryEntry entry, ChildTaken e)
    {
        var taking = Without(entry, e.EchoOf);
        if (entry.IsKnown || e.Participants.Length == 0) return taking;

        return taking with { Participants = [.. (entry.Participants ?? []).Union(e.Participants).Take(Limits.ParticipantsPerChain)] };
    }

    private static DirectoryEntry Joined(DirectoryEntry entry, ChainJoined e) => entry with
    {
        Standing = Standing.Child,
        Up = e.Root,
        Work = entry.Work && e.EchoOf is null,
        Reply = entry.Reply ?? e.EchoOf,
        Held = null,
        Participants = null,
    };

    // A reply has one echo: once its copy has come, whoever writes the same below is a customer.
    private static DirectoryEntry Without(DirectoryEntry entry, string? echoOf)
    {
        if (echoOf is null || entry.Echoes is null) return entry;

        var rest = entry.Echoes.Where(echo => echo.Reply != echoOf).ToArray();
        return entry with { Echoes = rest.Length == 0 ? null : rest };
    }
}
