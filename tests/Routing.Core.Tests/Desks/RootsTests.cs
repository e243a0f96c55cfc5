using Routing.Core.Desks.Matching;

namespace Routing.Core.Tests.Desks;

/// <summary>Classes in front and behind, whatever comes, goes, rises and falls.</summary>
public sealed class RootsTests
{
    private const double Steep = 1 / 60_000.0;
    private const int Anchors = 3;
    private const int Most = 300;

    private readonly Random _dice = new(5);
    private readonly Roots _roots = new();
    private readonly Dictionary<int, Filed> _filed = [];
    private double _now = 1_000_000;
    private int _last;

    [Fact]
    public void Each_class_stands_in_one_place_with_what_it_requires_and_no_bound_above_it_lies_below_its_value()
    {
        for (var n = 0; n < 9_000; n++)
        {
            _now += _dice.Next(200);
            Change();
            if (_dice.Next(4) == 0) _roots.Sweep(5, _now, Steep);
            if (n % 300 == 0) AssertFiled();
        }
    }

    [Fact]
    public void What_stands_highest_comes_to_the_front()
    {
        for (var number = 1; number <= 60; number++) File(number, anchor: 9, new Line(-(number * 7 % 61), 0));

        foreach (var sinks in _roots.ClassesInFront(9).ToArray())
        {
            _filed[sinks] = _filed[sinks] with { Line = new Line(-100, 0) };
            _roots.Set(sinks, _filed[sinks].Line, _now, Steep);
        }

        for (var n = 0; n < 30; n++) _roots.Sweep(50, _now, Steep);

        var highest = _filed.OrderByDescending(filed => filed.Value.Line.Value).Take(Lines.Fan).Select(filed => filed.Key);
        Assert.Equal(highest.Order(), _roots.ClassesInFront(9).ToArray().Order());
    }

    [Fact]
    public void A_class_that_rises_need_not_wait_for_a_sweep()
    {
        for (var number = 1; number <= 20; number++) File(number, anchor: 9, new Line(-number, 0));

        _roots.Set(20, new Line(5, 0), _now, Steep);

        Assert.Contains(20, _roots.ClassesInFront(9).ToArray());
        Assert.Equal(5, _roots.BoundsInFront(9, _now, Steep)[_roots.ClassesInFront(9).IndexOf(20)]);
    }

    private void Change()
    {
        var number = _filed.Count == 0 ? 0 : _filed.Keys.ElementAt(_dice.Next(_filed.Count));
        switch (_dice.Next(4))
        {
            case 0 when _filed.Count > 0:
                _roots.Remove(number, _now, Steep);
                _filed.Remove(number);
                break;
            case 1 when _filed.Count < Most:
                File(++_last, 8 + _dice.Next(Anchors), Draw());
                break;
            case 2 when _filed.Count > 0:
                _filed[number] = _filed[number] with { Line = Draw(), At = _now };
                _roots.Set(number, _filed[number].Line, _now, Steep);
                break;
            case 3 when _filed.Count is > 0 and < Most:
                File(++_last, 8, Draw());
                break;
        }
    }

    private void File(int number, int anchor, Line line)
    {
        _filed[number] = new Filed(anchor, (ulong)number * 3, line, _now);
        _roots.Add(number, anchor, _filed[number].Required, _now, Steep);
        _roots.Set(number, line, _now, Steep);
    }

    private Line Draw() => new(-10 * _dice.NextDouble(), Steep * _dice.NextDouble());

    private void AssertFiled()
    {
        var found = new List<(int Number, int Anchor, ulong Required)>();
        for (var anchor = 8; anchor < 8 + Anchors && _last > 0; anchor++)
        {
            var bounds = _roots.BoundsInFront(anchor, _now, Steep);
            for (var lane = 0; lane < Lines.Fan; lane++)
            {
                if (!double.IsNegativeInfinity(bounds[lane])) found.Add((_roots.ClassesInFront(anchor)[lane], anchor, _roots.RequiredInFront(anchor)[lane]));
            }

            for (var position = 0; position < _roots.Body(anchor).Count; position++)
                found.Add((_roots.Body(anchor).ClassAt(position), anchor, _roots.Body(anchor).Required(position)));
        }

        Assert.Equal(_filed.Select(filed => (filed.Key, filed.Value.Anchor, filed.Value.Required)).Order().ToList(), found.Order().ToList());
        Assert.Equal(found.Select(one => one.Anchor).Distinct().Count(), _roots.Count);
        foreach (var (number, filed) in _filed)
        {
            var value = filed.Line.After(_now - filed.At);
            Assert.All(_roots.BoundsAbove(number, _now, Steep), bound => Assert.True(Search.Loosened(bound) >= value, $"{bound} lies below {value}"));
        }
    }

    private sealed record Filed(int Anchor, ulong Required, Line Line, double At);
}
