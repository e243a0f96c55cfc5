using Routing.Edge;
using Routing.Edge.Auth;
using Routing.Redis;
using Routing.Server.Cluster;
using Routing.Server.Demo;
using Routing.Server.Embedded;
using Routing.Sqlite;

namespace Routing.Server;

/// <summary>One run of the server, from the opened store to a proper stop.</summary>
internal static class ServerRun
{
    public static Task<int> Run(ServerOptions options, CancellationToken cancel) =>
        options.Cluster is { } cluster ? InCluster(options, cluster, cancel) : Alone(options, cancel);

    private static async Task<int> Alone(ServerOptions options, CancellationToken cancel)
    {
        SqliteStore store;
        try
        {
            store = SqliteStore.Open(options.Data.FullName, new SqliteOptions(), TimeProvider.System);
        }
        catch (Exception refused) when (refused is FolderInUseException or UnknownStoreException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }

        await using (store)
        {
            var edge = options.Edge;
            await using var app = EmbeddedHost.Build(store, options.Urls, edge, Configure);
            return await Serve(app, options, edge, cancel);
        }
    }

    private static async Task<int> InCluster(ServerOptions options, ClusterOptions cluster, CancellationToken cancel)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        await using var store = await ClusterRun.Open(cluster, options.Data, logs.CreateLogger<RedisStore>());
        if (store is null) return 1;

        await using var signals = await ClusterSignals.Open(store);
        var edge = options.Edge;
        await using var app = ClusterHost.Build(store, signals, cluster, options.Urls, edge, Configure);
        return await Serve(app, options, edge, cancel);
    }

    private static async Task<int> Serve(WebApplication app, ServerOptions options, EdgeOptions edge, CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        if (!await Prepare(app, options, cancel))
        {
            await app.StopAsync(CancellationToken.None);
            return 1;
        }

        var tokens = app.Services.GetRequiredService<Tokens>();
        var url = app.Urls.First();
        Banner.Print(Console.Out, url, options, edge, tokens);
        if (options.ReadyFile is { } file) await ReadyFile.Write(file, url, tokens, cancel);

        var demo = options.Demo ? Play(app, url, tokens) : Task.CompletedTask;
        await app.WaitForShutdownAsync(cancel);
        await demo;
        return 0;
    }

    private static Task Play(WebApplication app, string url, Tokens tokens)
    {
        var log = app.Services.GetRequiredService<ILogger<DemoPlayer>>();
        return new DemoPlayer(new Uri(url), tokens, TimeProvider.System, log).Play(app.Lifetime.ApplicationStopping);
    }

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Seed>();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Advice for clusters, and an alarm that counts a sleeping machine's time as a stall: nothing an operator of one process can act on.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    /// <summary>The sample workspace, and the policy that the command line names.</summary>
    private static async Task<bool> Prepare(WebApplication app, ServerOptions options, CancellationToken cancel)
    {
        var seed = app.Services.GetRequiredService<Seed>();
        await seed.Plant(cancel);
        if (options.Policy is null) return true;

        var wrong = await seed.Take(options.Policy, cancel);
        foreach (var error in wrong) await Console.Error.WriteLineAsync($"{error}");
        return wrong.Count == 0;
    }
}
