namespace Routing.Simulation.Hosts;

/// <summary>Bugs that can be planted in the simulated shell, to prove that they would be found in a real one.</summary>
internal enum ShellFault
{
    None = 0,
    /// <summary>An envelope is acknowledged before what was decided on it is stored.</summary>
    AcknowledgesBeforeStored = 1,
    /// <summary>A client gets its answer before what it says is stored.</summary>
    AnswersBeforeStored = 2,
    /// <summary>An actor that is rebuilt misses what its last record says.</summary>
    SkipsRecordOnReplay = 3,
    /// <summary>A repeated envelope is decided again.</summary>
    TakesRepeats = 4,
    /// <summary>After a restart nobody looks who has something due or unsent.</summary>
    ForgetsToWake = 5,
    /// <summary>The ids of clients' commands are not remembered.</summary>
    ForgetsCommandIds = 6,
    /// <summary>The edge goes by the timers of a client, which are throttled in a background tab.</summary>
    GoesByTimers = 7,
}
