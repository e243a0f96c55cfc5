using Routing.Load.Data;
using Routing.Load.Ledger;

namespace Routing.Load.Tests.Ledger;

/// <summary>Writes a history by hand, one tick per entry, and what the server said at the end.</summary>
internal sealed class Story
{
    public const int Slots = 2;
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, SourceMessage> _posted = [];
    private readonly Dictionary<string, FinalThread> _threads = [];
    private readonly List<FinalAgent> _agents = [];
    private readonly HashSet<string> _notStored = [];
    private long _operation;

    /// <summary>An ordinary day on which everything was right: every kind of entry occurs in it.</summary>
    public static Story Good() => new Story()
        .Post("m1", "carl", "t1").Post("brand1", "brand", null, own: true, to: "m1").Post("m2", "dora", "t2")
        .Start("ann", 0).Start("bob", 0)
        .Push("ann", 1, kind: 1, "t1", 1).Accept("ann", "t1", 1)
        .Push("bob", 1, kind: 1, "t2", 1).Decline("bob", "t2", 1)
        .Push("ann", 2, kind: 1, "t2", 2).Accept("ann", "t2", 2)
        .Disconnect("ann").Start("ann", 3).Work("ann", "t2", 2).Push("ann", 3, kind: 5, "t1", 1)
        .Reply("ann", "t1", "r1").Resolve("ann", "t1")
        .Listed("ann", 1)
        .Thread("t1", "resolved", null, ["m1"], ["r1"]).Thread("t2", "assigned", "ann", ["m2"])
        .Agent("ann", used: 1).Agent("bob", used: 0);

    public IReadOnlyList<Finding> Check() =>
        Checker.Check(new Run(_entries, new FinalRead(_threads, _agents, _notStored), _posted, Slots));

    /// <param name="minute">When it was written.</param>
    public Story Post(string id, string author, string? thread, bool own = false, string? to = null, int minute = 0, Step end = Step.Ok)
    {
        _posted[id] = new SourceMessage(id, author, own, Noon.AddMinutes(minute), "hello", to);
        return Does(new Entry(0, 0, Act.Post, end, Thread: thread, Id: id));
    }

    public Story Accept(string agent, string thread, long epoch, Step end = Step.Ok) => Does(new Entry(0, 0, Act.Accept, end, agent, thread, epoch));

    public Story Decline(string agent, string thread, long epoch) => Does(new Entry(0, 0, Act.Decline, Step.Ok, agent, thread, epoch));

    public Story Reply(string agent, string thread, string id) => Does(new Entry(0, 0, Act.Reply, Step.Ok, agent, thread, Id: id));

    public Story Resolve(string agent, string thread) => Does(new Entry(0, 0, Act.Resolve, Step.Ok, agent, thread));

    public Story Start(string agent, long sequence, bool resync = false) =>
        Does(new Entry(0, 0, Act.Start, Step.Ok, agent, Number: sequence, Resync: resync));

    public Story Push(string agent, long sequence, int kind, string thread, long epoch) =>
        Sees(new Entry(0, 0, Act.Push, Step.Seen, agent, thread, epoch, Number: sequence, Kind: kind));

    public Story Work(string agent, string thread, long epoch) => Sees(new Entry(0, 0, Act.Work, Step.Seen, agent, thread, epoch));

    public Story Disconnect(string agent) => Sees(new Entry(0, 0, Act.Disconnect, Step.Seen, agent));

    public Story Listed(string agent, int used) => Sees(new Entry(0, 0, Act.Listed, Step.Seen, agent, Number: used));

    public Story Thread(string id, string state, string? agent, string[] messages, string[]? replies = null, string? into = null)
    {
        _threads[id] = new FinalThread(id, state, agent, into, messages, replies ?? []);
        return this;
    }

    public Story Agent(string id, int used, bool ready = true)
    {
        _agents.RemoveAll(agent => agent.Id == id);
        _agents.Add(new FinalAgent(id, Slots, used, ready));
        return this;
    }

    public Story NotStored(string message)
    {
        _notStored.Add(message);
        return this;
    }

    private Story Does(Entry ended)
    {
        var operation = ++_operation;
        _entries.Add(ended with { At = _entries.Count, Operation = operation, Step = Step.Invoke });
        _entries.Add(ended with { At = _entries.Count, Operation = operation });
        return this;
    }

    private Story Sees(Entry seen)
    {
        _entries.Add(seen with { At = _entries.Count });
        return this;
    }
}
