namespace Routing.Core.Customers;

/// <summary>Edits and deletions on their way to the thread that has the message, or kept until it is filed.</summary>
internal static class Changes
{
    public static Decision Edit(CustomerState state, PassEdit command)
    {
        var entry = state.Roster.Find(command.Message);
        var last = entry is null ? state.KeptEdit(command.Message) : entry.Edit;
        if (entry is { Deleted: true } || !IsNews(command, last)) return Decision.Nothing;

        return Decision.Of(
            entry is null
                ? new ChangeKept(command.Message, command.Reading, command.At)
                : new EditPassed(command.Message, entry.Thread!, command.Reading, command.At));
    }

    public static Decision Delete(CustomerState state, PassDelete command)
    {
        var entry = state.Roster.Find(command.Message);
        if (entry is { Deleted: true } || state.KeptDelete(command.Message) is not null) return Decision.Nothing;

        return Decision.Of(
            entry is null
                ? new ChangeKept(command.Message, null, command.At)
                : new DeletePassed(command.Message, entry.Thread!, command.At));
    }

    // The directory passes edits on in their order; two of one date differ in what they read as, or do not matter here.
    private static bool IsNews(PassEdit command, KeptChange? last) =>
        last is null || command.At > last.At || (command.At == last.At && command.Reading != last.Reading);
}
