using System.Text.Json;
using Routing.Core.Customers;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Core.Tests.Threads;

/// <summary>A thread without a loop, with the words of its tests. Agent ann holds it once <see cref="Held"/> was called.</summary>
internal sealed class LiveThread(ThreadId id = "t")
{
    private readonly ActorId _self = ActorId.Thread(Workspace, id);

    public ThreadState State { get; private set; } = ThreadDecider.Create(ActorId.Thread(Workspace, id));

    public Instant Now { get; set; } = Morning;

    public List<ThreadEvent> Journal { get; } = [];

    public Outcome Outcome { get; private set; } = Outcome.Done;

    public Report Report => State.Report!;

    public static CustomerCard Card { get; } = new(Customer("c"), 0, 0, 1);

    public ThreadEvent[] Do(ThreadCommand command)
    {
        var before = Saved();
        var decision = ThreadDecider.Decide(State, command, Now);
        Assert.Equal(before, Saved());
        Outcome = decision.Outcome;
        var first = Journal.Count;
        foreach (var happened in decision.Events.Cast<ThreadEvent>()) Happen(happened);
        while (ThreadDecider.Next(State, Now) is ThreadEvent next)
        {
            Happen(next);
            Assert.True(Journal.Count - first < 100, "a turn must end");
        }

        return [.. Journal.Skip(first)];
    }

    public T One<T>(ThreadCommand command)
        where T : ThreadEvent => Assert.IsType<T>(Assert.Single(Do(command)));

    public Refusal Refused(ThreadCommand command)
    {
        Assert.Empty(Do(command));
        return Outcome.Code;
    }

    public void Nothing(ThreadCommand command) => Assert.Equal(Refusal.None, Refused(command));

    /// <summary>A customer's message that was received and created then.</summary>
    public ThreadEvent[] Message(string id, double minutes = 0, Visibility visibility = Visibility.Public, bool own = false) =>
        Do(Add(id, minutes, visibility, own));

    public static AddMessage Add(string id, double minutes = 0, Visibility visibility = Visibility.Public, bool own = false) =>
        new(Key(id), Key(id), Facts(minutes, id, visibility: visibility, own: own), Card);

    public void Held(AgentId agent = "ann", long epoch = 1)
    {
        Do(new Place(Holding.Offered, agent, epoch, "offered", null, null));
        Do(new Place(Holding.Assigned, agent, epoch, "accepted", agent, null));
    }

    public static Reply Reply(
        string id, string to, string? seen = null, AgentId agent = "ann", Visibility visibility = Visibility.Public, bool allow = false) =>
        new(id, agent, Key(to), visibility, Key(seen ?? to), Hashes.Content(id), allow);

    public ThreadView Read() => (ThreadView)ThreadDecider.Read(State, new ReadThread(), Now);

    public string Saved() => Write(State);

    public void Restart() => State = ThreadDecider.Restore(_self, JsonSerializer.Deserialize(Saved(), ThreadDecider.SavedType)!);

    public void AssertReplaysExactly()
    {
        var replayed = ThreadDecider.Create(_self);
        foreach (var happened in Journal) ThreadDecider.Evolve(replayed, JsonSerializer.Deserialize<ThreadEvent>(JsonSerializer.Serialize(happened))!);
        var saved = Saved();
        Assert.Equal(saved, Write(replayed));
        Restart();
        Assert.Equal(saved, Saved());
    }

    private static string Write(ThreadState state) => JsonSerializer.Serialize(ThreadDecider.Save(state), ThreadDecider.SavedType);

    private void Happen(ThreadEvent happened)
    {
        ThreadDecider.Evolve(State, happened);
        Journal.Add(happened);
    }
}
