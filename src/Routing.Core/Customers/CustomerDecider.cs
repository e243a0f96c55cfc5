namespace Routing.Core.Customers;

/// <summary>Decides for one customer which thread each message belongs to, and knows the person's value.</summary>
/// <remarks>The rule is <see cref="Membership"/>, what follows from it <see cref="Regrouping"/>. An erased customer keeps only what names
/// nobody: where chains moved, changes of messages that are under way, and how many threads there were. The next message starts afresh.</remarks>
public sealed class CustomerDecider : IDecider<CustomerState, CustomerCommand, CustomerEvent>
{
    private CustomerDecider()
    {
    }

    public static CustomerCommand Wake { get; } = new CustomerWake();

    public static Type SavedType => typeof(CustomerSnapshot);

    public static CustomerState Create(ActorId self) => new(new CustomerKey(self.Key), CustomerSnapshot.Empty);

    public static Decision Decide(CustomerState state, CustomerCommand command, Instant now) => command switch
    {
        FileMessage file => Filing.File(state, file),
        MoveChain move => Filing.Move(state, move),
        RecordCut cut => Filing.Cut(state, cut),
        PassEdit edit => Changes.Edit(state, edit),
        PassDelete delete => Changes.Delete(state, delete),
        SetValue set => Value(state, set),
        EraseCustomer erase => Erase(state, erase),
        CustomerWake => Decision.Nothing,
        _ => Decision.Refuse(Refusal.WrongActor),
    };

    public static void Evolve(CustomerState state, CustomerEvent happened)
    {
        switch (happened)
        {
            case MessageFiled e: Filed(state, e); break;
            case MessageRefiled e:
                state.Roster.Change(entry => entry.Message == e.Message, entry => entry with { Thread = e.To });
                if (e.Opened) CountThread(state);
                break;
            case ThreadsJoined e:
                state.Roster.Change(entry => entry.Thread == e.From, entry => entry with { Thread = e.Into });
                state.Joins.Add(e.From, e.Into);
                state.Figures = state.Figures with { Threads = state.Figures.Threads - 1 };
                break;
            case ChainMoved e:
                state.ChainMoves.Add(e.From, e.Into);
                state.Roster.MoveChain(e.From, e.Into);
                break;
            case CutRecorded e: state.Roster.Cut(e.Chains, e.At); break;
            case EditPassed e:
                state.Roster.Change(entry => entry.Message == e.Message, entry => entry with { Edit = new KeptChange(e.Reading, e.At) });
                break;
            case DeletePassed e: state.Roster.Change(entry => entry.Message == e.Message, entry => entry with { Deleted = true }); break;
            case ChangeKept e:
                state.Kept.RemoveAll(kept => kept.Message == e.Message && kept.Change.Reading is null == e.Reading is null);
                state.Kept.Add(new KeptFor(e.Message, new KeptChange(e.Reading, e.At)));
                if (state.Kept.Count > Limits.MessagesPerCustomer) state.Kept.RemoveAt(0);
                break;
            case ValueSet e: state.Figures = state.Figures with { Value = e.Value }; break;
            case CustomerErased:
                state.Roster = new Roster([], []);
                state.Figures = CustomerFigures.None with { Opened = state.Figures.Opened, OpenedBefore = state.Figures.Opened, Erased = true };
                break;
        }
    }

    public static bool HasOpenWork(CustomerState state) => state.Roster.EndsOpen;

    public static Instant Due(CustomerState state) => Instant.Never;

    public static View Read(CustomerState state, Query query, Instant now) => query switch
    {
        ReadCustomer => View(state),
        WhichThread which => new ThreadOfMessage(state.Roster.Find(which.Message)?.Thread),
        _ => throw new ArgumentException($"A customer has no answer to {query.GetType().Name}", nameof(query)),
    };

    public static object Save(CustomerState state) => state.Save();

    public static CustomerState Restore(ActorId self, object saved) => new(new CustomerKey(self.Key), (CustomerSnapshot)saved);

    private static Decision Value(CustomerState state, SetValue set)
    {
        var value = set.Value;
        if (value is < 0 or > 100) return Decision.Refuse(Refusal.BadRequest, "value: 0–100");
        if (state.Figures.Erased) return Decision.Refuse(Refusal.CustomerErased);
        if (value == state.Figures.Value) return Decision.Nothing;

        var threads = state.Roster.Entries.Reverse().Select(entry => entry.Thread!).Distinct().Take(Limits.ThreadsToldOfValue).ToArray();
        return Decision.Of(new ValueSet(value, threads, Filing.Card(state) with { Value = value }, set.By, set.Why));
    }

    private static Decision Erase(CustomerState state, EraseCustomer erase)
    {
        var figures = state.Figures;
        if (figures.Erased) return Decision.Nothing;
        if (figures.Opened == figures.OpenedBefore && figures.Value == 0) return Decision.Refuse(Refusal.NoSuchCustomer);

        var threads = Enumerable.Range(figures.OpenedBefore, figures.Opened - figures.OpenedBefore)
            .Select(state.ThreadName)
            .Where(thread => state.Joins.Resolve(thread) == thread);
        return Decision.Of(new CustomerErased(erase.By, [.. state.Roster.Entries.Select(entry => entry.Message)], [.. threads], erase.Why));
    }

    private static void Filed(CustomerState state, MessageFiled e)
    {
        state.Roster.Add(
            new FiledEntry(e.Message, e.Chain, e.Thread, e.Facts.Visibility, e.Facts.CreatedAt, e.Facts.JoinMs)
            {
                Edit = state.KeptEdit(e.Message),
            });
        state.Kept.RemoveAll(kept => kept.Message == e.Message);
        state.Figures = state.Figures.With(e.Message, e.Facts) with { Erased = false };
        if (e.Opened) CountThread(state);
        state.Roster.Fold();
    }

    private static void CountThread(CustomerState state) =>
        state.Figures = state.Figures with { Opened = state.Figures.Opened + 1, Threads = state.Figures.Threads + 1 };

    private static CustomerView View(CustomerState state)
    {
        var card = Filing.Card(state);
        var messages = state.Roster.Entries.Select(entry => new FiledMessage(entry.Message, entry.Chain, entry.Thread!, entry.CreatedAt));
        return new CustomerView(state.Customer, card.Value, card.Followers, card.Influence, state.Figures.Erased, [.. messages]);
    }
}
