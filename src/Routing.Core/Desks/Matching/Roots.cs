using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The tournaments by (skill, level). The bounds of one skill's levels lie side by side: a search begins with one look at each skill
/// that an agent has.</summary>
internal sealed class Roots
{
    private Tournament[] _tournaments = [];
    private double[] _skills = [];
    private int _swept;
    private int _sweptGroup;

    public ref Tournament At(int anchor) => ref _tournaments[anchor];

    public ref Tournament Open(int anchor)
    {
        if (anchor >= _tournaments.Length) Widen(anchor);
        ref var tournament = ref _tournaments[anchor];
        if (!tournament.Exists) tournament = Tournament.Create();
        return ref tournament;
    }

    /// <summary>Carries a changed leaf up.</summary>
    public void Raise(int anchor, int position, double now, double steep)
    {
        if (_tournaments[anchor].Raise(position, now, steep, out var top))
            Lines.Renew(_skills, anchor / SkillTable.Levels, anchor % SkillTable.Levels, top, now, steep);
    }

    /// <summary>Makes the nodes above the next few groups of leaves tight again.</summary>
    /// <param name="steps">Groups, and tournaments that have none left.</param>
    public void Sweep(int steps, double now, double steep)
    {
        for (; steps > 0; steps--)
        {
            if (_sweptGroup * Lines.Fan < _tournaments[_swept].Count)
            {
                Raise(_swept, _sweptGroup++ * Lines.Fan, now, steep);
                continue;
            }

            _sweptGroup = 0;
            _swept = _swept + 1 < _tournaments.Length ? _swept + 1 : 0;
        }
    }

    public int Count => _tournaments.Length;

    /// <summary>Bounds of what is filed under each level of a skill; false if nothing ever was.</summary>
    public bool TryBounds(int skill, double now, double steep, out Vector512<double> bounds)
    {
        var known = (skill + 1) * Lines.Block <= _skills.Length;
        bounds = known ? Lines.At(_skills, skill, now, Lines.NodeMs, steep) : default;
        return known;
    }

    private void Widen(int anchor)
    {
        var skills = Math.Max(_tournaments.Length * 2 / SkillTable.Levels, (anchor / SkillTable.Levels) + 1);
        var wider = Lines.Empty(skills);
        _skills.CopyTo(wider, 0);
        _skills = wider;
        Array.Resize(ref _tournaments, skills * SkillTable.Levels);
    }
}
