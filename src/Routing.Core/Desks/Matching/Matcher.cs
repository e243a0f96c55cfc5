using Routing.Core.Policies;

namespace Routing.Core.Desks.Matching;

/// <summary>The one door to matching: who gets what. Incremental: asked for the best agent of a thread that came to want one, and for the
/// best thread of an agent who came to be free; never sweeps. Allocates nothing once its tables have grown.</summary>
/// <remarks>
/// Order among threads: the larger value of <see cref="RankScale"/>, then the smaller key, the longer wait, the id. Order among agents:
/// <see cref="FreeOrder"/>. A release costs in proportion to the agent's skills and the logarithm of the classes, not to the threads.
/// Threads that some agent passed over, or that wait for one agent, are few and kept aside, so that they spoil no bound.
/// </remarks>
public sealed class Matcher
{
    private const int None = -1;
    private readonly List<DeskAgent> _known = [];
    private readonly FreeAgents _free;
    private readonly AgentOrder _agents;
    private readonly ThreadIndex _index;
    private readonly Search _search;
    private readonly PendingThreads _threads;
    private readonly List<int> _aside = [];
    private int _filed;
    private long _now;

    public Matcher(RankPolicy policy)
    {
        _free = new FreeAgents(_known, Skills);
        _agents = new AgentOrder(_known);
        Demand = new Demand(Skills);
        _index = new ThreadIndex(Demand);
        _search = new Search(_index);
        _threads = new PendingThreads(_index);
        Under(policy);
    }

    /// <summary>Threads that want somebody, but for those of queues that are held.</summary>
    public int Waiting { get; private set; }

    /// <summary>Agents by standing; index is <see cref="Standing"/>.</summary>
    public int[] Standings { get; } = new int[5];

    /// <summary>How far the refresh of prices has come.</summary>
    public PriceRound Round { get; } = new();

    internal ThreadIndex Index => _index;

    internal Demand Demand { get; }

    internal SkillTable Skills { get; } = new();

    internal AgentTallies Tallies { get; } = new();

    /// <summary>In the order in which the desk came to know them: an agent's number is the place here.</summary>
    internal IReadOnlyList<DeskAgent> Agents => _known;

    /// <summary>Whether what is filed stands in the same order under this policy too.</summary>
    public bool Measures(RankPolicy policy) => _index.Scale.IsOf(policy);

    /// <summary>Changes the rule of order. What is filed may stay where its measure is the same.</summary>
    public void Under(RankPolicy policy)
    {
        if (_filed > 0 && Measures(policy)) return;
        if (_filed > 0) throw new InvalidOperationException($"{_filed} threads are filed under the rule that is to change");
        _index.Scale = new RankScale(policy);
        Demand.Trim();
        Round.Abandon();
    }

    public void Add(DeskThread thread)
    {
        var need = Demand.NumberOf(thread.Need);
        Demand.Wait(need, +1);
        thread.Slot = _index.Queues.Slot(thread, _index.Scale.KeyOf(thread.Rank), need);
        File(thread);
        _filed++;
        if (Demand.IsHeld(need)) return;
        Waiting++;
        _threads.Add(thread.Slot);
    }

    public void Remove(DeskThread thread)
    {
        if (thread.Slot == None) throw new InvalidOperationException($"thread {thread.Id} is not waiting");
        Unfile(thread);
        var need = _index.Queues.NeedOf(thread.Slot);
        Demand.Wait(need, -1);
        _threads.Drop(thread.Slot);
        _index.Queues.Release(thread.Slot);
        thread.Slot = None;
        _filed--;
        if (!Demand.IsHeld(need)) Waiting--;
    }

    /// <summary>Nothing of this queue is offered: its threads stay in their order, and no search comes to them.</summary>
    public void Hold(QueueId queue)
    {
        foreach (var (need, waiting) in Demand.Hold(queue, held: true))
        {
            _index.Hold(need, held: true, _now);
            Waiting -= waiting;
        }
    }

