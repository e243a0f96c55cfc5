using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Whether the store keeps what it confirms.</summary>
internal static class Durability
{
    private const string Always = "always";

    /// <exception cref="StoreNotDurableException">It does not, and that is not allowed.</exception>
    public static async Task Check(IServer server, string? allowed)
    {
        var appendOnly = await Setting(server, "appendonly");
        var sync = await Setting(server, "appendfsync");
        if (appendOnly != "yes" && allowed != "off") throw new StoreNotDurableException("appendonly", appendOnly);
        if (appendOnly == "yes" && sync != Always && sync != allowed) throw new StoreNotDurableException("appendfsync", sync);
    }

    private static async Task<string> Setting(IServer server, string name)
    {
        var found = await server.ConfigGetAsync(name);
        return found.Length == 0 ? "" : found[0].Value;
    }
}
