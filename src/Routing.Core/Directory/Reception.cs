namespace Routing.Core.Directory;

/// <summary>What a channel or a connector says of a message: it came, was edited, was deleted, is our own reply.</summary>
internal static class Reception
{
    private static readonly Decision Duplicate = Decision.Answer(new Outcome(Refusal.Duplicate));

    public static Decision Receive(DirectoryState state, Receive command, Instant now)
    {
        var entry = state.FindOrBegin(command.Message);
        if (entry.Reply is not null) return Duplicate;
        if (entry.Author is { } known) return Again(entry, known, command);

        // The text of an edit that came first is stored already: what comes now is older.
        var facts = entry.Edit is { } edit ? command.Facts with { TextHash = edit.TextHash, Reading = edit.Reading } : command.Facts;
        var parent = command.Parent == command.Message || entry.IsTooLargeToMove ? null : command.Parent;
        var below = entry.Participants ?? [];
        var participants = facts.MakesWork && !entry.Deleted ? below.Union([command.Author]).ToArray() : below;
        return Decision.Of(
            [new MessageReceived(command.Message, command.Author, parent, facts, command.Origin, entry.Deleted, participants) { Decided = now }],
            Outcome.Later, storeBodies: !entry.Deleted && entry.Edit is null);
    }

    public static Decision Edit(DirectoryState state, Edit command, Instant now)
    {
        var entry = state.FindOrBegin(command.Message);
        if (entry.Deleted) return Decision.Refuse(Refusal.MessageDeleted);
        if (entry.Edit is { } last && !IsNewer(command, last)) return Decision.Nothing;

        return Decision.Of(
            new MessageEdited(command.Message, ToldOf(entry), command.Hash, command.TextHash, command.Reading, command.At) { Decided = now });
    }

    public static Decision Delete(DirectoryState state, Delete command, Instant now)
    {
        var entry = state.FindOrBegin(command.Message);
        return entry.Deleted ? Decision.Nothing : Decision.Of(new MessageDeleted(command.Message, ToldOf(entry), command.At) { Decided = now });
    }

    public static Decision RegisterSent(DirectoryState state, RegisterSent command, Instant now)
    {
        var entry = state.FindOrBegin(command.Message);
        if (entry.Reply == command.Reply) return Decision.Nothing;

        var stands = entry.IsKnown || entry.IsTooLargeToMove || command.Parent == command.Message;
        return Decision.Of(
            new SentRegistered(command.Message, command.Parent, command.Reply, command.At, stands, entry.Participants ?? [], command.Origin) { Decided = now });
    }

    public static Decision ExpectEcho(DirectoryState state, ExpectEcho command, Instant now)
    {
        var known = state.Find(command.Parent)?.Echoes?.Any(echo => echo.Reply == command.Reply) ?? false;
        return known || command.Until < now
            ? Decision.Nothing
            : Decision.Of(new EchoExpected(command.Parent, command.Reply, command.TextHash, command.Until) { Decided = now });
    }

    private static Decision Again(DirectoryEntry entry, CustomerKey author, Receive command)
    {
        if (command.Facts.Hash == entry.Hash || command.Facts.Hash == entry.Edit?.Hash) return Duplicate;
        if (command.Author != author) return Decision.Refuse(Refusal.ContentDiffers, "author");
        var sameText = command.Facts.TextHash == entry.TextHash || command.Facts.TextHash == entry.Edit?.TextHash;
        return Decision.Refuse(Refusal.ContentDiffers, sameText ? "attachments" : "text");
    }

    // Networks date edits to the second: of two with one date the hash decides, so that the order of arrival never does.
    private static bool IsNewer(Edit edit, LastEdit last) => edit.At > last.At || (edit.At == last.At && edit.Hash > last.Hash);

    private static CustomerKey? ToldOf(DirectoryEntry entry) => entry.Work ? entry.Author : null;
}
