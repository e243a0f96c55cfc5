using Routing.Core.Desks;
using Routing.Core.Desks.Matching;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>More classes and agents than small desks have: the same answers as by looking at everything.</summary>
public sealed class LargeMatcherTests
{
    private const int Agents = 700;
    private const int Needs = 1_500;
    private const int Threads = 4_000;

    private readonly Random _dice = new(7);
    private readonly List<DeskAgent> _agents = [];
    private readonly List<DeskThread> _waiting = [];
    private Instant _now = Given.Morning;

    public static TheoryData<RankRule> Rules => [.. Enum.GetValues<RankRule>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void An_agent_gets_the_best_of_thousands_of_classes_while_time_and_prices_go_on(RankRule rule)
    {
        var desk = Fill(new RankPolicy(Rule: rule, AgeCapMinutes: 90));
        for (var n = 0; n < 300; n++)
        {
            _now += _dice.Next(20_000);
            if (n % 20 == 0) Reprice(desk);
            if (n % 50 == 0) AssertBounds(desk);
            var agent = _agents[_dice.Next(Agents)];
            Stand(desk, agent, Standing.Free);

            var best = _waiting.Where(thread => agent.Covers(thread.Need))
                .OrderByDescending(thread => desk.Index.ValueOf(thread.Slot, _now.Ms)).ThenBy(thread => desk.Index.Queues.Key(thread.Slot))
                .ThenBy(thread => thread.Rank.Since).ThenBy(thread => thread.Id, StringComparer.Ordinal).FirstOrDefault();
            Assert.Equal(best?.Id, desk.TryNext(_now, out var match) ? match.Thread.Id : null);

            if (best is not null) Leave(desk, best);
            Stand(desk, agent, Standing.Full);
        }
    }

    [Fact]
    public void An_arrival_finds_the_first_two_of_hundreds_of_free_agents_as_they_come_and_go()
    {
        var desk = Fill(new RankPolicy());
        foreach (var agent in _agents) Stand(desk, agent, _dice.Next(3) > 0 ? Standing.Free : Standing.Full);
        desk.Settle();
        for (var n = 0; n < 600; n++)
        {
            _now += _dice.Next(2_000);
            if (n % 40 == 0) Reprice(desk);
            var other = _agents[_dice.Next(Agents)];
            Stand(desk, other, _dice.Next(2) == 0 ? Standing.Free : Standing.Full);
            desk.Settle();
            var thread = Arrive(desk);
            if (_dice.Next(4) == 0) thread.Passed.Add(new Passed(_agents[_dice.Next(Agents)].Id, _now + 1_000));
            desk.Touch(thread);

            DeskAgent[] fit =
            [
                .. _agents.Where(agent => agent.Standing == Standing.Free && agent.Covers(thread.Need) && thread.MayGoTo(agent.Id, _now))
                    .OrderBy(FreeOrder.Cost).ThenBy(agent => agent.FreeSince).ThenBy(agent => agent.Slot),
            ];
            var found = desk.TryNext(_now, out var match);
            Assert.Equal((fit.FirstOrDefault()?.Id, fit.ElementAtOrDefault(1)?.Id), found ? (match.Agent.Id, match.RunnerUp) : (null, null));
            Leave(desk, thread);
        }
    }

    private Matcher Fill(RankPolicy policy)
    {
        var desk = new Matcher(policy);
        for (var n = 0; n < Agents; n++)
        {
            var agent = new DeskAgent($"a{n}") { Slots = 1 + _dice.Next(4), Removed = false, Ready = true };
            foreach (var skill in Draw(6 + _dice.Next(8))) agent.Skills[skill.Skill] = skill.Level;
            desk.Skilled(agent);
            Stand(desk, agent, Standing.Full);
            _agents.Add(agent);
        }

        for (var n = 0; n < Threads; n++) Arrive(desk);
        desk.Settle();
        return desk;
    }

    private DeskThread Arrive(Matcher desk)
    {
        var number = _dice.Next(Needs);
        var dice = new Random(number);
        SkillLevel[] Some(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => new SkillLevel($"s{Common(dice)}", 1 + dice.Next(4))).DistinctBy(need => need.Skill)];
        var skills = Some(dice.Next(8) == 0 ? 6 : dice.Next(4));
        SkillLevel[][]? also = dice.Next(5) > 0 ? null : [.. Enumerable.Range(0, 1 + dice.Next(2)).Select(_ => Some(1 + dice.Next(3)))];
        var service = new[] { 60, 300, 3_600 }[dice.Next(3)];
        var since = _now + -_dice.Next(6_000_000);
        var rank = new Rank(
            since.Ms + (service * 1000), since, since + (service * 1000L), (Urgency)_dice.Next(1, 5), 0, 0, 1, 50 * _dice.Next(20), service,
            Priority: _dice.Next(20) == 0 ? (Priority)_dice.Next(-1, 2) : Priority.Usual);
        var thread = new DeskThread($"t{_waiting.Count}-{_dice.Next()}", Report, new Need($"q{number}", skills, also), rank);
        desk.Add(thread);
        _waiting.Add(thread);
        return thread;
    }

    private void Leave(Matcher desk, DeskThread thread)
    {
        desk.Remove(thread);
        _waiting.Remove(thread);
    }

    private void Reprice(Matcher desk)
    {
        NeedPrice[] needs =
        [
            .. _waiting.Select(thread => thread.Need.Class).Distinct().Where(_ => _dice.Next(3) == 0)
                .Select(need => new NeedPrice(need, RankScale.Taus[_dice.Next(RankScale.Taus.Length)], _dice.Next(40))),
        ];
        desk.Price(new PricesRefreshed(_now, 0, 0, [], needs, Last: true));
        foreach (var agent in _agents.Where(_ => _dice.Next(5) == 0)) desk.Price(agent, new AgentPrice(agent.Id, _dice.Next(12), _dice.Next(30)));
    }

    private void AssertBounds(Matcher desk)
    {
        desk.TryNext(_now, out _);
        foreach (var (slot, bound) in desk.Index.Bounds(_now.Ms)) Assert.True(bound >= desk.Index.ValueOf(slot, _now.Ms));
    }

    private void Stand(Matcher desk, DeskAgent agent, Standing standing)
    {
        desk.Lift(agent);
        agent.Busy = 25 * (standing == Standing.Full ? 4 * agent.Slots : _dice.Next(4 * agent.Slots));
        agent.FreeSince = Given.Morning + (_dice.Next(50) * 1000);
        desk.Place(agent, standing);
    }

    private IEnumerable<SkillLevel> Draw(int count) => Enumerable.Range(0, count).Select(_ => new SkillLevel($"s{Common(_dice)}", 1 + _dice.Next(5)));

    /// <summary>Few skills are needed often, many seldom.</summary>
    private static int Common(Random dice) => (int)(40 * dice.NextDouble() * dice.NextDouble());

    private static readonly Report Report = new(
        1, Phase.Open, Given.Customer("c"), "net", Visibility.Public, new Reading(Urgency.Normal, "", ""), 0, 0, default, 1, Given.Key("t"));
}
