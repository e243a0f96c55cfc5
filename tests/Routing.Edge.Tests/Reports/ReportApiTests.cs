using System.Net.Http.Json;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Reports;

/// <summary>Who did what and why can be read and taken away; and how much was done, and how fast.</summary>
[Collection(nameof(RealServer))]
public class ReportApiTests(RealServer server)
{
    [Fact]
    public async Task What_people_did_is_read_by_thread_and_by_person_and_exported_without_texts()
    {
        var workspace = await server.Workspace();
        await using var ann = await Answering(workspace);
        var thread = await workspace.PostNew("1", "My password is swordfish", author: "kim42");
        await Answer(ann, thread);
        Assert.Equal(204, await Put(workspace, $"/v1/threads/{thread}/priority", new { priority = "raised", why = "the press, again" }));
        Assert.Equal(204, await Put(workspace, "/v1/agents/ann/temporary", new { slots = 2, until = DateTimeOffset.UtcNow.AddHours(1), why = "=1+1" }));
        Assert.Equal(204, await Put(workspace, "/v1/agents/ben?why=new%20here", new { slots = 2 }));

        var byThread = await workspace.Until($"/v1/audit?thread={thread}", page => Whats(page).Contains("thread.prioritySet"));
        Assert.Equal(["thread.assigned", "thread.replied", "thread.prioritySet"], Whats(byThread));
        Assert.Equal(["ann", "ann", "root"], Items(byThread).Select(line => line.GetProperty("who").GetString()));
        Assert.Equal("the press, again", Items(byThread)[2].GetProperty("why").GetString());

        var byPerson = await workspace.Until("/v1/audit?person=root", page => Whats(page).Contains("agent.set") && Items(page).Count >= 4);
        Assert.Contains("new here", Items(byPerson).Select(line => line.GetProperty("why").GetString()));
        Assert.Contains("agent.setUntil", Whats((await workspace.Get("/v1/audit?person=ann")).Body));

        var first = (await workspace.Get("/v1/audit?limit=2")).Body;
        Assert.Equal(2, Items(first).Count);
        var rest = (await workspace.Get($"/v1/audit?after={first.GetProperty("next").GetInt64()}")).Body;
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);