    /// <summary>It is offered of again: whoever is free looks at what waits.</summary>
    public void Release(QueueId queue)
    {
        foreach (var (need, waiting) in Demand.Hold(queue, held: false))
        {
            _index.Hold(need, held: false, _now);
            Waiting += waiting;
        }

        foreach (var agent in _known)
        {
            if (agent.Standing != Standing.Free || agent.Pending) continue;
            _agents.Add(agent.Slot);
            agent.Pending = true;
        }
    }

    /// <summary>Asks for the thread to be looked at again: something that stood in its way is gone.</summary>
    public void Touch(DeskThread thread)
    {
        Unfile(thread);
        File(thread);
        if (!Demand.IsHeld(_index.Queues.NeedOf(thread.Slot))) _threads.Add(thread.Slot);
    }

    /// <summary>Between turns there is nothing left to do: a desk that was restored need not look at everything again.</summary>
    public void Settle()
    {
        _threads.Clear();
        _agents.Clear();
        foreach (var agent in _known) agent.Pending = false;
    }

    /// <summary>The agent need not be looked at any more.</summary>
    public void Settle(DeskAgent agent)
    {
        if (!agent.Pending) return;
        _agents.Remove(agent.Slot);
        agent.Pending = false;
    }

    /// <summary>A thread came, or asks for somebody again: more of its kind are expected.</summary>
    public void Arrived(DeskThread thread) => Demand.Arrive(Demand.NumberOf(thread.Need));

    /// <summary>Gives the agent a number; again is no matter.</summary>
    public void Know(DeskAgent agent)
    {
        if (agent.Slot != None) return;
        agent.Slot = _known.Count;
        _known.Add(agent);
        Tallies.Add(agent.Slot);
    }

    /// <summary>After an agent's skills changed; while the agent is lifted.</summary>
    public void Skilled(DeskAgent agent)
    {
        Know(agent);
        agent.Has = Skills.Set(agent.Slot, agent.Has, agent.Skills);
    }

    /// <summary>Moves the agent to where the new price puts them among the free; whoever need not be looked at need not be now.</summary>
    public void Price(DeskAgent agent, AgentPrice price)
    {
        var (free, pending) = (agent.Standing == Standing.Free, agent.Pending);
        if (free) _free.Remove(agent.Slot);
        if (pending) _agents.Remove(agent.Slot);
        (agent.Price, agent.Load) = (price.Price, (byte)price.Load);
        Tallies.Count(agent);
        if (free) _free.Add(agent.Slot);
        if (pending) _agents.Add(agent.Slot);
    }

    /// <summary>The next slice of new prices, worked out; nothing changes before it is taken.</summary>
    public PricesRefreshed Slice(Instant now) => Pricing.Slice(this, now);

    /// <summary>Takes a slice of new prices, but for those of agents.</summary>
    public void Price(PricesRefreshed slice)
    {
        if (!Round.Underway) Round.Begin(slice.At, Tallies.Used);
        for (var need = Round.Needs; need < slice.Needs; need++) Demand.Tally(need, slice.At);
        foreach (var price in slice.NeedPrices)
        {
            if (Demand.Find(price.Need) is not { } need) continue;
            Demand.Price(need, RankScale.TauStep(price.TauSeconds * 1000L), price.Heat);
            Demand.Anchor(need);
            _index.RefreshNeed(need, slice.At.Ms);
        }

        Round.Come(slice);
    }

    /// <summary>Before anything changes that <see cref="FreeOrder"/> reads; <see cref="Place"/> puts the agent back.</summary>
    public void Lift(DeskAgent agent)
    {
        Standings[(int)agent.Standing]--;
        if (agent.Standing != Standing.Free) return;
        _free.Remove(agent.Slot);
        Settle(agent);
    }

    public void Place(DeskAgent agent, Standing standing)
    {
        agent.Standing = standing;
        Standings[(int)standing]++;
        Know(agent);
        Tallies.Count(agent);
        if (standing != Standing.Free) return;
        _free.Add(agent.Slot);
        _agents.Add(agent.Slot);
        agent.Pending = true;
    }

