using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Load.Server;

namespace Routing.Load.Raw;

/// <summary>What the references are: the bare frameworks below the engine, each in a process of its own so that its processor time
/// is known.</summary>
public enum RawKind
{
    /// <summary>SignalR pushes to single connections.</summary>
    Push,
    /// <summary>HTTP posts that are answered once the message is on the disk.</summary>
    Ingest,
    /// <summary>Calls of Orleans grains.</summary>
    Grain,
}

/// <summary>Serves one reference until the process is ended.</summary>
public static class RawServer
{
    /// <param name="folder">For what must be on a disk.</param>
    /// <param name="readyFile">Written, in the server's own form, once it accepts.</param>
    public static async Task Run(RawKind kind, string folder, string readyFile, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        switch (kind)
        {
            case RawKind.Push: RawPush.Add(builder); break;
            case RawKind.Ingest: RawIngest.Add(builder, folder); break;
            case RawKind.Grain: RawGrains.Add(builder); break;
        }

        await using var app = builder.Build();
        switch (kind)
        {
            case RawKind.Push: RawPush.Map(app); break;
            case RawKind.Ingest: RawIngest.Map(app); break;
            case RawKind.Grain: RawGrains.Map(app); break;
        }

        await app.StartAsync(cancel);
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var draft = readyFile + ".draft";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(new Ready(url, "", "", "", "", []), JsonSerializerOptions.Web), cancel);
        File.Move(draft, readyFile);
        await app.WaitForShutdownAsync(cancel);
    }
}
