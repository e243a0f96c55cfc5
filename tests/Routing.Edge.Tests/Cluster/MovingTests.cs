using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Cluster;

/// <summary>An agent's connection belongs to a silo, what it was told to the agent: a cluster of its own, whose first silo goes.</summary>
public sealed class MovingTests(ClusterServer server) : IClassFixture<ClusterServer>
{
    [Fact]
    public async Task An_agent_whose_silo_goes_is_told_by_another_exactly_what_was_missed()
    {
        var workspace = await server.Workspace();
        using var other = new HttpClient { BaseAddress = server.Other, DefaultRequestHeaders = { Authorization = workspace.Admin.DefaultRequestHeaders.Authorization } };
        var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        await Post(other, "1");
        var seen = (await ann.Next("offer")).GetProperty("sequence").GetInt64();

        await server.Drop();
        await ann.Hub.StopAsync();
        await Post(other, "2");

        await using var hub = new HubConnectionBuilder().WithUrl(
            new Uri(server.Other, "/hubs/agent"), options =>
                options.AccessTokenProvider = () => Task.FromResult<string?>(workspace.Token(Roles.Agent, "ann"))).Build();
        var pushed = System.Threading.Channels.Channel.CreateUnbounded<JsonElement>();
        hub.On<JsonElement>("Push", push => pushed.Writer.TryWrite(push));
        await hub.StartAsync();
        var started = await hub.InvokeAsync<JsonElement>("Start", seen);

        Assert.True(started.GetProperty("ok").GetBoolean(), started.ToString());
        Assert.False(started.GetProperty("snapshot").GetBoolean());
        var missed = started.GetProperty("missed").EnumerateArray().Select(Sequence).ToList();
        await hub.InvokeAsync<JsonElement>("SetStatus", "available", null);
        await Post(other, "3");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (missed.Count == 0 || missed[^1] < started.GetProperty("sequence").GetInt64() + 1) missed.Add(Sequence(await pushed.Reader.ReadAsync(late.Token)));
        Assert.Equal(Enumerable.Range(1, missed.Count).Select(i => seen + i), missed);
    }

    private static long Sequence(JsonElement push) => push.GetProperty("sequence").GetInt64();

    /// <summary>As a connector does it: until it is taken.</summary>
    private static async Task Post(HttpClient client, string id)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            using var answer = await client.PostAsJsonAsync(
                "/v1/messages", new { channel = "x", id, author = new { id = $"author{id}" }, text = "Hello?" }, late.Token);
            if (answer.IsSuccessStatusCode) return;
        }
        while (await pause.WaitForNextTickAsync(late.Token));
    }
}
