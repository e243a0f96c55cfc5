using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Hubs;

[Collection(nameof(RealServer))]
public class SupervisorHubTests(RealServer server)
{
    [Fact]
    public async Task An_open_board_gets_what_changes_on_it_and_a_closed_one_nothing()
    {
        var workspace = await server.Workspace();
        await using var hub = new HubConnectionBuilder().WithUrl(
            new Uri(server.Url, "/hubs/supervisor"), options =>
                options.AccessTokenProvider = () => Task.FromResult<string?>(workspace.Token(Roles.Supervisor, "sam"))).Build();
        var frames = Channel.CreateUnbounded<JsonElement>();
        hub.On<JsonElement>("Board", frame => frames.Writer.TryWrite(frame));
        await hub.StartAsync();
        Assert.Equal(0, (await hub.InvokeAsync<JsonElement>("Start")).GetProperty("openThreads").GetInt32());
        var first = await hub.InvokeAsync<JsonElement>("OpenBoard", new { queue = "general", page = 0, agentPage = 0 });
        Assert.Equal(("ann", 0), (first.GetProperty("agents")[0].GetProperty("agent").GetString(), first.GetProperty("threads").GetArrayLength()));

        var thread = await workspace.PostNew("1");
        var frame = await Until(frames, next => next.GetProperty("threads").GetArrayLength() == 1);
        Assert.Equal(thread, frame.GetProperty("threadOrder")[0].GetString());
        Assert.InRange(frame.GetProperty("ageMs").GetInt64(), 0, 1_000);

        var away = await hub.InvokeAsync<JsonElement>("Transfer", thread, new { agent = "ann" }, "please", null);
        Assert.Equal("notAvailable", away.GetProperty("name").GetString());
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        Assert.True((await hub.InvokeAsync<JsonElement>("SetAgentStatus", "ann", "available", null)).GetProperty("ok").GetBoolean());
        await Until(frames, next => next.GetProperty("agents").EnumerateArray().Any(agent => agent.GetProperty("used").GetInt32() == 1));
        await hub.InvokeAsync("CloseBoard");
        Assert.Equal(JsonValueKind.Null, (await hub.InvokeAsync<JsonElement>("OpenBoard", new { page = -1 })).ValueKind);
    }

    private static async Task<JsonElement> Until(Channel<JsonElement> frames, Func<JsonElement, bool> fits)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            var frame = await frames.Reader.ReadAsync(late.Token);
            if (fits(frame)) return frame;
        }
    }
}
