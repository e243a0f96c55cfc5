namespace Routing.Load.Server;

/// <summary>The server that a command drives: one of its own with a fresh data folder, or one that runs already.</summary>
public sealed class Target : IAsyncDisposable
{
    private Target(Ready ready, ServerProcess? own)
    {
        Ready = ready;
        Own = own;
    }

    public Ready Ready { get; }

    /// <summary>The process, if it is ours.</summary>
    public ServerProcess? Own { get; }

    public bool IsOurs => Own is not null;

    /// <param name="url">Null: start one.</param>
    /// <param name="readyFile">Needed with a url: it holds the tokens.</param>
    /// <param name="arguments">For a server of our own.</param>
    public static async Task<Target> Open(string? url, string? readyFile, params string[] arguments)
    {
        if (url is not null)
        {
            if (readyFile is null) throw new ArgumentException("--url needs --ready-file, which holds the server's tokens", nameof(readyFile));
            return new Target(Ready.Read(readyFile) with { Url = url }, null);
        }

        var own = await ServerProcess.Fresh(arguments);
        return new Target(own.Ready, own);
    }

    public ValueTask DisposeAsync() => Own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
