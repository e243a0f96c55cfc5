namespace Routing.Core.Desks.Matching;

/// <summary>What a refresh of prices reads of each agent, by number: side by side, since it reads those of thousands. Six bytes an agent.</summary>
internal sealed class AgentTallies
{
    private Tally[] _tallies = new Tally[16];

    /// <summary>Threads that hold a slot, over all agents.</summary>
    public long Used { get; private set; }

    public ReadOnlySpan<Tally> All => _tallies;

    public void Add(int agent)
    {
        if (agent >= _tallies.Length) Array.Resize(ref _tallies, agent + 16 + (agent / 4));
    }

    public void Count(DeskAgent agent)
    {
        ref var tally = ref _tallies[agent.Slot];
        var used = (ushort)Math.Min(agent.Used, ushort.MaxValue);
        Used += used - tally.Used;
        tally = new Tally(
            (byte)(agent.Standing is Standing.Removed or Standing.NotReady ? 0 : Math.Min(agent.Slots, Limits.SlotsPerAgent)),
            (byte)(agent.Standing == Standing.Free ? Math.Clamp(agent.Slots - agent.Used, 0, Limits.SlotsPerAgent) : 0),
            agent.Load, used);
    }
}

/// <param name="Slots">Of who is on duty; 0 for others.</param>
/// <param name="Room">Slots that something can be offered for now.</param>
/// <param name="Load">Step of the threads that wait for somebody like them.</param>
/// <param name="Used">Threads that hold a slot.</param>
internal readonly record struct Tally(byte Slots, byte Room, byte Load, ushort Used);
