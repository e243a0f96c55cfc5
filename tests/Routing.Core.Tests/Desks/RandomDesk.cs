using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>A small desk on which anything may be asked at any time. One seed, one story.</summary>
internal sealed class RandomDesk(int seed)
{
    private static readonly string[] Skills = ["billing", "tech"];
    private readonly Random _dice = new(seed);
    private readonly int _agents = 2 + (seed % 4);
    private readonly int _threads = 4 + (seed % 9);
    private long _presence;
    private long _report;

    public LiveDesk Desk { get; private set; } = new() { PolicySlice = seed % 3 == 0 ? 2 : Limits.PolicySlice, HandOverSlice = 1 + (seed % 2) };

    /// <summary>Goes on with a desk that was rebuilt from its snapshot.</summary>
    public void GoOnWith(LiveDesk rebuilt) => Desk = rebuilt;

    public void Open()
    {
        Desk.Do(new SetPolicy(Policy(), "sue"));
        for (var n = 0; n < _agents; n++) Desk.Do(SetAgent($"a{n}"));
        for (var n = 0; n < _agents; n++) Desk.Do(new SetReady($"a{n}", ++_presence, true, false));
    }

    /// <summary>Time goes on, mostly with the desk woken when it asked for it, sometimes with the wake-up late.</summary>
    public void LetTimePass()
    {
        var seconds = _dice.Next(4) == 0 ? _dice.Next(40_000) / 1000.0 : _dice.Next(3);
        if (_dice.Next(10) > 0) Desk.Pass(seconds);
        else Desk.Now += (long)(seconds * 1000);
    }

    public DeskCommand Next()
    {
        var (thread, agent) = (Thread(), Agent());
        var known = Desk.State.Threads.GetValueOrDefault(thread);
        var epoch = (known?.Epoch ?? 0) + (_dice.Next(10) == 0 ? -1 : 0);
        var holder = _dice.Next(10) > 0 ? known?.Agent ?? agent : agent;
        return _dice.Next(49) switch
        {
            < 12 => Report(thread),
            < 17 => new Accept(holder, thread, epoch),
            < 20 => new Decline(holder, thread, epoch, "no"),
            < 23 => new ShowedOffer(holder, thread, epoch),
            < 25 => new Take(agent, thread),
            < 27 => new ReturnToQueue(_dice.Next(2) == 0 ? holder : null, thread, "someone", null),
            < 30 => Transfer(thread, holder),
            < 34 => SetReady(agent),
            < 36 => new JoinThreads(thread, Thread() is var into && into == thread ? thread + "x" : into),
            36 => _dice.Next(3) == 0 ? new RemoveAgent(agent) : SetAgent(agent),
            37 => SetAgent(agent),
            38 => _dice.Next(2) == 0 ? new SetPolicy(Policy(), "sue") : new Resume(),
            39 or 40 => new SetShiftEnd(agent, $"shift{_dice.Next(3)}", Desk.Now + (_dice.Next(600) * 1000L)),
            41 => new EndShift(agent, $"shift{_dice.Next(3)}", _dice.Next(2) == 0 ? null : Agent(), [new HandOverNote(thread, "n1")]),
            42 => _dice.Next(3) == 0 ? new PauseQueue($"q{_dice.Next(3)}", "sue", null) : new ReopenQueue($"q{_dice.Next(3)}", "sue", null),
            43 => _dice.Next(3) == 0 ? new MuteAuthor(Customer(thread), "sue", null) : new UnmuteAuthor(Customer(thread), "sue", null),
            44 => _dice.Next(4) == 0 ? new EndTemporary(agent, "sue", null) : SetAgentUntil(SetAgent(agent)),
            45 or 46 => new SetPriority(thread, (Priority)_dice.Next(-1, 2), "sue", null),
            _ => new DeskWake(),
        };
    }

    private SetAgentUntil SetAgentUntil(SetAgent set) =>
        new(set.Agent, _dice.Next(2) == 0 ? null : set.Skills, _dice.Next(2) == 0 ? null : set.Slots, Desk.Now + (1_000L * _dice.Next(120)), "sue", null);

    private ThreadId Thread() => $"t{_dice.Next(_threads)}";

    private AgentId Agent() => $"a{_dice.Next(_agents)}";

