namespace Routing.Core.Customers;

/// <summary>What changes threads: a message, a chain that moved, a cut. Each time the rule is applied to all that is known, and only the
/// differences happen.</summary>
internal static class Filing
{
    public static Decision File(CustomerState state, FileMessage command)
    {
        if (state.Roster.Find(command.Message) is not null) return Decision.Nothing;

        var facts = state.KeptEdit(command.Message) is { Reading: { } reading } ? command.Facts with { Reading = reading } : command.Facts;
        var chain = state.ChainMoves.Resolve(command.Chain);
        var after = state.Roster.Copy();
        after.Add(new FiledEntry(command.Message, chain, null, facts.Visibility, facts.CreatedAt, facts.JoinMs));

        var regrouping = state.Regroup(after);
        var card = Card(state, state.Figures.With(command.Message, facts), regrouping);
        var (thread, opened) = regrouping.New!.Value;
        var events = Moves(regrouping, card);
        events.Add(new MessageFiled(command.Message, chain, thread, opened, facts, card, command.Origin));
        if (state.KeptDelete(command.Message) is { } deletion) events.Add(new DeletePassed(command.Message, thread, deletion.At));
        return Decision.Of(events);
    }

    public static Decision Move(CustomerState state, MoveChain command)
    {
        var (from, into) = (state.ChainMoves.Resolve(command.From), state.ChainMoves.Resolve(command.Into));
        if (from == into) return Decision.Nothing;

        var after = state.Roster.Copy();
        after.MoveChain(from, into);
        return Regrouped(state, new ChainMoved(from, into), after);
    }

    public static Decision Cut(CustomerState state, RecordCut command)
    {
        var thread = state.Joins.Resolve(command.Thread);
        var chains = state.Roster.Entries.Where(entry => entry.Thread == thread).Select(entry => entry.Chain).Distinct().ToArray();
        if (chains.All(chain => state.Roster.Cuts.Contains(new Cut(command.At, chain)))) return Decision.Nothing;

        var after = state.Roster.Copy();
        after.Cut(chains, command.At);
        return Regrouped(state, new CutRecorded(thread, chains, command.At), after);
    }

    /// <summary>The card as it is now.</summary>
    public static CustomerCard Card(CustomerState state) => Card(state.Customer, state.Figures, state.Figures.Threads);

    private static Decision Regrouped(CustomerState state, CustomerEvent cause, Roster after)
    {
        var regrouping = state.Regroup(after);
        return Decision.Of([cause, .. Moves(regrouping, Card(state, state.Figures, regrouping))]);
    }

    private static List<Event> Moves(Regrouping regrouping, CustomerCard card) =>
    [
        .. regrouping.Refiled.Select(move => new MessageRefiled(move.Message, move.From, move.To, move.Opened, card)),
        .. regrouping.Joined.Select(join => new ThreadsJoined(join.From, join.Into, card)),
    ];

    private static CustomerCard Card(CustomerState state, CustomerFigures figures, Regrouping regrouping) =>
        Card(state.Customer, figures, figures.Threads + regrouping.Opened - regrouping.Joined.Count);

    private static CustomerCard Card(CustomerKey customer, CustomerFigures figures, int threads) =>
        new(customer, figures.Value, figures.Followers, threads);
}