        var lines = (await workspace.Admin.GetStringAsync(new Uri("/v1/audit.ndjson", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2 + Items(rest).Count, lines.Length);
        var table = await workspace.Admin.GetStringAsync(new Uri("/v1/audit.csv", UriKind.Relative));
        Assert.StartsWith("cursor,at,who,what,thread,agent,why,data\n", table, StringComparison.Ordinal);
        Assert.Contains(",\"the press, again\",", table, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", table, StringComparison.Ordinal);
        Assert.All((string[])[table, string.Concat(lines), byThread.ToString()], all => Assert.DoesNotContain("swordfish", all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_was_erased_is_in_no_line_and_the_lines_stay()
    {
        var workspace = await server.Workspace();
        await using var ann = await Answering(workspace);
        var thread = await workspace.PostNew("1", "I am Kim Karlsson", author: "kim42");
        await Answer(ann, thread);
        var before = Whats(await workspace.Until($"/v1/audit?thread={thread}", page => Items(page).Count >= 2));

        using (var gone = await workspace.Admin.DeleteAsync(new Uri("/v1/customers/by-author?channel=x&author=kim42&why=asked%20for%20it", UriKind.Relative)))
            Assert.Equal(204, (int)gone.StatusCode);

        var all = await workspace.Until("/v1/audit", page => Whats(page).Contains("customer.erased"));
        Assert.Equal("asked for it", Items(all).Single(line => line.GetProperty("what").GetString() == "customer.erased").GetProperty("why").GetString());
        Assert.Equal(before, Whats((await workspace.Get($"/v1/audit?thread={thread}")).Body));
        Assert.DoesNotContain("kim", all.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Figures_are_told_by_agent_queue_topic_and_shift_with_their_mean_and_percentiles()
    {
        var workspace = await server.Workspace();
        await using var ann = await Answering(workspace);
        var thread = await workspace.PostNew("1");
        await Answer(ann, thread);

        var figures = await workspace.Until("/v1/figures?by=agent", document => Lines(document).Count > 0 && Lines(document)[0].GetProperty("replies").GetInt32() == 1
            && Lines(document)[0].GetProperty("handlingTime").GetProperty("count").GetInt32() == 1);
        var line = Lines(figures).Single();
        Assert.Equal(("ann", 1.0), (line.GetProperty("key").GetString(), line.GetProperty("onTimeShare").GetDouble()));
        Assert.Equal((1, 0), (line.GetProperty("onTime").GetInt32(), line.GetProperty("late").GetInt32()));
        foreach (var spread in (string[])["handlingTime", "firstResponseTime", "speedOfAnswer"])
        {
            Assert.Equal(1, line.GetProperty(spread).GetProperty("count").GetInt32());
            Assert.InRange(line.GetProperty(spread).GetProperty("mean").GetDouble(), 0, 30);
            Assert.InRange(line.GetProperty(spread).GetProperty("p95").GetDouble(), 0, 30);
        }

        Assert.Equal(line.ToString().Replace("\"ann\"", "\"\"", StringComparison.Ordinal), figures.GetProperty("total").ToString());
        Assert.Equal("general", Lines((await workspace.Get("/v1/figures?by=queue")).Body).Single().GetProperty("key").GetString());
        Assert.Single(Lines((await workspace.Get("/v1/figures?by=topic")).Body));
        Assert.Empty(Lines((await workspace.Get("/v1/figures?by=shift")).Body));
        Assert.Empty(Lines((await workspace.Get("/v1/figures?by=agent&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).Body));
    }

    [Fact]
    public async Task What_cannot_be_told_is_refused_by_field()
    {
        var workspace = await server.Workspace();
        foreach (var (path, field) in ((string, string)[])
        [
            ("/v1/figures?by=moon", "by"), ("/v1/figures?by=agent&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from"),
            ("/v1/figures?by=agent&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from"), ("/v1/audit?limit=0", "limit"), ("/v1/audit?after=-1", "after"),
            ("/v1/audit?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from"), ("/v1/audit.csv?person=", "person"),
        ])
        {
            var (status, body) = await workspace.Get(path);
            Assert.Equal((400, field), (status, body.GetProperty("error").GetProperty("field").GetString()));
        }

        Assert.Equal(404, (await workspace.Get("/v1/audit?thread=no%20such%20thing")).Status);
        var agent = workspace.Server.Client(workspace.Token("agent", "ann"));
        using var refused = await agent.GetAsync(new Uri("/v1/audit", UriKind.Relative));
        Assert.Equal(403, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_priority_is_set_over_http_shown_in_why_and_taken_back()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1");
        Assert.Equal(204, await Put(workspace, $"/v1/threads/{thread}/priority", new { priority = "lowered", why = "spam" }));

        var why = (await workspace.Get($"/v1/threads/{thread}/why")).Body;
        Assert.Equal("lowered", why.GetProperty("rank").GetProperty("priority").GetString());
        Assert.Equal(("api:root", "spam"), (why.GetProperty("priorityBy").GetProperty("by").GetString(), why.GetProperty("priorityBy").GetProperty("why").GetString()));

        Assert.Equal(204, await Put(workspace, $"/v1/threads/{thread}/priority", new { priority = "usual" }));
        Assert.Equal(JsonValueKind.Null, (await workspace.Get($"/v1/threads/{thread}/why")).Body.GetProperty("priorityBy").ValueKind);
        Assert.Equal(400, await Put(workspace, $"/v1/threads/{thread}/priority", new { priority = "urgent" }));
        Assert.Equal(404, await Put(workspace, "/v1/threads/none/priority", new { priority = "raised" }));
    }

    private static async Task<TestAgent> Answering(TestWorkspace workspace)
    {
        var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        Assert.True((await ann.Call("SetStatus", "available", null)).GetProperty("ok").GetBoolean());
        return ann;
    }

    private static async Task Answer(TestAgent ann, string thread)
    {
        var offer = await ann.Next("offer");
        Assert.True((await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null)).GetProperty("ok").GetBoolean());
        await ann.Next("assigned");
        var answer = await ann.Call("Reply", new { thread, to = "x/1", seenNewest = "x/1", text = "It is on its way." });
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
    }

    private static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static List<string?> Whats(JsonElement page) => [.. Items(page).Select(line => line.GetProperty("what").GetString())];

    private static List<JsonElement> Lines(JsonElement figures) => [.. figures.GetProperty("lines").EnumerateArray()];

    private static async Task<int> Put(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PutAsJsonAsync(path, body);
        return (int)answer.StatusCode;
    }
}
