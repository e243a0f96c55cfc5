namespace Routing.Redis;

/// <summary>How a silo uses the cluster's store.</summary>
public sealed class RedisOptions
{
    /// <summary>Where it is: <c>redis://host:port</c>, <c>host:port</c>, or whatever StackExchange.Redis reads as configuration.</summary>
    public required string Configuration { get; init; }

    /// <summary>The <c>appendfsync</c> that is allowed beside <c>always</c>: under any other an acknowledged message may be lost with the
    /// store's machine. Null: none.</summary>
    public string? AllowedAppendFsync { get; init; }

    /// <summary>File in which this silo notes the highest positions that it was told of, so that a store that lost writes is known by it even
    /// after a restart of the silo. Null: known only while the silo runs.</summary>
    public string? Witness { get; init; }

    /// <summary>Losses that an operator accepts, each as <see cref="StoreRewoundException.Loss"/> names it.</summary>
    public IReadOnlyCollection<string> AcceptedLosses { get; init; } = [];

    /// <summary>For tests: changes the text of each script, to plant a bug that they must catch.</summary>
    internal Func<string, string>? Tamper { get; init; }
}