    /// <summary>The next pair to be offered, of those touched since, the first in order first; false when there is nothing left to do.</summary>
    public bool TryNext(Instant now, out Match match)
    {
        _now = now.Ms;
        _index.Advance(_now);
        while (_agents.First is { } agent)
        {
            if (BestFor(agent, now, out match)) return true;
            Settle(agent);
        }

        // Where nobody is free no order among threads matters.
        if (_free.Count == 0) _threads.Clear();
        while (_threads.First(_now) is var slot and not None)
        {
            if (BestOf(slot, now, out match)) return true;
            _threads.Drop(slot);
        }

        match = default;
        return false;
    }

    /// <summary>Threads of equal needs that go first: counted, so only for someone who asks.</summary>
    public int Ahead(DeskThread thread, Instant now)
    {
        var value = _index.ValueOf(thread.Slot, now.Ms);
        return _index.Queues.Count(other => other != thread.Slot && _index.Queues[other].Need.Equals(thread.Need)
            && (_index.ValueOf(other, now.Ms) is var its && its > value || (its == value && _index.Queues.Precedes(other, thread.Slot))));
    }

    /// <summary>A release: the first in order of all waiting threads that this agent can serve.</summary>
    private bool BestFor(DeskAgent agent, Instant now, out Match match)
    {
        var passed = 0;
        _search.Begin(_now);
        foreach (var slot in _aside)
        {
            var thread = _index.Queues[slot];
            if (Demand.IsHeld(_index.Queues.NeedOf(slot)) || !agent.Covers(thread.Need)) continue;
            if (thread.MayGoTo(agent.Id, now)) _search.Consider(slot, _index.ValueOf(slot, _now));
            else passed++;
        }

        _search.Run(agent.Has);
        if (_search.Best == None)
        {
            match = default;
            return false;
        }

        // Only what follows from the threads themselves: how far the search came depends on how tight its bounds happened to be.
        var next = _index.Queues.ClassOf(_search.Best) == None ? None : _index.Queues.Next(_search.Best);
        match = new Match(
            _index.Queues[_search.Best], agent, ByArrival: false, 1, 0, passed, next == None ? null : _index.Queues[next].Id,
            (long)Math.Round(_search.BestValue * 1000));
        return true;
    }

    /// <summary>An arrival: the first of the free agents who can serve this thread.</summary>
    private bool BestOf(int slot, Instant now, out Match match)
    {
        var thread = _index.Queues[slot];
        if (Demand.IsHeld(_index.Queues.NeedOf(slot)))
        {
            match = default;
            return false;
        }

        var found = _free.Best(Demand.RequirementOf(_index.Queues.NeedOf(slot)), thread, now);
        match = found.First == None
            ? default
            : new Match(
                thread, _known[found.First], ByArrival: true, found.Eligible, found.Lacking, found.Passed,
                found.Second == None ? null : _known[found.Second].Id, (long)Math.Round(_index.ValueOf(slot, _now) * 1000));
        return found.First != None;
    }

    private void File(DeskThread thread)
    {
        if (thread.Preferred is null && thread.Passed.Count == 0) _index.File(thread.Slot, _now);
        else _aside.Add(thread.Slot);
    }

    private void Unfile(DeskThread thread)
    {
        if (_index.Queues.ClassOf(thread.Slot) != None) _index.Unfile(thread.Slot, _now);
        else _aside.Remove(thread.Slot);
        _index.Queues.Aside(thread.Slot);
    }
}

/// <summary>A pair to be offered, and what was seen on the way to it.</summary>
/// <param name="Eligible">Agents (or this agent) found eligible before the search could stop.</param>
/// <param name="LackSkill">Agents passed by for want of a skill; for a release nothing that lacks is looked at.</param>
/// <param name="Passed">Agents (or threads) passed by because of an earlier pass or a preferred agent.</param>
/// <param name="RunnerUp">The next agent in order, or the thread that follows in the same class.</param>
/// <param name="Index">Thousandths of the thread's value.</param>
public readonly record struct Match(
    DeskThread Thread, DeskAgent Agent, bool ByArrival, int Eligible, int LackSkill, int Passed, string? RunnerUp, long Index);
