namespace Routing.Core.Directory;

/// <summary>How chains find their roots: an adoption climbs from a message to its root, is taken there, and the answer goes straight back.</summary>
/// <remarks>A root takes; one that waits for its own root sends on to its parent; a child sends on to what was its root. Who waits has
/// exactly one adoption (or its answer) on its way. Replies in a circle have no root: the first adoption that comes back to its own child
/// walks the circle once along the messages' own links to find the least key, which all of them agree on, and from there along adoptions
/// to the one that has none: that one drops its link and is the root. It is the same one whoever asks, so one link is dropped, not two.</remarks>
internal static class Adoption
{
    public static Decision Climb(DirectoryState state, Adopt adopt, Instant now)
    {
        var entry = state.FindOrBegin(adopt.Target);
        return entry.Key == adopt.Child ? CameBack(entry, adopt, now) : Meet(entry, adopt, now);
    }

    public static Decision End(DirectoryState state, Adopted adopted, Instant now)
    {
        if (state.Find(adopted.Child) is not { Standing: Standing.Adopting } entry) return Decision.Nothing;

        return Decision.Of(
            new ChainJoined(adopted.Child, adopted.Root, entry.Participants ?? [], entry.Held, adopted.EchoOf) { Decided = now });
    }

    private static Decision Meet(DirectoryEntry entry, Adopt adopt, Instant now)
    {
        var echo = adopt.EchoOf ?? entry.EchoOf(adopt.TextHash, now);
        if (adopt.Circle is { Closed: false } open && entry.Parent is { } link)
        {
            var least = entry.Key.CompareTo(open.Least) < 0 ? entry.Key : open.Least;
            return Decision.Of(PassOn(link, new Circle(least, Closed: false)));
        }

        var closed = adopt.Circle is { Closed: true } ? adopt.Circle : null;
        return (entry.Standing, closed) switch
        {
            (Standing.Child, _) => Decision.Of(PassOn(entry.Up!.Value, closed)),
            (Standing.Adopting, null) => Decision.Of(PassOn(entry.Parent!.Value, null)),
            (Standing.Adopting, _) => Decision.Of(Drop(entry, now), Take()),
            _ => Decision.Of(Take()),
        };

        ChildTaken Take() => new(entry.Key, adopt.Child, adopt.Participants, echo) { Decided = now };

        AdoptPassedOn PassOn(MessageKey next, Circle? circle) =>
            new(entry.Key, next, adopt.Child, adopt.Participants, echo, circle) { Decided = now };
    }

    private static Decision CameBack(DirectoryEntry entry, Adopt adopt, Instant now)
    {
        // Its root was found, or it became one, while this was on its way.
        if (entry.Standing != Standing.Adopting) return Decision.Nothing;

        return adopt.Circle switch
        {
            null => Again(entry.Parent!.Value, new Circle(entry.Key, Closed: false)),
            { Closed: false } round when round.Least != entry.Key => Again(round.Least, round with { Closed = true }),
            _ => Decision.Of(Drop(entry, now)),
        };

        Decision Again(MessageKey next, Circle circle) =>
            Decision.Of(new AdoptPassedOn(entry.Key, next, adopt.Child, adopt.Participants, adopt.EchoOf, circle) { Decided = now });
    }

    private static CycleRefused Drop(DirectoryEntry entry, Instant now) => new(entry.Key, entry.Held) { Decided = now };
}
