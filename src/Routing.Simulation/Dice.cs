namespace Routing.Simulation;

/// <summary>The one source of chance of a run: PCG-XSH-RR, 32 bits of output from 64 of state, the same on every machine.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed)
    {
        _state = seed + 1442695040888963407UL;
        Draw();
        Draw();
    }

    /// <summary>0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((ulong)Draw() * (ulong)count) >> 32);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public long Between(long low, long high) => low + (long)(((UInt128)Wide() * (UInt128)(ulong)(high - low + 1)) >> 64);

    public bool Chance(int perMille) => perMille > 0 && Below(1000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Wide() => ((ulong)Draw() << 32) | Draw();

    private uint Draw()
    {
        var old = _state;
        _state = unchecked((old * 6364136223846793005UL) + 1442695040888963407UL);
        var mixed = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(mixed, (int)(old >> 59));
    }
}
