using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Hosting;
using Routing.Redis;
using StackExchange.Redis;

namespace Routing.Server.Cluster;

/// <summary><c>raise</c>: an operator says that a roll-out is done.</summary>
internal static class RaiseCommand
{
    public static Command Create()
    {
        var cluster = new Option<string>("--cluster") { Description = "The cluster's store: redis://host:port.", HelpName = "REDIS", Required = true };
        var allowFsync = new Option<string?>("--allow-appendfsync") { Description = "As the silos have it.", HelpName = "SETTING" };
        var command = new Command("raise", "Lets a cluster whose silos were all replaced write what this version brings; before it, each can be put back.")
        {
            cluster, allowFsync,
        };
        command.SetAction((parsed, _) => Raise(parsed.GetRequiredValue(cluster), parsed.GetValue(allowFsync)));
        return command;
    }

    private static async Task<int> Raise(string cluster, string? allowFsync)
    {
        try
        {
            await using var store = await RedisStore.Open(
                new RedisOptions { Configuration = cluster, AllowedAppendFsync = allowFsync }, TimeProvider.System, NullLogger.Instance);
            var before = await ClusterContract.Raise(store);
            Console.WriteLine(before is { } version ? $"contract {version} -> {Contract.Version}" : "No silo has joined yet: the first one brings its own.");
            return 0;
        }
        catch (Exception refused) when (refused is IOException or RedisException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
