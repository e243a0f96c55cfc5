using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Edge;

namespace Routing.Server.Demo;

/// <summary>A simulated agent: a plain SignalR client that accepts what it is offered, answers, and resolves.</summary>
internal sealed partial class DemoAgent(Uri url, AgentId agent, Func<string> token, Stage stage, TimeProvider clock, ILogger log)
{
    /// <summary>How long it takes to read an offer, and to write an answer.</summary>
    private static readonly TimeSpan Reads = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Writes = TimeSpan.FromSeconds(4);

    private long? _last;

    public async Task Work(CancellationToken cancel)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(url, "/hubs/agent"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token()))
            .WithAutomaticReconnect()
            .AddJsonProtocol(json => EdgeJson.Apply(json.PayloadSerializerOptions))
            .Build();
        await using (hub)
        {
            // Not awaited in the handler: an agent reads the next offer while writing an answer.
            hub.On<JsonElement>("Push", push => { _ = Handle(hub, push, cancel); });
            hub.On<JsonElement>("Resync", resync => { _ = Start(hub, cancel); });
            hub.Reconnected += _ => Start(hub, cancel);
            await hub.StartAsync(cancel);
            await Start(hub, cancel);
            await hub.InvokeAsync<JsonElement>("SetStatus", "available", null, cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
        }
    }

    private async Task Start(HubConnection hub, CancellationToken cancel)
    {
        var started = await hub.InvokeAsync<JsonElement>("Start", _last, cancel);
        _last = started.GetProperty("sequence").GetInt64();
        foreach (var work in started.GetProperty("work").EnumerateArray()) _ = Take(hub, work, work.GetProperty("holding").GetString()!, cancel);
    }

    private Task Handle(HubConnection hub, JsonElement push, CancellationToken cancel)
    {
        _last = push.GetProperty("sequence").GetInt64();
        return Take(hub, push, push.GetProperty("kind").GetString()!, cancel);
    }

    private async Task Take(HubConnection hub, JsonElement work, string kind, CancellationToken cancel)
    {
        try
        {
            switch (kind)
            {
                case "offer" or "offered": await Accept(hub, work, cancel); break;
                case "assigned": await Answer(hub, work.GetProperty("data"), cancel); break;
                case "news" when work.GetProperty("detail").GetString() == "messageAdded":
                    await Answer(hub, await hub.InvokeAsync<JsonElement>("Thread", work.GetProperty("thread").GetString(), cancel), cancel);
                    break;
            }
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested)
        {
            LogFailed(failed, agent);
        }
    }

    private async Task Accept(HubConnection hub, JsonElement offer, CancellationToken cancel)
    {
        var thread = offer.GetProperty("thread").GetString();
        var epoch = offer.GetProperty("epoch").GetInt64();
        await hub.InvokeAsync<JsonElement>("Showed", thread, epoch, cancel);
        await Task.Delay(Reads, clock, cancel);
        await hub.InvokeAsync<JsonElement>("Accept", thread, epoch, null, cancel);
    }

    private async Task Answer(HubConnection hub, JsonElement thread, CancellationToken cancel)
    {
        if (thread.ValueKind != JsonValueKind.Object || thread.GetProperty("newest").GetString() is not { } newest) return;
        if (stage.AnswerTo(newest) is not { } text) return;
        await Task.Delay(Writes, clock, cancel);
        var id = thread.GetProperty("thread").GetString();
        var reply = await hub.InvokeAsync<JsonElement>("Reply", new { thread = id, to = newest, text, seenNewest = newest }, cancel);
        if (!reply.GetProperty("ok").GetBoolean()) return;
        if (stage.EndsWith(newest)) await hub.InvokeAsync<JsonElement>("Resolve", id, null, cancel);
    }

    [LoggerMessage(41, LogLevel.Warning, "The simulated agent {Agent} stumbled")]
    private partial void LogFailed(Exception failed, string agent);
}
