using System.Text.Json;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Hubs;

[Collection(nameof(RealServer))]
public class StockClientTests(RealServer server)
{
    [Fact]
    public async Task An_unmodified_npm_client_works_loses_its_socket_and_resumes()
    {
        var workspace = await server.Workspace();

        var output = await StockClient.Run(
            "agent.mjs", server.Url.ToString().TrimEnd('/'), workspace.Token(Roles.Agent, "ann"), workspace.Token(Roles.Integration, "connector"));

        var saw = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal("My order is late", saw.GetProperty("offered").GetString());
        Assert.Equal(["My order is late"], saw.GetProperty("assigned").EnumerateArray().Select(text => text.GetString()));
        Assert.False(saw.GetProperty("snapshot").GetBoolean());
        var first = saw.GetProperty("started").GetInt64() + 1;
        var sequences = saw.GetProperty("sequences").EnumerateArray().Select(sequence => sequence.GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(0, sequences.Count).Select(i => first + i), sequences);
        Assert.Equal(["My order is late", "Thank you!"], saw.GetProperty("work")[0].EnumerateArray().Select(text => text.GetString()));
    }
}
