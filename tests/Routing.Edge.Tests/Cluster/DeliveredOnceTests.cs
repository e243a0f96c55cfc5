using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Cluster;

/// <summary>Both silos know of each reply and of the webhook; one delivers.</summary>
[Collection(nameof(ClusterServer))]
public sealed class DeliveredOnceTests(ClusterServer server)
{
    private const int Replies = 8;

    [Fact]
    public async Task Of_two_silos_one_delivers_a_reply_and_the_other_leaves_it()
    {
        var workspace = await server.Workspace();
        var (came, order) = (new ConcurrentDictionary<string, int>(StringComparer.Ordinal), System.Threading.Channels.Channel.CreateUnbounded<string>());
        await using var receiver = await Receiver(id =>
        {
            came.AddOrUpdate(id, 1, (_, times) => times + 1);
            order.Writer.TryWrite(id);
        });
        using var put = await workspace.Admin.PutAsJsonAsync("/v1/webhooks", new { url = receiver.Urls.First() });
        put.EnsureSuccessStatusCode();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);

        // One after the other: whoever delivered one more time did so before the next one came.
        var replies = new List<string>();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var i = 0; i < Replies; i++)
        {
            replies.Add(await Answer(workspace, ann, $"{i}"));
            while (!came.ContainsKey(replies[^1])) await order.Reader.ReadAsync(late.Token);
        }

        Assert.Equal(replies.Order(), came.Keys.Order());
        Assert.All(replies, reply => Assert.Equal(1, came[reply]));
    }

    private static async Task<string> Answer(TestWorkspace workspace, TestAgent ann, string id)
    {
        var thread = await workspace.PostNew(id, author: $"author{id}");
        var offer = await ann.Next("offer");
        await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null);
        var reply = await ann.Call("Reply", new { thread, to = $"x/{id}", text = "On its way.", seenNewest = $"x/{id}" });
        Assert.True(reply.GetProperty("ok").GetBoolean(), reply.ToString());
        await ann.Call("Resolve", thread, null);
        return reply.GetProperty("value").GetString()!;
    }

    private static async Task<WebApplication> Receiver(Action<string> came)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", (HttpRequest request) =>
        {
            came(request.Headers["webhook-id"].ToString());
            return Results.NoContent();
        });
        await app.StartAsync();
        return app;
    }
}
