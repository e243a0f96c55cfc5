using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Answers;

/// <summary>Canned answers and articles are written by those who configure, and found by everybody as they type.</summary>
[Collection(nameof(RealServer))]
public class AnswersApiTests(RealServer server)
{
    private const string Table =
        "id,kind,title,text,link\nrefund,answer,Refund on its way,\"We sent it back today.\nIt takes three days.\",\nhours,article,Opening hours,We are open until eight.,https://example.com/hours\n";

    [Fact]
    public async Task A_table_is_taken_and_its_answers_are_found_by_the_beginnings_of_words_without_case_and_accents()
    {
        var workspace = await server.Workspace();
        Assert.Equal(200, (await Import(workspace, Table)).Status);
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/answers/sizes", new { title = "Größe und Café", text = "Passt die Jacke nicht? Refund is possible." }))
            put.EnsureSuccessStatusCode();

        Assert.Equal(["refund", "sizes"], await Found(workspace, "REF"));
        Assert.Equal(["sizes"], await Found(workspace, "cafe grosse"));
        Assert.Equal(["hours"], await Found(workspace, "open ei"));
        Assert.Equal([], await Found(workspace, "refund hours"));
        Assert.Equal(["sizes", "hours", "refund"], await Found(workspace, ""));
        var refund = (await workspace.Get("/v1/answers/refund")).Body;
        Assert.Equal("We sent it back today.\nIt takes three days.", refund.GetProperty("text").GetString());

        using (var delete = await workspace.Admin.DeleteAsync(new Uri("/v1/answers/refund", UriKind.Relative))) Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        Assert.Equal(404, (await workspace.Get("/v1/answers/refund")).Status);
        Assert.Equal(["sizes"], await Found(workspace, "ref"));
    }

    [Fact]
    public async Task A_table_or_list_with_a_mistake_names_it_and_changes_nothing()
    {
        var workspace = await server.Workspace();
        var (status, body) = await Import(workspace, Table + "x,letter,T,t,\n,answer,T,t,\n");
        Assert.Equal(400, status);
        Assert.Equal([5, 6], body.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal("kind", body.GetProperty("error").GetProperty("field").GetString());

        var list = new object[] { new { id = "a", kind = "answer", title = "A", text = "a" }, new { id = "b", kind = "article", title = "B", text = "b", link = "ftp://b" } };
        using var post = await workspace.Admin.PostAsJsonAsync("/v1/answers", list);
        Assert.Equal("[1].link", (await post.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("field").GetString());
        Assert.Equal([], await Found(workspace, ""));
    }

    [Fact]
    public async Task An_agent_finds_and_does_not_write_and_another_workspace_finds_nothing()
    {
        var workspace = await server.Workspace();
        await Import(workspace, Table);
        using var ann = server.Client(workspace.Token(Roles.Agent, "ann"));
        var found = await ann.GetFromJsonAsync<JsonElement>("/v1/answers?q=refund");
        Assert.Equal("refund", found.GetProperty("answers")[0].GetProperty("id").GetString());
        using var put = await ann.PutAsJsonAsync("/v1/answers/mine", new { title = "Mine", text = "mine" });
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
        Assert.Equal([], await Found(await server.Workspace(), "refund"));
    }

    private static async Task<(int Status, JsonElement Body)> Import(TestWorkspace workspace, string table)
    {
        using var body = new StringContent(table, Encoding.UTF8, "text/csv");
        using var answer = await workspace.Admin.PostAsync(new Uri("/v1/answers.csv", UriKind.Relative), body);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<IEnumerable<string?>> Found(TestWorkspace workspace, string words) =>
        (await workspace.Get($"/v1/answers?q={Uri.EscapeDataString(words)}")).Body.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("id").GetString());
}
