using Routing.Core.Customers;
using Routing.Core.Directory;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Customers;

/// <summary>Directory shards and customers with Flow between them: envelopes arrive in order per pair, pairs in an order drawn from a seed.
/// What goes to threads is followed as far as it says who is where.</summary>
internal sealed class Network(int seed)
{
    private readonly Random _dice = new(seed);
    private readonly Dictionary<ActorId, Shard> _shards = [];
    private readonly Dictionary<ActorId, Person> _people = [];
    private readonly Dictionary<(ActorId From, ActorId To), Queue<Command>> _queues = [];
    private readonly List<(ActorId From, ActorId To)> _waiting = [];
    private readonly Emitted _emitted = new();

    /// <summary>Where the customers' envelopes have put each message.</summary>
    public Dictionary<MessageKey, ThreadId> Placed { get; } = [];

    public Dictionary<MessageKey, MessageFacts> Added { get; } = [];

    public HashSet<MessageKey> Removed { get; } = [];

    public Dictionary<long, Outcome> Answers { get; } = [];

    public List<PostCut> Cuts { get; } = [];

    public int LinksDropped { get; private set; }

    public IReadOnlyCollection<Person> People => _people.Values;

    public Outcome Tell(DirectoryCommand command, MessageKey key) => Decide(ActorId.Directory(Given.Workspace, key), command);

    public Outcome Tell(CustomerKey customer, CustomerCommand command) => Decide(ActorId.Customer(Given.Workspace, customer), command);

    /// <summary>Delivers some envelopes; null: until none is left.</summary>
    public void Deliver(int? most = null)
    {
        for (var n = 0; n != most && _waiting.Count > 0; n++)
        {
            Assert.True(n < 1_000_000, "envelopes go round for ever");
            var i = _dice.Next(_waiting.Count);
            var pair = _waiting[i];
            var queue = _queues[pair];
            var command = queue.Dequeue();
            if (queue.Count == 0)
            {
                _waiting[i] = _waiting[^1];
                _waiting.RemoveAt(_waiting.Count - 1);
            }

            Decide(pair.To, command);
        }
    }

    /// <summary>The root, asked from shard to shard.</summary>
    public MessageKey RootOf(MessageKey message)
    {
        for (var at = message; ;)
        {
            var place = Shard(at).Read<MessagePlace>(new WhereIsMessage(at));
            if (place.Root == at) return at;
            at = place.Root;
        }
    }

    public string[] Threads() =>
        Partition.Of(
            from person in _people.Values
            from message in person.Read<CustomerView>(new ReadCustomer()).Messages
            select (message.Thread, message.Message.Value));

    public string[] ThreadsAsTold() => Partition.Of(Placed.Select(placed => (placed.Value, placed.Key.Value)));

    public void AssertReplaysExactly()
    {
        foreach (var shard in _shards.Values) shard.AssertReplaysExactly();
        foreach (var person in _people.Values) person.AssertReplaysExactly();
    }

    private Shard Shard(MessageKey message) => Of(_shards, ActorId.Directory(Given.Workspace, message), id => new Shard(id));

    private static T Of<T>(Dictionary<ActorId, T> all, ActorId id, Func<ActorId, T> create) =>
        all.TryGetValue(id, out var one) ? one : all[id] = create(id);

    private Outcome Decide(ActorId to, Command command)
    {
        var decision = (to.Kind, command) switch
        {
            (ActorKind.Directory, DirectoryCommand c) => Once(Of(_shards, to, id => new Shard(id)), c),
            (ActorKind.Customer, CustomerCommand c) => Once(Of(_people, to, id => new Person(id)), c),
            _ => throw new InvalidOperationException($"{command} was sent to {to}"),
        };
        foreach (var happened in decision.Events)
        {
            if (happened is CycleRefused) LinksDropped++;
            if (happened is CutRecorded cut) Cuts.Add(new PostCut(new CustomerKey(to.Key), cut.At, cut.Chains));
            _emitted.Clear();
            Flow.Of(to, happened, _emitted);
            foreach (var (origin, outcome) in _emitted.Answers) Answers.Add(origin.Value, outcome);
            foreach (var (receiver, sent) in _emitted.Sent) Send(to, receiver, sent);
        }

        return decision.Outcome;
    }

    // A second time nothing happens, except that who asks for adoption again is answered again.
    // Now and then an actor comes back from its snapshot.
    private Decision Once<TDecider, TState, TCommand, TEvent>(LiveActor<TDecider, TState, TCommand, TEvent> actor, TCommand command)
        where TDecider : IDecider<TState, TCommand, TEvent>
        where TCommand : Command
        where TEvent : Event
    {
        var decision = actor.DoFast(command);
        if (command is not Adopt) Assert.Empty(actor.Again(command));
        if (_dice.Next(200) == 0) actor.Restart();
        return decision;
    }

    private void Send(ActorId from, ActorId to, Command command)
    {
        if (to.Kind == ActorKind.Thread)
        {
            Follow(to.Key, (ThreadCommand)command);
            return;
        }

        if (!_queues.TryGetValue((from, to), out var queue)) _queues[(from, to)] = queue = new Queue<Command>();
        if (queue.Count == 0) _waiting.Add((from, to));
        queue.Enqueue(command);
    }

    private void Follow(ThreadId thread, ThreadCommand command)
    {
        switch (command)
        {
            case AddMessage add:
                Placed.Add(add.Message, thread);
                if (add.Origin != Origin.Nobody) Answers.Add(add.Origin.Value, Outcome.With(thread));
                Added.Add(add.Message, add.Facts);
                break;
            case MoveMessage move:
                Assert.Equal(thread, Placed[move.Message]);
                Placed[move.Message] = move.To;
                break;
            case JoinInto join:
                foreach (var (message, _) in Placed.Where(placed => placed.Value == thread).ToArray()) Placed[message] = join.Into;
                break;
            case RemoveText remove:
                Assert.Equal(thread, Placed[remove.Message]);
                Removed.Add(remove.Message);
                break;
            case ChangeMessage change:
                Assert.Equal(thread, Placed[change.Message]);
                Added[change.Message] = Added[change.Message] with { Reading = change.Reading };
                break;
        }
    }
}
