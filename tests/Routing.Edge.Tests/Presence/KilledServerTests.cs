using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>A server that is killed says nothing to anybody: the next one on its data finds who is still there, and who is not.</summary>
public sealed class KilledServerTests
{
    private const string Policy = """
        version: 2
        queues:
          - id: general
        presence:
          graceSeconds: 8
        offers:
          preferredSeconds: 0
          seconds: 60
        """;

    [Fact]
    public async Task Who_comes_back_in_time_keeps_their_work_and_gets_what_was_missed_and_of_who_does_not_it_goes_on_with_its_age()
    {
        await using var server = await ServerProcess.Start(Policy);
        string[] threads;
        DateTimeOffset[] since;
        long seen;
        using (var supervisor = server.Client("supervisor"))
        {
            await using var ann = await Available(server, "ann");
            threads = [await Accepted(server, ann, "1"), ""];
            await ann.Call("SetStatus", "busy", null);
            await using var bob = await Available(server, "bob");
            threads[1] = await Accepted(server, bob, "2");
            seen = (await ann.Hub.InvokeAsync<JsonElement>("Start", (long?)null)).GetProperty("sequence").GetInt64();
            since = [await Since(supervisor, threads[0]), await Since(supervisor, threads[1])];

            await server.Kill();
        }

        await server.Start();
        await using var back = await TestAgent.Connect(server.Url, server.AgentToken("ann"));
        var started = await back.Hub.InvokeAsync<JsonElement>("Start", seen);
        Assert.False(started.GetProperty("snapshot").GetBoolean());
        Assert.Empty(started.GetProperty("missed").EnumerateArray());
        Assert.Equal([threads[0]], started.GetProperty("work").EnumerateArray().Select(item => item.GetProperty("thread").GetString()));
        Assert.Equal("busy", started.GetProperty("status").GetString());
        await using var cho = await Available(server, "cho");

        // The grace time of the one who does not come back is over.
        var offer = await cho.Next("offer");
        Assert.Equal(threads[1], offer.GetProperty("thread").GetString());

        using var after = server.Client("supervisor");
        Assert.Equal("offline", (await after.GetFromJsonAsync<JsonElement>("/v1/agents/bob/presence")).GetProperty("status").GetString());
        Assert.Equal("ann", (await after.GetFromJsonAsync<JsonElement>($"/v1/threads/{threads[0]}")).GetProperty("agent").GetString());
        Assert.Equal((since[0], since[1]), (await Since(after, threads[0]), await Since(after, threads[1])));
    }

    private static async Task<TestAgent> Available(ServerProcess server, string agent)
    {
        var client = await TestAgent.Connect(server.Url, server.AgentToken(agent));
        await client.Call("Start", (object?)null);
        await client.Call("SetStatus", "available", null);
        return client;
    }

    private static async Task<string> Accepted(ServerProcess server, TestAgent agent, string id)
    {
        using var connector = server.Client("integration");
        using var answer = await connector.PostAsJsonAsync("/v1/messages", new { channel = "x", id, author = new { id, handle = "kim" }, text = "Where is my parcel?" });
        answer.EnsureSuccessStatusCode();
        var offer = await agent.Next("offer");
        var thread = offer.GetProperty("thread").GetString()!;
        Assert.True((await agent.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null)).GetProperty("ok").GetBoolean());
        await agent.Next("assigned");
        return thread;
    }

    private static async Task<DateTimeOffset> Since(HttpClient client, string thread) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v1/threads/{thread}")).GetProperty("since").GetDateTimeOffset();
}
