using Routing.Core.Desks;
using Routing.Core.Desks.Matching;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

/// <summary>Needs come and go with policies; their number is bounded by what waits and comes.</summary>
public sealed class DemandTests
{
    private const int Most = 3;

    private static readonly Instant Hours = Given.Morning + (24 * 3_600_000L);

    private readonly SkillTable _skills = new();
    private readonly Demand _demand;

    public DemandTests() => _demand = new Demand(_skills, Most);

    [Fact]
    public void Beyond_the_limit_a_new_need_takes_the_number_of_one_that_nothing_waits_or_comes_for()
    {
        var waited = Wait("a");
        Wait("b");
        Wait("c");
        _demand.Wait(waited, -1);

        Assert.Equal(waited, _demand.NumberOf(Needing("d")));
        Assert.Equal((Most, null), (_demand.Count, _demand.Find(Needing("a").Class)));
        Assert.Equal("d", _demand[waited].Queue);
    }

    [Fact]
    public void What_is_remembered_of_the_old_need_is_not_said_of_the_new_one()
    {
        var number = Wait("a");
        Wait("b");
        Wait("c");
        _demand.Price(number, tau: 2, heat: 40);
        _demand.Wait(number, -1);

        _demand.Wait(_demand.NumberOf(Needing("d")), +1);

        Assert.Equal((1, 0, -1), (_demand.WaitingFor(number), _demand.HeatOf(number), _demand.TauOf(number)));
        Assert.Equal((1, 0), _demand.For(_skills.Set(0, [], new Dictionary<string, int> { ["d"] = 5 })));
        Assert.Equal((0, 0), _demand.For(_skills.Set(1, [], new Dictionary<string, int> { ["a"] = 5 })));
    }

    [Fact]
    public void A_need_that_is_still_asked_for_keeps_its_number_whatever_comes()
    {
        var asked = _demand.NumberOf(Needing("a"));
        _demand.Arrive(asked);
        Wait("b");
        Wait("c");

        Wait("d");
        _demand.Tally(asked, Given.Morning);
        Wait("e");

        Assert.Equal(asked, _demand.NumberOf(Needing("a")));
        Assert.Equal(5, _demand.Count);
    }

    [Fact]
    public void One_that_has_not_been_asked_for_in_hours_does_not()
    {
        var asked = _demand.NumberOf(Needing("a"));
        _demand.Arrive(asked);
        Wait("b");
        Wait("c");
        for (var at = Given.Morning; at < Hours; at += 30_000) _demand.Tally(asked, at);

        Assert.Equal(asked, _demand.NumberOf(Needing("d")));
    }

    [Fact]
    public void Below_the_limit_none_is_forgotten()
    {
        var first = _demand.NumberOf(Needing("a"));

        Wait("b");

        Assert.Equal(first, _demand.NumberOf(Needing("a")));
    }

    [Fact]
    public void One_that_was_rebuilt_gives_the_same_numbers()
    {
        foreach (var queue in new[] { "a", "b", "c" }) Wait(queue);
        _demand.Wait(1, -1);
        var rebuilt = new Demand(_skills, Most);
        foreach (var row in _demand.Save().ToArray()) rebuilt.Restore(row);
        foreach (var need in new[] { 0, 2 }) rebuilt.Wait(need, +1);

        foreach (var queue in new[] { "d", "e", "c" })
        {
            Assert.Equal(_demand.NumberOf(Needing(queue)), rebuilt.NumberOf(Needing(queue)));
            _demand.Wait(_demand.NumberOf(Needing(queue)), +1);
            rebuilt.Wait(rebuilt.NumberOf(Needing(queue)), +1);
        }

        Assert.Equal(_demand.Save().Select(row => row.Need), rebuilt.Save().Select(row => row.Need));
    }

    private int Wait(string queue)
    {
        var number = _demand.NumberOf(Needing(queue));
        _demand.Wait(number, +1);
        return number;
    }

    private static Need Needing(string queue) => new(queue, [new SkillLevel(queue, 1)]);
}
