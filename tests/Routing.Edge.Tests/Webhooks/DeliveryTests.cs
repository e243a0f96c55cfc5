using System.Net.Http.Json;
using System.Text.Json;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Webhooks;

[Collection(nameof(RealServer))]
public class DeliveryTests(RealServer server)
{
    [Fact]
    public async Task A_reply_is_delivered_signed_and_tried_again_under_the_same_id()
    {
        var workspace = await server.Workspace();
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using var receiver = await StockClient.Start("verify.mjs", secret, "1");
        try
        {
            var port = await Line(receiver);
            using var put = await workspace.Admin.PutAsJsonAsync("/v1/webhooks", new { url = $"http://127.0.0.1:{port}/", secret });
            put.EnsureSuccessStatusCode();

            var reply = await Answer(workspace);
            var first = JsonSerializer.Deserialize<JsonElement>(await Line(receiver));
            var second = JsonSerializer.Deserialize<JsonElement>(await Line(receiver));

            Assert.Equal((reply, reply), (first.GetProperty("id").GetString(), second.GetProperty("id").GetString()));
            var verified = second.GetProperty("verified");
            Assert.Equal("reply.created", verified.GetProperty("type").GetString());
            Assert.Equal(("1", "On its way."),
                (verified.GetProperty("data").GetProperty("to").GetString(), verified.GetProperty("data").GetProperty("text").GetString()));
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task<string> Answer(TestWorkspace workspace)
    {
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var thread = await workspace.PostNew("1");
        var offer = await ann.Next("offer");
        await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null);
        var reply = await ann.Call("Reply", new { thread, to = "x/1", text = "On its way.", seenNewest = "x/1" });
        return reply.GetProperty("value").GetString()!;
    }

    private static async Task<string> Line(System.Diagnostics.Process process)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await process.StandardOutput.ReadLineAsync(late.Token)
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(late.Token));
    }
}
