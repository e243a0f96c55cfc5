namespace Routing.Core.Desks.Matching;

/// <summary>What a refresh of prices reads of each agent, by number: side by side, since it reads those of thousands. Eight bytes an agent.</summary>
internal sealed class AgentTallies
{
    private Tally[] _tallies = new Tally[16];

    /// <summary>Slots in use over all agents: what is wrapped up is not given back yet.</summary>
    public long Used { get; private set; }

    public ReadOnlySpan<Tally> All => _tallies;

    public void Add(int agent)
    {
        if (agent >= _tallies.Length) Array.Resize(ref _tallies, agent + 16 + (agent / 4));
    }

    public void Count(DeskAgent agent)
    {
        ref var tally = ref _tallies[agent.Slot];
        var used = (ushort)Math.Min(agent.Used + agent.WrapUps.Count, ushort.MaxValue);
        Used += used - tally.Used;
        tally = new Tally(
            (ushort)(agent.Standing is Standing.Removed or Standing.NotReady ? 0 : agent.Places),
            (ushort)(agent.Standing == Standing.Free ? agent.Room : 0),
            agent.Load, used);
    }
}

/// <param name="Places">Of who is on duty; 0 for others.</param>
/// <param name="Room">Of these, those that something can be offered for now.</param>
/// <param name="Load">Step of the threads that wait for somebody like them.</param>
/// <param name="Used">Slots that are held or wrapped up.</param>
internal readonly record struct Tally(ushort Places, ushort Room, byte Load, ushort Used);
