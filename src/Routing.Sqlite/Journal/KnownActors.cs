using Routing.Core;

namespace Routing.Sqlite;

/// <summary>Says of most new actors, without a read, that nothing is stored of them: a Bloom filter over all names.</summary>
/// <remarks>Every new customer and every new thread is looked up once; the read costs some 50 µs, this 0.1. About 16 bits a name and four
/// probes: one new name in four hundred is read for nothing (Bloom, 1970). Filled while the server already takes work: until then
/// anything may be known. A store that grows far beyond its size at start is read a little more often until the next start.</remarks>
internal sealed class KnownActors
{
    private const int BitsPerName = 16;
    private const int Probes = 4;

    /// <summary>Room for a quarter of a million names beside those that are there: 512 KB.</summary>
    private const int Spare = 256 * 1024;

    private readonly ulong[] _words;
    private readonly int _shift;
    private volatile bool _complete;

    /// <param name="names">Names that are stored already.</param>
    public KnownActors(long names)
    {
        var bits = Math.Clamp((long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(names + Spare) * BitsPerName), 64, 1L << 36);
        _words = new ulong[bits / 64];
        _shift = 64 - System.Numerics.BitOperations.Log2((ulong)bits);
    }

    /// <summary>From now on a name that is not here is nowhere.</summary>
    public void Complete() => _complete = true;

    public void Add(ActorId actor)
    {
        var hash = Hash(actor);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(ref hash);
            Interlocked.Or(ref _words[bit >> 6], 1UL << (int)(bit & 63));
        }
    }

    public bool MayHave(ActorId actor)
    {
        if (!_complete) return true;
        var hash = Hash(actor);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(ref hash);
            if ((Volatile.Read(ref _words[bit >> 6]) & (1UL << (int)(bit & 63))) == 0) return false;
        }

        return true;
    }

    private static ulong Hash(ActorId actor) =>
        ((ulong)(uint)actor.Key.GetHashCode(StringComparison.Ordinal) << 32)
            | (uint)HashCode.Combine(actor.Kind, actor.Workspace.GetHashCode(StringComparison.Ordinal));

    /// <summary>The next probe: steps of a generator that spreads every bit (Steele, Lea and Flood's SplitMix64, 2014).</summary>
    private ulong Bit(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) >> _shift;
    }
}
