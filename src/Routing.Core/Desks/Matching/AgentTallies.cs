namespace Routing.Core.Desks.Matching;

/// <summary>What a refresh of prices reads of each agent, by number: side by side, since it reads those of thousands. Six bytes an agent.</summary>
internal sealed class AgentTallies
{
    private byte[] _slots = new byte[16];
    private byte[] _room = new byte[16];
    private byte[] _load = new byte[16];
    private ushort[] _used = new ushort[16];

    /// <summary>Threads that hold a slot, over all agents.</summary>
    public long Used { get; private set; }

    /// <summary>Of those on duty; 0 for others.</summary>
    public ReadOnlySpan<byte> Slots => _slots;

    /// <summary>Slots that something can be offered for now.</summary>
    public ReadOnlySpan<byte> Room => _room;

    /// <summary>Steps of the threads that wait for somebody like them.</summary>
    public ReadOnlySpan<byte> Load => _load;

    public void Add(int agent)
    {
        if (agent < _slots.Length) return;
        var size = agent * 2;
        Array.Resize(ref _slots, size);
        Array.Resize(ref _room, size);
        Array.Resize(ref _load, size);
        Array.Resize(ref _used, size);
    }

    public void Count(DeskAgent agent)
    {
        var at = agent.Slot;
        var used = (ushort)Math.Min(agent.Used, ushort.MaxValue);
        Used += used - _used[at];
        _used[at] = used;
        _load[at] = agent.Load;
        _slots[at] = (byte)(agent.Standing is Standing.Removed or Standing.NotReady ? 0 : Math.Min(agent.Slots, Limits.SlotsPerAgent));
        _room[at] = (byte)(agent.Standing == Standing.Free ? Math.Clamp(agent.Slots - agent.Used, 0, Limits.SlotsPerAgent) : 0);
    }
}
