namespace Routing.Load.Crash;

/// <summary>Counts commands that have been sent and not been answered: what a kill catches in flight.</summary>
public sealed class Wire
{
    private int _commands;

    public int Commands => Volatile.Read(ref _commands);

    /// <summary>Sends and counts while it is on its way.</summary>
    public async Task<T> Carry<T>(int commands, Func<Task<T>> send)
    {
        Interlocked.Add(ref _commands, commands);
        try
        {
            return await send();
        }
        finally
        {
            Interlocked.Add(ref _commands, -commands);
        }
    }
}
