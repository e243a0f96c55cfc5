using System.Numerics;

namespace Routing.Core.Desks.Matching;

/// <summary>Agents who can be offered something now, in blocks of 64 with the first of each block in <see cref="FreeOrder"/>: an arrival
/// looks at blocks whose first could still be better, by rows of bits, and at none of the agents that do not fit.</summary>
/// <remarks>Some 17 bytes an agent. Its order is that of costs and times alone, so how it is laid out decides nothing.</remarks>
internal sealed class FreeAgents(List<DeskAgent> agents, SkillTable skills)
{
    private const int None = -1;
    private const int Block = 64;

    private Turn[] _turns = [];
    private ulong[] _free = [];
    private ulong[] _blocks = [];
    private First[] _firsts = [];
    private ulong[] _fit = [];

    public int Count { get; private set; }

    public void Add(int agent)
    {
        if (agent >= _turns.Length) Grow(agent);
        var block = agent / Block;
        _turns[agent] = new Turn(FreeOrder.Cost(agents[agent]), agents[agent].FreeSince.Ms);
        if (_free[block] == 0) _blocks[block / Block] |= 1UL << (block % Block);
        _free[block] |= 1UL << (agent % Block);
        ref var first = ref _firsts[block];
        if (first.Agent == None || Before(agent, first.Agent)) first = new First(_turns[agent], agent);
        Count++;
    }

    public void Remove(int agent)
    {
        var block = agent / Block;
        _free[block] &= ~(1UL << (agent % Block));
        if (_free[block] == 0) _blocks[block / Block] &= ~(1UL << (block % Block));
        if (_firsts[block].Agent == agent) _firsts[block] = FirstOf(block);
        Count--;
    }

    /// <summary>The first two in order who meet this and may have the thread.</summary>
    public Found Best(in Requirement required, DeskThread thread, Instant now)
    {
        var found = new Found { First = None, Second = None };
        var choosy = thread.Preferred is not null || thread.Passed.Count > 0;
        if (Count > _free.Length)
        {
            // Many blocks are looked at: rows are read from end to end, which the processor foresees.
            _free.CopyTo(_fit, 0);
            required.Keep(skills, _fit);
            for (var block = 0; block < _fit.Length; block++)
            {
                Look(block, _fit[block], thread, choosy, now, ref found);
            }

            return found;
        }

        for (var word = 0; word < _blocks.Length; word++)
        {
            for (var blocks = _blocks[word]; blocks != 0; blocks &= blocks - 1)
            {
                var block = (word * Block) + BitOperations.TrailingZeroCount(blocks);
                Look(block, _free[block] & required.Holders(skills, block), thread, choosy, now, ref found);
            }
        }

        return found;
    }

    /// <param name="fit">Of the block, those who meet the requirement. Only where the first of all could come before the second found is
    /// anybody looked at, however the block was come to: what is counted on the way is the same on a desk that was rebuilt.</param>
    private void Look(int block, ulong fit, DeskThread thread, bool choosy, Instant now, ref Found found)
    {
        if (fit == 0 || (found.Second != None && !_firsts[block].Precedes(_turns[found.Second], found.Second))) return;
        found.Lacking += BitOperations.PopCount(_free[block]) - BitOperations.PopCount(fit);
        for (; fit != 0; fit &= fit - 1)
        {
            var agent = (block * Block) + BitOperations.TrailingZeroCount(fit);
            if (choosy && !thread.MayGoTo(agents[agent].Id, now)) found.Passed++;
            else Consider(agent, ref found);
        }
    }

    private void Consider(int agent, ref Found found)
    {
        found.Eligible++;
        if (found.First == None || Before(agent, found.First)) (found.Second, found.First) = (found.First, agent);
        else if (found.Second == None || Before(agent, found.Second)) found.Second = agent;
    }

    private bool Before(int a, int b)
    {
        var order = _turns[a].CompareTo(_turns[b]);
        return order != 0 ? order < 0 : a < b;
    }

    private First FirstOf(int block)
    {
        var first = None;
        for (var left = _free[block]; left != 0; left &= left - 1)
        {
            var agent = (block * Block) + BitOperations.TrailingZeroCount(left);
            if (first == None || Before(agent, first)) first = agent;
        }

        return first == None ? First.Nobody : new First(_turns[first], first);
    }

    private void Grow(int agent)
    {
        // By a quarter, in whole words of blocks.
        var blocks = (((agent + (agent / 4)) / Block / Block) + 1) * Block;
        var old = _firsts.Length;
        Array.Resize(ref _turns, blocks * Block);
        Array.Resize(ref _free, blocks);
        Array.Resize(ref _fit, blocks);
        Array.Resize(ref _firsts, blocks);
        Array.Resize(ref _blocks, blocks / Block);
        Array.Fill(_firsts, First.Nobody, old, blocks - old);
    }

    /// <summary>What decides, but for the number.</summary>
    private readonly record struct Turn(double Cost, long Since) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => Cost != other.Cost ? Cost.CompareTo(other.Cost) : Since.CompareTo(other.Since);
    }

    /// <summary>The first of a block.</summary>
    private readonly record struct First(Turn Turn, int Agent)
    {
        public bool Precedes(Turn turn, int agent) => Turn.CompareTo(turn) is var order && (order < 0 || (order == 0 && Agent < agent));

        public static readonly First Nobody = new(new Turn(double.PositiveInfinity, long.MaxValue), None);
    }

    /// <summary>Numbers of the first two, and how many were looked at.</summary>
    internal struct Found
    {
        public int First;
        public int Second;
        public int Eligible;
        public int Lacking;
        public int Passed;
    }
}
