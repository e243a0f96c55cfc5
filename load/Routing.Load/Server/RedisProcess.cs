using System.Diagnostics;
using System.Net.Sockets;

namespace Routing.Load.Server;

/// <summary>A redis-server of our own on a free port, with a folder of its own, that writes each append to disk; it can be killed and started again
/// on the same data.</summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _home = Directory.CreateTempSubdirectory("routing-load-redis-").FullName;
    private readonly int _port = ChildProcess.FreePort();
    private ChildProcess? _child;
    private bool _kept;

    private RedisProcess()
    {
    }

    public string Address => $"127.0.0.1:{_port}";

    public static async Task<RedisProcess> Fresh()
    {
        var redis = new RedisProcess();
        await redis.Start();
        return redis;
    }

    /// <summary>Starts it, and waits until it has read what it had.</summary>
    public async Task Start()
    {
        _child = ChildProcess.StartAny(
            "redis-server",
            [
                "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _home, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                "--daemonize", "no", "--loglevel", "warning",
            ],
            Path.Combine(_home, "redis.log"));
        var waited = Stopwatch.StartNew();
        while (!await Answers())
        {
            if (_child.Process.HasExited) throw new InvalidOperationException($"redis-server ended with {_child.Process.ExitCode}");
            if (waited.Elapsed > Patience) throw new TimeoutException($"redis-server did not answer within {Patience.TotalSeconds:0} s");
            await Task.Delay(10);
        }
    }

    /// <summary><c>kill -9</c>, of this process only.</summary>
    public async Task Kill()
    {
        await _child!.Kill();
        await _child.DisposeAsync();
    }

    /// <inheritdoc cref="ServerProcess.Keep"/>
    public string Keep()
    {
        _kept = true;
        return _home;
    }

    public async ValueTask DisposeAsync()
    {
        // Who began it and whom it was given to may both be done with it.
        if (_child is null) return;
        await _child.DisposeAsync();
        _child = null;
        if (!_kept) Directory.Delete(_home, recursive: true);
    }

    // While it reads its log it answers, but with an error.
    private async Task<bool> Answers()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[16];
            return await stream.ReadAsync(answer) > 0 && answer[0] == (byte)'+';
        }
        catch (Exception down) when (down is SocketException or IOException)
        {
            return false;
        }
    }
}
