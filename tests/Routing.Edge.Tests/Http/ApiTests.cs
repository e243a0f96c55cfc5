using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Http;

[Collection(nameof(RealServer))]
public class ApiTests(RealServer server)
{
    [Fact]
    public async Task A_message_is_accepted_once_repeats_are_duplicates_and_other_content_is_a_conflict()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1", "Hello");

        var again = await workspace.Post(new { channel = "x", id = "1", author = new { id = "42", handle = "kim" }, text = "Hello" });
        Assert.Equal((202, "duplicate", thread),
            (again.Status, again.Body.GetProperty("status").GetString(), again.Body.GetProperty("thread").GetString()));
        foreach (var (other, field) in ((object, string)[])
        [
            (new { channel = "x", id = "1", author = new { id = "42" }, text = "Other" }, "text"),
            (new { channel = "x", id = "1", author = new { id = "43" }, text = "Hello" }, "author.id"),
            (new { channel = "x", id = "1", author = new { id = "42" }, text = "Hello",
                attachments = new[] { new { kind = "image", url = "https://e.org/a" } } }, "attachments"),
        ])
        {
            var (status, body) = await workspace.Post(other);
            Assert.Equal((409, (int)Refusal.ContentDiffers, field), (status, Code(body), body.GetProperty("error").GetProperty("field").GetString()));
        }

        Assert.Equal(202, (await workspace.Post(new { channel = "x", id = "1", kind = "edit", author = new { id = "42" }, text = "Edited" })).Status);
        var read = (await workspace.Get($"/v1/threads/{thread}")).Body;
        Assert.Equal("Edited", read.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal(202, (await workspace.Post(new { channel = "x", id = "1", kind = "delete" })).Status);
    }

