using System.Net;
using System.Net.Sockets;

namespace Routing.Edge.Tests.Presence;

/// <summary>A stretch of network on which everything is lost from one moment on, and no end hears of it: no reset, no close.</summary>
internal sealed class StrandedLine : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _carrying;
    private volatile bool _isStranded;

    public StrandedLine(Uri server)
    {
        _server = server;
        _listener.Start();
        _carrying = Accept();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Strand() => _isStranded = true;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _carrying;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        try
        {
            while (true) carried.Add(Carry(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            await far.ConnectAsync(_server.Host, _server.Port, _end.Token);
            await Task.WhenAll(Copy(near, far), Copy(far, near));
        }
    }

    /// <summary>What comes once the line is stranded is read and lost, even that an end closed.</summary>
    private async Task Copy(TcpClient from, TcpClient to)
    {
        var bytes = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(bytes, _end.Token) is > 0 and var count)
                if (!_isStranded) await to.GetStream().WriteAsync(bytes.AsMemory(0, count), _end.Token);
            if (!_isStranded) to.Client.Shutdown(SocketShutdown.Send);
            else await Task.Delay(Timeout.Infinite, _end.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // One of the ends is gone, or the test is over.
        }
    }
}
