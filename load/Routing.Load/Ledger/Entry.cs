namespace Routing.Load.Ledger;

/// <summary>What a client did or saw.</summary>
public enum Act
{
    /// <summary>A message was posted.</summary>
    Post,
    /// <summary>An agent's <c>Start</c> on a new connection.</summary>
    Start,
    /// <summary>A push, live or caught up.</summary>
    Push,
    /// <summary>A start's answer showed that the agent holds a thread.</summary>
    Work,
    /// <summary>The agent's connection ended, whoever ended it.</summary>
    Disconnect,
    Accept,
    Decline,
    Reply,
    Resolve,
    /// <summary>The list of agents showed how much one holds.</summary>
    Listed,
    /// <summary>The server was killed.</summary>
    Kill,
}

/// <summary>How far it had come.</summary>
public enum Step
{
    /// <summary>It is about to be sent. A repeat with the same id is the same operation and has no entry of its own.</summary>
    Invoke,
    /// <summary>The server said yes.</summary>
    Ok,
    /// <summary>The server said no.</summary>
    Fail,
    /// <summary>Nobody knows: the connection was cut, and nothing was said later.</summary>
    Info,
    /// <summary>It was seen; nobody asked for it.</summary>
    Seen,
}

/// <summary>One line of what the clients experienced. Written by the drivers alone, never by the engine.</summary>
/// <param name="At">Monotonic ticks (<see cref="System.Diagnostics.Stopwatch"/>); entries stand in this order.</param>
/// <param name="Operation">Joins an invocation with its end; 0 for what was seen.</param>
/// <param name="Id">Of the message or the reply.</param>
/// <param name="Number">A push's or a start's sequence (−1: none yet); in the list of agents the slots in use.</param>
/// <param name="Kind">A push's kind, as the hub numbers them.</param>
/// <param name="Resync">A start that was answered with a snapshot instead of what was missed.</param>
public sealed record Entry(
    long At, long Operation, Act Act, Step Step, string? Agent = null, string? Thread = null, long Epoch = 0, string? Id = null,
    long Number = 0, int Kind = 0, bool Resync = false);
