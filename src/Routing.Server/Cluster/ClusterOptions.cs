namespace Routing.Server.Cluster;

/// <summary>What the command line says of the cluster.</summary>
/// <param name="Store">Where its store is: <c>redis://host:port</c>.</param>
/// <param name="SiloAddress">The address under which the other silos reach this one.</param>
/// <param name="AllowedAppendFsync">See <see cref="Redis.RedisOptions.AllowedAppendFsync"/>.</param>
/// <param name="AcceptedLosses">See <see cref="Redis.RedisOptions.AcceptedLosses"/>.</param>
public sealed record ClusterOptions(string Store, string SiloAddress, string? AllowedAppendFsync, IReadOnlyCollection<string> AcceptedLosses);
