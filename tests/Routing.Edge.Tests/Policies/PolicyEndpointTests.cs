using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;
using Routing.Server;

namespace Routing.Edge.Tests.Policies;

[Collection(nameof(RealServer))]
public class PolicyEndpointTests(RealServer server)
{
    private const string Two = """
        queues:
          - id: parcels
            match: { topics: [delivery] }
            skills: { delivery: 2 }
          - id: general
        offers: { seconds: 25 }
        """;

    [Fact]
    public async Task A_refused_policy_leaves_the_running_one_and_tells_every_mistake()
    {
        var workspace = await server.Workspace();
        Assert.Equal(200, (await Send(workspace.Admin, HttpMethod.Put, "/v1/policy", Two)).Status);
        var running = (await workspace.Get("/v1/policy")).Body.GetRawText();

        foreach (var (broken, line, path) in ((string, int, string)[])
        [
            ("queues:\n  - id: a\noffers: { seconds: 0 }", 3, "offers.seconds"),
            ("queues:\n  - id: a\n - id: b", 3, ""),
            ("queues:\n  - id: a\n  - id: b", 3, "queues[1]"),
            ("", 1, ""),
        ])
        {
            var (status, body) = await Send(workspace.Admin, HttpMethod.Put, "/v1/policy", broken);
            var error = body.GetProperty("error");
            Assert.Equal((400, (int)Refusal.BadRequest, line, path), (status, error.GetProperty("code").GetInt32(),
                error.GetProperty("line").GetInt32(), error.GetProperty("field").GetString()));
        }

        var (_, several) = await Send(workspace.Admin, HttpMethod.Put, "/v1/policy", "queues:\n  - id: 5\n  - {}\nofers: {}");
        Assert.Equal(["queues[0].id", "queues[1].id", "ofers"],
            several.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        Assert.Equal(413, (await Send(workspace.Admin, HttpMethod.Put, "/v1/policy", new string('#', Limits.PolicyBytes + 1))).Status);
        Assert.Equal(running, (await workspace.Get("/v1/policy")).Body.GetRawText());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1", "Where is my parcel? It was never delivered.");
        var running = (await workspace.Get("/v1/policy")).Body.GetRawText();
        await workspace.Until("/v1/threads", list => list.GetProperty("items").GetArrayLength() == 1);

        var body = (await Send(workspace.Admin, HttpMethod.Post, "/v1/policy/dry-run", Two)).Body;

        Assert.Equal(2, body.GetProperty("version").GetInt32());
        Assert.Equal("parcels", body.GetProperty("queues").GetProperty("added")[0].GetString());
        Assert.Equal("offers", body.GetProperty("sections")[0].GetString());
        var change = body.GetProperty("threads").GetProperty("first")[0];
        Assert.Equal((thread, "general", "parcels"), (change.GetProperty("thread").GetString(),
            change.GetProperty("before").GetProperty("queue").GetString(), change.GetProperty("after").GetProperty("queue").GetString()));
        Assert.Equal("queues[0].skills.delivery", body.GetProperty("warnings")[0].GetProperty("path").GetString());
        Assert.Equal(running, (await workspace.Get("/v1/policy")).Body.GetRawText());

        // What it foretold is what happens.
        Assert.Equal(200, (await Send(workspace.Admin, HttpMethod.Put, "/v1/policy", Two)).Status);
        Assert.Equal(2, (await workspace.Get("/v1/policy")).Body.GetProperty("version").GetInt32());
        await workspace.Until("/v1/threads", list => list.GetProperty("items")[0].GetProperty("queue").GetString() == "parcels");
        var again = (await Send(workspace.Admin, HttpMethod.Post, "/v1/policy/dry-run", Two)).Body;
        Assert.Equal(0, again.GetProperty("threads").GetProperty("changed").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_takes_json_refuses_as_the_change_does_and_is_for_all_who_may_read_the_policy()
    {
        var workspace = await server.Workspace();
        using (var json = await workspace.Admin.PostAsJsonAsync("/v1/policy/dry-run", new { queues = new[] { new { id = "a" } } }))
            Assert.Equal(200, (int)json.StatusCode);
        var (status, body) = await Send(workspace.Admin, HttpMethod.Post, "/v1/policy/dry-run", "queues:\n  - id: a\noffers: { seconds: 0 }");
        Assert.Equal((400, 3), (status, body.GetProperty("errors")[0].GetProperty("line").GetInt32()));
        foreach (var (role, expected) in ((string, int)[]) [(Roles.Integration, 200), (Roles.Supervisor, 200), (Roles.Agent, 403)])
        {
            using var client = server.Client(workspace.Token(role, "ann"));
            Assert.Equal(expected, (await Send(client, HttpMethod.Post, "/v1/policy/dry-run", Two)).Status);
        }
    }

    [Fact]
    public async Task The_document_describes_the_dry_run()
    {
        using var client = server.Client(null);
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var post = document.GetProperty("paths").GetProperty("/v1/policy/dry-run").GetProperty("post");
        Assert.Equal("dryRunPolicy", post.GetProperty("operationId").GetString());
        Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/yaml", out _));
        Assert.True(post.GetProperty("responses").TryGetProperty("400", out _));
    }

    [Fact]
    public async Task A_policy_file_is_taken_at_start_and_a_wrong_one_is_told_by_name_and_leaves_the_running_one()
    {
        var seed = server.Services.GetRequiredService<Seed>();
        await seed.Plant(CancellationToken.None);
        var file = new FileInfo(Path.Combine(Path.GetTempPath(), $"policy-{Guid.NewGuid():n}.yaml"));
        try
        {
            Assert.Empty(await seed.Take(new(Path.Combine(AppContext.BaseDirectory, "policy.sample.yaml")), CancellationToken.None));
            await File.WriteAllTextAsync(file.FullName, "version: 2\nqueues:\n  - id: a\n    skills: { b: 9 }");

            var wrong = await seed.Take(file, CancellationToken.None);

            Assert.Equal($"{file.Name}:4: queues[0].skills.b must be a whole number from 1 to 5, not 9", wrong.Single().ToString());
        }
        finally
        {
            file.Delete();
        }

        using var client = server.Client(server.Tokens.Mint(new(Seed.Workspace, Roles.Admin, "root"), TimeSpan.FromHours(1)));
        var running = await client.GetFromJsonAsync<JsonElement>("/v1/policy");
        Assert.Equal("outages", running.GetProperty("queues")[0].GetProperty("id").GetString());
    }

    private static async Task<(int Status, JsonElement Body)> Send(HttpClient client, HttpMethod method, string path, string yaml)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(yaml, Encoding.UTF8, "application/yaml") };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
