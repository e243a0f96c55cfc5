using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Redis.Tests.Projections;

/// <summary>Turns of all kinds of actors in some order, as a workspace could have them: drawn, and for one seed always the same.</summary>
internal sealed class Story(int seed)
{
    public const string Workspace = "acme";
    private const int Messages = 60;
    private const int Threads = 15;

    public static readonly Instant Noon = new(1_764_000_000_000);
    public static readonly string[] Words = ["parcel", "late", "Größe", "refund", "broken", "never", "again", "4711", "Paczka", "SWIĘTO", "über", "e-mail", "日本"];
    public static readonly string[] Queues = ["billing", "general", "press"];
    public static readonly string[] Agents = ["ann", "ben"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<ActorId, long> _versions = [];
    private readonly Dictionary<MessageKey, MessageKey> _rootOf = [];
    private readonly List<(string Reply, ThreadId Thread)> _replies = [];
    private int _step;

    public IReadOnlyList<string> Replies => [.. _replies.Select(reply => reply.Reply)];

    public static IEnumerable<MessageKey> AllMessages => Enumerable.Range(0, Messages).Select(Message);

    public Turn Next()
    {
        _step++;
        return _random.Next(14) switch
        {
            0 or 1 or 2 => Received(),
            3 => Joined(),
            4 => Edited(),
            5 or 6 => OfThread(),
            7 => Replied(),
            8 => Reported(),
            9 => Registered(),
            10 => Erased(),
            11 => OfAgent(),
            _ => OfDesk(),
        };
    }

    private Turn Received()
    {
        var message = Message(_random.Next(Messages));
        var author = new CustomerKey($"c{_random.Next(5)}");
        // A shard takes a message once.
        if (!_rootOf.TryAdd(message, message)) return Put();
        var received = new MessageReceived(message, author, null, Facts(), Origin.Nobody, false, []);
        return Of(ActorId.Directory(Workspace, message), [received], [new Body(Body.OfMessage(message), $$"""{"text":"{{Text()}}"}""")]);
    }

    private Turn Joined()
    {
        // Only a root joins, and never below itself.
        var roots = _rootOf.Where(pair => pair.Key == pair.Value).Select(pair => pair.Key).ToList();
        var root = Message(_random.Next(Messages));
        var child = roots.Find(candidate => RootOf(root) != candidate);
        if (child == default) return Put();
        _rootOf[child] = root;
        var echo = _replies.Count > 0 && _random.Next(4) == 0 ? _replies[_random.Next(_replies.Count)].Reply : null;
        return Of(ActorId.Directory(Workspace, child), [new ChainJoined(child, root, [], null, echo)]);
    }

    private Turn Edited()
    {
        var message = Message(_random.Next(Messages));
        return _random.Next(3) == 0
            ? Of(ActorId.Directory(Workspace, message), [new MessageDeleted(message, null, At)])
            : Of(
                ActorId.Directory(Workspace, message), [new MessageEdited(message, null, 1, 1, Reading.Unknown, At)],
                [new Body(Body.OfMessage(message), $$"""{"text":"{{Text()}}"}""")]);
    }

    private Turn OfThread()
    {
        var thread = Thread();
        var card = new CustomerCard(new CustomerKey($"c{_random.Next(5)}"), 0, 10, 1);
        ThreadEvent happened = _random.Next(7) switch
        {
            0 => new ThreadEndedJoined(Thread(), card, [InThread()], [], []),
            1 => new ThreadAbsorbed(Thread(), [InThread(), InThread()], [], [], card, Report()),
            2 => new ThreadResolved("ann", At, At, Report(Phase.Resolved)),
            3 => new ThreadParked("ann", At + 1_000, At, Report(Phase.Parked)),
            4 => new MessageMovedOut(InThread(), Thread(), card, Report()),
            5 => new NoteAdded(new ThreadNote($"n{_step}", "sam", At)),
            _ => new MessageAdded(InThread(), card, Report()),
        };
        return Of(ActorId.Thread(Workspace, thread), [happened]);
    }

    private Turn Replied()
    {
        var thread = Thread();
        if (_replies.Count > 0 && _random.Next(2) == 0)
        {
            var (known, of) = _replies[_random.Next(_replies.Count)];
            ThreadEvent reported = _random.Next(2) == 0
                ? new ReplySent(known, new MessageKey($"x/sent{_step}"), Message(1), 1, At)
                : new ReplyFailed(known, "it was too long", _random.Next(2) == 0, At, Report());
            return Of(ActorId.Thread(Workspace, of), [reported]);
        }

        var reply = new ThreadReply($"r{_step}", "ann", Message(_random.Next(Messages)), (Visibility)_random.Next(2), At, ReplyStatus.Leaving, null, null);
        _replies.Add((reply.Id, thread));
        return Of(
            ActorId.Thread(Workspace, thread), [new Replied(reply, 1, At, Report())], [new Body(Body.OfReply(reply.Id), """{"text":"It comes"}""")]);
    }

    private Turn Registered()
    {
        if (_replies.Count == 0) return Put();
        var message = Message(_random.Next(Messages));
        _rootOf.TryAdd(message, message);
        var reply = _replies[_random.Next(_replies.Count)].Reply;
        return Of(ActorId.Directory(Workspace, message), [new SentRegistered(message, Message(0), reply, At, false, [])]);
    }

    private Turn Reported() => Of(
        ActorId.Desk(Workspace),
        [new ThreadReported(Thread(), Report(), new Need(Queue(), []), new Rank(_random.NextInt64(-5, 5), Noon, At, Urgency.High, 0, 0, 1))]);

    private Turn OfDesk()
    {
        var (thread, agent) = (Thread(), Agents[_random.Next(Agents.Length)]);
        DeskEvent happened = _random.Next(11) switch
        {
            0 => new OfferMade(thread, agent, 1, At, At, new(1, 1, true, 1, 0, 0, 0, 0, 0, 1, null)),
            1 => new OfferAccepted(thread, agent, 1, At),
            2 => new ThreadLeft(thread, agent, true, At),
            3 => new ThreadsMerged(thread, Thread(), thread, agent, null, Holding.Assigned, 2, At),
            4 => new ThreadAssigned(thread, agent, 2, "transferred", "api:sue", null, false, _random.Next(2) == 0 ? "ben" : null, At),
            5 => new SlotFreed(thread, agent, At),
            6 => new SlotTaken(thread, agent, At),
            7 => new ThreadReturned(thread, agent, 3, "returned", "agent:ann", null, null, default, default, null, null, null, At),
            8 => new QueuePaused(Queue(), "api:sue", "outage", At),
            9 => new AgentSetUntil(agent, [], 2, At + 1, new Usual([], 3), "api:sue", "ben is ill", At),
            _ => new OfferEnded(thread, agent, 1, OfferEnd.Declined, "no", 0, At, false, At, At),
        };
        return Of(ActorId.Desk(Workspace), [happened]);
    }

    private Turn OfAgent()
    {
        var agent = Agents[_random.Next(Agents.Length)];
        var push = new Push(1, PushKind.Shift, null, 0, null, null, 0, null, At);
        AgentEvent happened = _random.Next(3) switch
        {
            0 => new ShiftBegan($"{agent}~{_random.Next(2)}", At + 10, At, push),
            1 => new ShiftHandedOver($"{agent}~{_random.Next(2)}", At, push),
            _ => new StatusSet(AgentStatus.Away, "api:sue", 1, false, At, push),
        };
        return Of(ActorId.Agent(Workspace, agent), [happened]);
    }

    private Turn Erased()
    {
        var messages = Enumerable.Range(0, 2).Select(_ => Message(_random.Next(Messages))).Distinct().ToArray();
        return Of(ActorId.Thread(Workspace, Thread()), [new ThreadErased(messages, [], [])], erase: [.. messages.Select(Body.OfMessage)]);
    }

    /// <summary>An input that nobody could decide.</summary>
    private Turn Put()
    {
        var actor = ActorId.Thread(Workspace, Thread());
        return Of(actor, [], quarantined: new QuarantinedInput($"{actor}@{_step}", actor, At, """{"$":"add"}""", "it threw"));
    }

    private Turn Of(ActorId actor, Event[] events, Body[]? bodies = null, string[]? erase = null, QuarantinedInput? quarantined = null)
    {
        var version = _versions[actor] = _versions.GetValueOrDefault(actor) + 1;
        return new Turn
        {
            Actor = actor,
            Version = version,
            At = At,
            Record = Wire.WriteRecord(new JournalRecord(
                actor, version, At, null, 0, null, null, null, new Dictionary<ActorId, long>(), quarantined, events)),
            Events = events,
            Bodies = bodies ?? [],
            Erase = erase ?? [],
            Quarantined = quarantined,
        };
    }

    private Instant At => Noon + _step;

    private MessageKey RootOf(MessageKey message)
    {
        while (_rootOf.TryGetValue(message, out var root) && root != message) message = root;
        return message;
    }

    private static MessageKey Message(int number) => new($"x/{number}");

    private ThreadId Thread() => $"t{_random.Next(Threads)}";

    private QueueId Queue() => Queues[_random.Next(Queues.Length)];

    private string Text() => string.Join(' ', Enumerable.Range(0, 4).Select(_ => Words[_random.Next(Words.Length)]));

    private MessageFacts Facts() => new(false, false, Visibility.Public, Noon + _random.Next(10), At, 1, 1, 0, 10, Reading.Unknown);

    private ThreadMessage InThread()
    {
        var message = Message(_random.Next(Messages));
        return new(message, message, Facts(), false, false);
    }

    private Report Report(Phase phase = Phase.Open) => new(
        1, phase, new CustomerKey($"c{_random.Next(5)}"), "x", Visibility.Public, new Reading(Urgency.High, "billing", "en"), 0, 0, At, 1, Message(1));
}
