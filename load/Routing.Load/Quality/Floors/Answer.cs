namespace Routing.Load.Quality.Floors;

/// <summary>What became of a thread.</summary>
public enum Fate
{
    /// <summary>It has not come yet.</summary>
    None = 0,
    Waiting = 1,
    /// <summary>An agent began it: that is its first response.</summary>
    Begun = 2,
    /// <summary>The customer left unanswered.</summary>
    Left = 3,
}

/// <param name="At">When it was begun or left, in seconds after opening.</param>
/// <param name="Agent">Who began it.</param>
public readonly record struct Answer(Fate Fate, double At, int Agent)
{
    public static readonly Answer None = new(Fate.None, double.NaN, -1);
}
