using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Routing.Redis.Tests.Servers;

/// <summary>A real redis-server on a free loopback port, in a temporary folder, durable on each append.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("routing-redis-").FullName;
    private readonly string[] _settings;
    private readonly int _port = FreePort();
    private Process? _process;

    private RedisServer(string[] settings) => _settings = settings;

    public string Address => $"127.0.0.1:{_port}";

    /// <param name="settings">Settings beside the usual ones: name and value in turn, with dashes.</param>
    public static async Task<RedisServer> Start(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.Run();
        return server;
    }

    /// <summary>Starts the process, and waits until it, and no other on its port, answers.</summary>
    public async Task Run()
    {
        var start = new ProcessStartInfo("redis-server") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
            "--daemonize", "no", "--loglevel", "warning", .. _settings,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();

        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsUp()) await pause.WaitForNextTickAsync(timeout.Token);
    }

    /// <summary>Ends the process without warning.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Copies all that it has on disk.</summary>
    public string Backup()
    {
        var backup = _folder + "-backup";
        Copy(_folder, backup);
        return backup;
    }

    /// <summary>Puts back an older state of the disk. The process must not run.</summary>
    public void PutBack(string backup)
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        Copy(backup, _folder);
    }

    public async Task<ConnectionMultiplexer> Connect() => await ConnectionMultiplexer.ConnectAsync(RedisStore.Configuration(Address));

    public ValueTask DisposeAsync()
    {
        Kill();
        System.IO.Directory.Delete(_folder, recursive: true);
        if (System.IO.Directory.Exists(_folder + "-backup")) System.IO.Directory.Delete(_folder + "-backup", recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsUp()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"redis-server ended at once: {await _process.StandardError.ReadToEndAsync()}");
        try
        {
            // A client that finds nobody tries again for seconds.
            using (var probe = new TcpClient()) await probe.ConnectAsync(IPAddress.Loopback, _port);
            await using var connection = await Connect();
            var info = await connection.GetServers()[0].InfoAsync("server");
            return info.SelectMany(group => group).Any(pair => pair.Key == "process_id" && pair.Value == $"{_process.Id}");
        }
        catch (Exception error) when (error is SocketException or RedisException or TimeoutException)
        {
            return false;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
