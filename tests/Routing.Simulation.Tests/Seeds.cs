namespace Routing.Simulation.Tests;

/// <summary>Seeds that once failed, kept for ever. What a seed draws changes with the simulator, so each says what it showed.</summary>
public static class Seeds
{
    public static TheoryData<ulong, Scenario, string> All => new()
    {
        { 14, Scenario.All, "a join reached the desk after the resolved report of the thread joined: it stood on the desk for ever" },
        { 80, Scenario.All, "a merge left a slot with a thread that awaited its customer" },
        { 186, Scenario.All, "a message that was to move on had not come yet: it stayed in the wrong thread" },
        { 258, Scenario.All, "two joins reached the desk in the other order: a joined thread was offered for ever" },
        { 378, Scenario.All, "a message that was to move on had not come yet: it stayed in the wrong thread" },
        { 697, Scenario.All, "a transfer to the agent who was offered the thread, over capacity, was not marked so" },
        { 863, Scenario.All, "a thread whose messages were all deleted can only be resolved" },
        { 924, Scenario.All, "the store and the one silo that knew of its last writes were lost at once: nothing can be expected" },
        { 103, Scenario.Shifts, "a join gave a resolved thread a holder, whom its own older report took from it again: it believed to be held for ever" },
        { 2, Scenario.All, "an agent without a connection set a status that nothing ended" },
    };
}
