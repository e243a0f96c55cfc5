using System.Text.Json;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>A desk without a loop: decides, evolves, lets follow what follows; after each turn everything that must hold is checked.</summary>
internal sealed class LiveDesk
{
    private static readonly ActorId Self = ActorId.Desk(Workspace);
    private readonly Dictionary<ThreadId, long> _reports = [];
    private readonly Dictionary<AgentId, long> _presence = [];
    private readonly DeskChecks _checks = new();

    public DeskState State { get; private set; } = DeskDecider.Create(Self);

    public Instant Now { get; set; } = Morning;

    /// <summary>Threads that one slice of a new policy ranks at most.</summary>
    public int PolicySlice
    {
        get => State.PolicySlice;
        init => State.PolicySlice = value;
    }

    /// <summary>Threads that one agent hands over in one turn at most.</summary>
    public int HandOverSlice
    {
        get => State.HandOverSlice;
        init => State.HandOverSlice = value;
    }

    public List<DeskEvent> Journal { get; } = [];

    /// <summary>Of the last command: what it came to.</summary>
    public Outcome Outcome { get; private set; } = Outcome.Done;

    public OfferPolicy Rules => State.Policy.Offers;

    /// <summary>All that happened: by the command itself and by what followed.</summary>
    public DeskEvent[] Do(DeskCommand command)
    {
        var decision = DeskDecider.Decide(State, command, Now);
        Outcome = decision.Outcome;
        if (decision.Events.Length == 0) return [];

        var first = Journal.Count;
        foreach (var happened in decision.Events.Cast<DeskEvent>())
        {
            if (happened is PricesRefreshed slice) ReferencePrices.AssertRight(State, slice);
            Happen(happened);
        }

        while (DeskDecider.Next(State, Now) is DeskEvent next)
        {
            if (next is OfferMade offer) ReferenceMatcher.AssertRight(State, offer, Now);
            Happen(next);
            Assert.True(Journal.Count - first < 1_000, "a turn must end");
        }

        _checks.AssertHold(State, Now);
        return [.. Journal.Skip(first)];
    }

    public T Single<T>(DeskCommand command)
        where T : DeskEvent => Assert.Single(Do(command).OfType<T>());

    public Refusal Refused(DeskCommand command)
    {
        Assert.Empty(Do(command));
        return Outcome.Code;
    }

    public void Nothing(DeskCommand command) => Assert.Equal(Refusal.None, Refused(command));

    /// <summary>Lets time pass; the desk is woken whenever it asked for it.</summary>
    public void Pass(double seconds)
    {
        var until = Now + (long)(seconds * 1000);
        while (DeskDecider.Due(State) <= until)
        {
            Now = Instant.Earlier(until, DeskDecider.Due(State) < Now ? Now : DeskDecider.Due(State));
            Do(DeskDecider.Wake);
        }

        Now = until;
    }

    /// <summary>An agent who is available.</summary>
    public void Agent(AgentId agent, int slots = 1, params SkillLevel[] skills)
    {
        Do(new SetAgent(agent, agent, skills, slots));
        Ready(agent);
    }

    public DeskEvent[] Ready(AgentId agent, bool ready = true, bool gone = false, bool drains = false) =>
        Do(new SetReady(agent, _presence[agent] = _presence.GetValueOrDefault(agent) + 1, ready, gone, drains));

    /// <summary>A thread reports how it stands.</summary>
    public DeskEvent[] Report(
        ThreadId thread, Phase phase = Phase.Open, double minutes = 0, Urgency urgency = Urgency.Normal, string topic = "", string language = "",
        int value = 0, int influence = 0, Visibility visibility = Visibility.Public) =>
        Do(new ReportThread(thread, new Report(
            NextReport(thread), phase, Customer("c"), "net", visibility, new Reading(urgency, topic, language), value, influence, At(minutes), 1,
            Key(thread))));

    public long NextReport(ThreadId thread) => _reports[thread] = _reports.GetValueOrDefault(thread) + 1;

    /// <summary>Offered and accepted at once.</summary>
    public void Assign(ThreadId thread, AgentId agent, double minutes = 0)
    {
        Report(thread, minutes: minutes);
        Assert.Equal(agent, Of(thread).Agent);
        Accept(thread);
    }

    public DeskEvent[] Accept(ThreadId thread) => Do(new Accept(Of(thread).Agent!, thread, Of(thread).Epoch));

    public DeskEvent[] Decline(ThreadId thread) => Do(new Decline(Of(thread).Agent!, thread, Of(thread).Epoch, "busy"));

    public void Show(ThreadId thread) => Do(new ShowedOffer(Of(thread).Agent!, thread, Of(thread).Epoch));

    public void Policy(Func<Policy, Policy> change) =>
        Do(new SetPolicy(change(State.Policy) with { Version = State.Policy.Version + 1 }, "sue"));

    public DeskThread Of(ThreadId thread) => State.Threads[thread];

    public DeskAgent Who(AgentId agent) => State.Agents[agent];

    public (Holding Holding, AgentId? Agent) Place(ThreadId thread) => (Of(thread).Holding, Of(thread).Agent);

    public void AssertOffered(ThreadId thread, AgentId agent) => Assert.Equal((Holding.Offered, agent), Place(thread));

    public void AssertAssigned(ThreadId thread, AgentId agent) => Assert.Equal((Holding.Assigned, agent), Place(thread));

    public void AssertWaits(ThreadId thread) => Assert.Equal((Holding.Waiting, null), Place(thread));

    public TView Read<TView>(Query query)
        where TView : View => (TView)DeskDecider.Read(State, query, Now);

    public string Saved() => Write(State);

    /// <summary>A desk brought back from the snapshot of this one.</summary>
    public LiveDesk Rebuilt() => new()
    {
        State = DeskDecider.Restore(Self, JsonSerializer.Deserialize(Saved(), DeskDecider.SavedType)!),
        Now = Now,
        PolicySlice = PolicySlice,
        HandOverSlice = HandOverSlice,
    };

    public void AssertReplaysExactly()
    {
        var replayed = DeskDecider.Create(Self);
        foreach (var happened in Journal) DeskDecider.Evolve(replayed, JsonSerializer.Deserialize<DeskEvent>(JsonSerializer.Serialize(happened))!);
        Assert.Equal(Saved(), Write(replayed));
        Assert.Equal(Saved(), Rebuilt().Saved());
    }

    private static string Write(DeskState state) => JsonSerializer.Serialize(DeskDecider.Save(state), DeskDecider.SavedType);

    private void Happen(DeskEvent happened)
    {
        var used = State.Agents.Values.ToDictionary(agent => agent.Id, agent => agent.Used);
        DeskDecider.Evolve(State, happened);
        Journal.Add(happened);
        _checks.AssertAllowed(State, happened, used);
    }
}
