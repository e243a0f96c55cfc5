using System.Net.Http.Json;
using System.Text.Json;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>A server that ends takes its connections with it: the next one says so, and nobody stays connected who is not.</summary>
public sealed class RestartedServerTests : IAsyncLifetime
{
    private readonly RealServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task After_a_restart_who_does_not_come_back_is_offline_and_what_they_had_goes_to_who_does()
    {
        var before = await _server.Workspace();
        using (var put = await before.Admin.PutAsJsonAsync(
            "/v1/policy", new { queues = new[] { new { id = "general" } }, presence = new { graceSeconds = 1 }, offers = new { preferredSeconds = 0 } }))
            put.EnsureSuccessStatusCode();
        await using var ann = await TestAgent.Connect(before, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var thread = await before.PostNew("1");
        var offer = await ann.Next("offer");
        await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null);
        await ann.Next("assigned");

        await _server.Restart();

        var after = new TestWorkspace(_server, before.Id);
        var presence = await after.Until("/v1/agents/ann/presence", body => body.GetProperty("status").GetString() == "offline");
        Assert.Equal((0, JsonValueKind.Null), (presence.GetProperty("connections").GetInt32(), Kind(presence, "graceUntil")));
        using (var put = await after.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 4 })) put.EnsureSuccessStatusCode();
        await using var ben = await TestAgent.Connect(after, "ben");
        await ben.Call("Start", (object?)null);
        await ben.Call("SetStatus", "available", null);
        Assert.Equal(thread, (await ben.Next("offer")).GetProperty("thread").GetString());
    }

    private static JsonValueKind Kind(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Null;
}
