using System.Net;
using System.Net.Sockets;

namespace Routing.Web.Tests.Browser;

/// <summary>A stretch of network between a browser and the server: can be cut, connections and all, and mended on the same port.</summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly int _port;
    private TcpListener _listener;
    private CancellationTokenSource _up = new();
    private Task _accepting;

    public CuttableLine(Uri server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept(_listener, _up.Token);
    }

    public Uri Url => new($"http://127.0.0.1:{_port}");

    public async Task Cut()
    {
        await _up.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    public void Mend()
    {
        _up.Dispose();
        _up = new();
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = Accept(_listener, _up.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        _up.Dispose();
    }

    private async Task Accept(TcpListener listener, CancellationToken up)
    {
        var carried = new List<Task>();
        try
        {
            while (true) carried.Add(Carry(await listener.AcceptTcpClientAsync(up), up));
        }
        catch (Exception cut) when (cut is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient near, CancellationToken up)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(_server.Host, _server.Port, up);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), up), far.GetStream().CopyToAsync(near.GetStream(), up));
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
            {
                // Cut, or closed by one of the two: both ends are closed now.
                near.Close();
            }
        }
    }
}
