using System.Diagnostics;
using Routing.Load.Server;

namespace Routing.Load.Raw;

/// <summary>A reference as a child process of the load tester.</summary>
public sealed class RawProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly string _home;

    private RawProcess(ChildProcess child, string home, string url)
    {
        _child = child;
        _home = home;
        Url = url;
    }

    public string Url { get; }

    public Process Process => _child.Process;

    public static async Task<RawProcess> Start(RawKind kind)
    {
        var home = Directory.CreateTempSubdirectory("routing-raw-").FullName;
        var readyFile = Path.Combine(home, "ready.json");
        var child = ChildProcess.Start(
            typeof(RawProcess).Assembly.Location,
            ["serve-raw", "--kind", kind.ToString(), "--data", home, "--ready-file", readyFile],
            Path.Combine(home, "raw.log"));
        await child.WaitFor(readyFile, TimeSpan.FromSeconds(60));
        return new RawProcess(child, home, Ready.Read(readyFile).Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
