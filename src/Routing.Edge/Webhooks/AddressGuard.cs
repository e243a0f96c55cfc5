using System.Net;
using System.Net.Sockets;

namespace Routing.Edge.Webhooks;

/// <summary>Keeps webhooks out of our own network: every address that a name stands for is looked at when the connection is made, so that
/// a name which changes its address between check and use gets no further.</summary>
public static class AddressGuard
{
    /// <summary>Whether an address is out in the world: not this machine, not a private or link-local network, not a group.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var isNat64 = address.GetAddressBytes().AsSpan(0, 12).SequenceEqual<byte>([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]);
            return !address.IsIPv6LinkLocal && !address.IsIPv6SiteLocal && !address.IsIPv6UniqueLocal && !address.IsIPv6Multicast
                && !address.IsIPv6Teredo && !isNat64;
        }

        var b = address.GetAddressBytes();
        return !(b[0] is 0 or 10 or 127 or >= 224
            || (b[0] == 100 && b[1] is >= 64 and <= 127)
            || (b[0] == 169 && b[1] == 254)
            || (b[0] == 172 && b[1] is >= 16 and <= 31)
            || (b[0] == 192 && b[1] is 0 or 168)
            || (b[0] == 198 && b[1] is 18 or 19));
    }

    /// <summary>A client for webhooks: no redirects, no proxy, no cookies, 15 seconds for a whole attempt.</summary>
    public static HttpClient Client(bool allowPrivate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancel) => Connect(context.DnsEndPoint, allowPrivate, cancel),
        MaxConnectionsPerServer = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancel);
        var allowed = addresses.Where(address => allowPrivate || IsPublic(address)).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException("The webhook's address is none that may be called.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