    private SetReady SetReady(AgentId agent)
    {
        var ready = _dice.Next(3) > 0;
        var gone = !ready && _dice.Next(2) == 0;
        return new SetReady(agent, _dice.Next(10) == 0 ? _presence : ++_presence, ready, gone, !ready && !gone && _dice.Next(2) == 0);
    }

    private Transfer Transfer(ThreadId thread, AgentId holder)
    {
        var by = _dice.Next(2) == 0 ? holder : null;
        return _dice.Next(2) == 0
            ? new Transfer(by, thread, Agent(), null, "someone", null)
            : new Transfer(by, thread, null, _dice.Next(5) == 0 ? "nowhere" : $"q{_dice.Next(3)}", "someone", null);
    }

    private SetAgent SetAgent(AgentId agent) => new(
        agent, agent, [.. Skills.Append("lang:en").Where(_ => _dice.Next(3) > 0).Select(skill => new SkillLevel(skill, 1 + _dice.Next(3)))], 1 + _dice.Next(3));

    private ReportThread Report(ThreadId thread)
    {
        var phase = _dice.Next(10) switch { < 6 => Phase.Open, 6 => Phase.AwaitingCustomer, 7 => Phase.Parked, _ => Phase.Resolved };
        var reading = new Reading((Urgency)_dice.Next(5), new[] { "", "billing", "tech" }[_dice.Next(3)], _dice.Next(2) == 0 ? "" : "en");
        return new ReportThread(thread, new Report(
            _dice.Next(12) == 0 ? _report : ++_report, phase, Customer(thread), "net", (Visibility)_dice.Next(2), reading, _dice.Next(101), 10 * _dice.Next(5),
            Desk.Now + -_dice.Next(600_000), 1, Key(thread)));
    }

    private Policy Policy()
    {
        QueuePolicy Queue(int n) => new(
            $"q{n}", new QueueMatch(Topics: n == 2 ? null : [Skills[n]]), n == 2 ? [] : [new SkillLevel(Skills[n], 1 + _dice.Next(3))], _dice.Next(2) == 0,
            ServiceLevel.Default, OpeningHours.Always, _dice.Next(3) == 0 ? [new SkillLevel("tech", 2)] : null, 1 + _dice.Next(60),
            n == 2 || _dice.Next(2) == 0 ? null : [Relax(n), Relax(n)], n == 2 || _dice.Next(2) == 0 ? null : [new OverflowStep($"q{1 - n}", Time())]);
        StepTime Time() => _dice.Next(2) == 0 ? new StepTime(1 + _dice.Next(90)) : new StepTime(AtPercent: 1 + _dice.Next(100));
        RelaxStep Relax(int n) => _dice.Next(2) == 0
            ? new RelaxStep(Time(), Drop: [Skills[n], RelaxStep.Language]) : new RelaxStep(Time(), [new SkillLevel(Skills[n], 1 + _dice.Next(2))]);
        var offers = new OfferPolicy(5 + _dice.Next(15), _dice.Next(20), 1 + _dice.Next(3), _dice.Next(60), _dice.Next(30), 1 + _dice.Next(2));
        int[] queues = _dice.Next(4) == 0 ? [0, 2] : [0, 1, 2];
        return Core.Policies.Policy.Default with
        {
            Version = Desk.State.Policy.Version + _dice.Next(10) switch { 0 => 0, _ => 1 },
            Queues = [.. queues.Select(Queue)],
            Offers = offers,
            Capacity = _dice.Next(2) == 0 ? null : new CapacityPolicy(
                50 + (50 * _dice.Next(2)), 25 * _dice.Next(2), 50 * _dice.Next(2), _dice.Next(2) * _dice.Next(60), _dice.Next(2), 1 + _dice.Next(120)),
            Channels = _dice.Next(3) > 0 ? [] : [new ChannelPolicy("net", [], null, new SlotCost(25 + (25 * _dice.Next(4)), 50 + (50 * _dice.Next(2))))],
            Rank = _dice.Next(2) == 0 ? Desk.State.Policy.Rank with { DialPercent = _dice.Next(101) } : new RankPolicy(
                AgeCapMinutes: _dice.Next(2) == 0 ? 8 : 240, Rule: (RankRule)Math.Max(0, _dice.Next(8) - 4), DialPercent: _dice.Next(101),
                TauSeconds: 60 + _dice.Next(1_141)),
        };
    }
}