    [Fact]
    public async Task A_batch_answers_line_by_line_in_order()
    {
        var workspace = await server.Workspace();
        var lines = Enumerable.Range(0, 1_000)
            .Select(i => i % 100 == 7 ? "{\"broken\":" : $$"""{"channel":"x","id":"b{{i}}","author":{"id":"a{{i % 50}}"},"text":"t"}""");

        var (status, answers) = await Batch(workspace, string.Join('\n', lines));

        Assert.Equal((202, 1_000), (status, answers.Count));
        Assert.Equal(Enumerable.Range(1, 1_000), answers.Select(answer => answer.GetProperty("line").GetInt32()));
        Assert.Equal(10, answers.Count(answer => answer.GetProperty("status").GetString() == "refused"));
        Assert.Equal(400, (await Batch(workspace, "nonsense\n\n[]")).Status);
        Assert.Equal(400, (await Batch(workspace, "")).Status);
        var (mixed, huge) = await Batch(workspace,
            new string('x', 2_000_000) + "\n{\"channel\":\"x\",\"id\":\"after\",\"author\":{\"id\":\"a\"},\"text\":\"t\"}");
        Assert.Equal((202, (int)Refusal.TooLarge, "accepted"),
            (mixed, huge[0].GetProperty("code").GetInt32(), huge[1].GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Hostile_bodies_get_a_numbered_refusal_and_nothing_is_stored()
    {
        var workspace = await server.Workspace();
        foreach (var (body, expected) in ((byte[], int)[])
        [
            ([], 400), ("{"u8.ToArray(), 400), ([0xFF, 0xFE], 400), (Encoding.UTF8.GetBytes(new string('[', 400_000)), 400),
            (Encoding.UTF8.GetBytes($$"""{"channel":"x","id":"1","author":{"id":"a","handle":"{{new string('h', 400_000)}}"},"text":"t"}"""), 413),
            (new byte[3_000_000], 413),
        ])
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await workspace.Admin.PostAsync(new Uri("/v1/messages", UriKind.Relative), content);
            Assert.Equal(expected, (int)answer.StatusCode);
            Assert.True(Code(await answer.Content.ReadFromJsonAsync<JsonElement>()) >= 900);
        }

        Assert.Equal(0, (await workspace.Get("/v1/board")).Body.GetProperty("openThreads").GetInt32());
        Assert.Equal(200, (await workspace.Get("/health/ready")).Status);
    }

    [Fact]
    public async Task What_does_not_bind_is_refused_by_field()
    {
        var workspace = await server.Workspace();
        foreach (var (json, field) in ((string, string)[]) [("""{"slots":"two"}""", "slots"), ("""{"slots":0}""", "slots"),
            ("""{"shoe":1}""", "shoe"), ("""{"skills":{"billing":9}}""", "skills.billing")])
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await workspace.Admin.PutAsync(new Uri("/v1/agents/dan", UriKind.Relative), content);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((400, field), ((int)answer.StatusCode, body.GetProperty("error").GetProperty("field").GetString()));
        }

        Assert.Equal(400, (await workspace.Get("/v1/threads?limit=abc")).Status);
        Assert.Equal(404, (await workspace.Get("/v1/nowhere")).Status);
    }

    [Fact]
    public async Task A_token_sees_nothing_of_another_workspace_and_no_more_than_its_role()
    {
        var (mine, other) = (await server.Workspace(), await server.Workspace());
        var thread = await mine.PostNew("1");

        Assert.Equal(404, (await other.Get($"/v1/threads/{thread}")).Status);
        Assert.Equal(404, (await other.Get("/v1/customers/by-author?channel=x&author=42")).Status);
        Assert.Empty((await other.Get("/v1/threads")).Body.GetProperty("items").EnumerateArray());
        await mine.Until("/v1/threads", body => body.GetProperty("items").GetArrayLength() == 1);
        using var forged = server.Client(mine.Token(Roles.Admin, "root")[..^2] + "xx");
        using var agent = server.Client(mine.Token(Roles.Agent, "ann"));
        using var nobody = server.Client(null);
        using var unborn = server.Client(server.Tokens.Mint(new("nowhere", Roles.Admin, "root"), TimeSpan.FromHours(1)));
        foreach (var (client, status) in ((HttpClient, int)[]) [(forged, 401), (nobody, 401), (agent, 403), (unborn, 403)])
        {
            using var answer = await client.GetAsync(new Uri("/v1/feed", UriKind.Relative));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.True(Code(await answer.Content.ReadFromJsonAsync<JsonElement>()) >= 900);
        }

        using var inQuery = await nobody.GetAsync(new Uri($"/v1/feed?access_token={mine.Token(Roles.Admin, "root")}", UriKind.Relative));
        Assert.Equal(401, (int)inQuery.StatusCode);
    }

    [Fact]
    public async Task The_document_names_every_path_and_how_to_come_in()
    {
        using var client = server.Client(null);
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/v1/messages", paths);
        Assert.Contains("/v1/outbox/{id}/sent", paths);
        Assert.True(paths.Count >= 20);
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_sign_in_link_gives_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        var workspace = await server.Workspace();
        using var client = server.Client(null);
        var ticket = server.Tokens.Ticket(new(workspace.Id, Roles.Supervisor, "sam"), TimeSpan.FromHours(1));
        using var signedIn = await client.GetAsync(new Uri($"/signin?ticket={ticket}", UriKind.Relative));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Equal((302, "/"), ((int)signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var me = await client.GetFromJsonAsync<JsonElement>("/v1/me");
        Assert.Equal(("sam", Roles.Supervisor, workspace.Id), (me.GetProperty("subject").GetString(), me.GetProperty("role").GetString(), me.GetProperty("workspace").GetString()));
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var crossed = await client.PostAsJsonAsync("/v1/threads/t/return", new { });
        Assert.Equal(403, (int)crossed.StatusCode);
        using var access = await client.GetAsync(new Uri($"/signin?ticket={workspace.Token(Roles.Admin, "root")}", UriKind.Relative));
        Assert.Equal(401, (int)access.StatusCode);
    }

    private static async Task<(int Status, List<JsonElement> Lines)> Batch(TestWorkspace workspace, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await workspace.Admin.PostAsync(new Uri("/v1/messages", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode,
            [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))]);
    }

    private static int Code(JsonElement body) => body.GetProperty("error").GetProperty("code").GetInt32();
}
