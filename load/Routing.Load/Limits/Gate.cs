namespace Routing.Load.Limits;

/// <summary>Open, or closed until it is opened: those who come while it is closed wait.</summary>
public sealed class Gate
{
    private TaskCompletionSource _opened = Opened();

    public Task Passed => Volatile.Read(ref _opened).Task;

    public void Close() => Volatile.Write(ref _opened, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Open() => Volatile.Read(ref _opened).TrySetResult();

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
