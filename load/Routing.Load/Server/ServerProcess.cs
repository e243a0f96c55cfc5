using System.Diagnostics;

namespace Routing.Load.Server;

/// <summary>The routing server as a process of our own, on a free port with a data folder of its own; it can be killed and started
/// again on the same data.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _home;
    private readonly int _port = ChildProcess.FreePort();
    private readonly string[] _more;
    private ChildProcess? _child;
    private bool _kept;

    private ServerProcess(string home, string[] more)
    {
        _home = home;
        _more = more;
    }

    public Ready Ready { get; private set; } = null!;

    /// <summary>From the start of the process until it accepted.</summary>
    public TimeSpan StartedIn { get; private set; }

    public Process Process => _child!.Process;

    /// <summary>Gone with it, unless it is kept.</summary>
    public string Home => _home;

    public string DataFolder => Path.Combine(_home, "data");

    public string LogFile => Path.Combine(_home, "server.log");

    /// <summary>Starts one on a fresh folder, which is removed again when it is disposed of.</summary>
    /// <param name="more">Further arguments for the server.</param>
    public static async Task<ServerProcess> Fresh(params string[] more)
    {
        var server = new ServerProcess(Directory.CreateTempSubdirectory("routing-load-").FullName, more);
        await server.Start();
        return server;
    }

    public async Task Start()
    {
        var readyFile = Path.Combine(_home, "ready.json");
        File.Delete(readyFile);
        var began = Stopwatch.StartNew();
        _child = ChildProcess.Start(
            Repository.ServerDll,
            ["--data", DataFolder, "--urls", $"http://127.0.0.1:{_port}", "--ready-file", readyFile, .. _more],
            LogFile);
        await _child.WaitFor(readyFile, Patience);
        StartedIn = began.Elapsed;
        Ready = Ready.Read(readyFile);
    }

    /// <summary><c>kill -9</c>, of this process only.</summary>
    public async Task Kill()
    {
        await _child!.Kill();
        await _child.DisposeAsync();
    }

    /// <summary>It stands still until <see cref="Thaw"/>.</summary>
    public void Freeze() => _child!.Freeze();

    public void Thaw() => _child!.Thaw();

    /// <summary>Asks it to end, and waits.</summary>
    public async Task Stop()
    {
        await _child!.Stop(Patience);
        await _child.DisposeAsync();
        _child = null;
    }

    /// <summary>Runs a command of the server to its end, beside this one's data.</summary>
    /// <returns>Seconds, and the most megabytes that it had.</returns>
    public async Task<(double Seconds, double Megabytes)> Run(params string[] arguments)
    {
        var began = Stopwatch.StartNew();
        await using var child = ChildProcess.Start(Repository.ServerDll, arguments, LogFile);
        var most = 0.0;
        while (!child.Process.HasExited)
        {
            most = Math.Max(most, child.Process.Megabytes());
            await Task.WhenAny(child.Process.WaitForExitAsync(), Task.Delay(100));
        }

        if (child.Process.ExitCode == 0) return (began.Elapsed.TotalSeconds, most);
        throw new InvalidOperationException($"{arguments[0]} ended with {child.Process.ExitCode}:\n{string.Join('\n', File.ReadLines(LogFile).TakeLast(5))}");
    }

    /// <summary>Asks it to end, waits, and starts it again on the same data.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Data and log stay on disk when it is disposed of: something is to be found out from them.</summary>
    /// <returns>Where they are.</returns>
    public string Keep()
    {
        _kept = true;
        return _home;
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null) await _child.DisposeAsync();
        if (!_kept) Directory.Delete(_home, recursive: true);
    }
}
