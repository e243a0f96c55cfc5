namespace Routing.Load.Crash;

/// <summary>Counts commands that have been sent and not been answered: what a kill catches in flight.</summary>
public sealed class Wire
{
    private int _commands;
    private long _answered;

    public int Commands => Volatile.Read(ref _commands);

    /// <summary>Commands that were answered since the start of the run.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Sends and counts while it is on its way.</summary>
    public async Task<T> Carry<T>(int commands, Func<Task<T>> send)
    {
        Interlocked.Add(ref _commands, commands);
        try
        {
            var answer = await send();
            Interlocked.Add(ref _answered, commands);
            return answer;
        }
        finally
        {
            Interlocked.Add(ref _commands, -commands);
        }
    }
}
