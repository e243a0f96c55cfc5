namespace Routing.Load.Limits;

/// <summary>Open, or closed: those who come while it is closed wait, until it is opened or they are let through one by one.</summary>
public sealed class Gate
{
    // More than can ever wait.
    private const int All = int.MaxValue / 2;

    private SemaphoreSlim? _closed;

    public Task Passed => Volatile.Read(ref _closed)?.WaitAsync() ?? Task.CompletedTask;

    public void Close() => Volatile.Write(ref _closed, new SemaphoreSlim(0));

    /// <summary>Lets one through: who waits, or the next who comes.</summary>
    public void LetOne() => Volatile.Read(ref _closed)?.Release();

    public void Open() => Interlocked.Exchange(ref _closed, null)?.Release(All);
}
