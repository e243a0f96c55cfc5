namespace Routing.Sqlite;

/// <summary>What waits to be stored. When full, the edge refuses new messages; what follows from those already taken still goes in,
/// so that no actor ever waits for the store.</summary>
/// <param name="Turns">Turns appended and not yet stored.</param>
/// <param name="Bytes">Their records and bodies.</param>
public readonly record struct Backlog(int Turns, long Bytes, bool IsFull);
