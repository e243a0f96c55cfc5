namespace Routing.Simulation.Hosts;

/// <summary>What the network and the disk do to us now: as bad as the conditions say, or fair.</summary>
internal sealed class Weather(Conditions conditions, Dice dice)
{
    /// <summary>Faults are over: everything arrives, at once, once.</summary>
    public bool IsFair { get; set; }

    public Dice Dice => dice;

    /// <summary>Faults that had an effect, by kind: a run in which none struck proves nothing.</summary>
    public SortedDictionary<string, int> Struck { get; } = new(StringComparer.Ordinal);

    public long Delay() => IsFair ? 1 : dice.Between(0, conditions.DelayMost);

    public long Commit() => IsFair ? 2 : dice.Between(1, conditions.CommitMost);

    public bool Drops() => !IsFair && dice.Chance(conditions.Drop) && Count("dropped");

    public bool Repeats() => !IsFair && dice.Chance(conditions.Repeat) && Count("repeated");

    public bool Count(string fault)
    {
        Struck[fault] = Struck.GetValueOrDefault(fault) + 1;
        return true;
    }
}
