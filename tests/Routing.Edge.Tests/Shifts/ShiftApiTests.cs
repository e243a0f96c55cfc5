using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Shifts;

/// <summary>A shift from its plan to its report, over the API and an agent's stock client.</summary>
[Collection(nameof(RealServer))]
public class ShiftApiTests(RealServer server)
{
    [Fact]
    public async Task What_is_open_when_a_shift_ends_goes_to_the_named_colleague_with_the_note_and_the_report_says_so()
    {
        var workspace = await server.Workspace();
        await Agent(workspace, "ben");
        await using var ann = await Available(workspace, "ann");
        Assert.Equal(204, await Plan(workspace, "ann", -60, 60, "ben"));
        Assert.Equal("began", (await ann.Next("shift")).GetProperty("detail").GetString());
        var shift = (await workspace.Get("/v1/agents/ann/shifts")).Body.GetProperty("shifts")[0];
        Assert.Equal("running", shift.GetProperty("stage").GetString());

        var thread = await workspace.PostNew("1");
        var offer = await ann.Next("offer");
        Assert.True((await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null)).GetProperty("ok").GetBoolean());
        await ann.Next("assigned");
        Assert.True((await ann.Call("HandOverNote", thread, "Wants a call back at five.", null)).GetProperty("ok").GetBoolean());
        await using var ben = await Available(workspace, "ben");
        var id = shift.GetProperty("id").GetString()!;
        Assert.Equal(204, await Post(workspace, $"/v1/shifts/{id}/move", new { until = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mmK", null) }));

        var given = await ben.Next("assigned");
        Assert.Equal((thread, HandOver), (given.GetProperty("thread").GetString(), given.GetProperty("reason").GetString()));
        var freed = await ann.Next("freed");
        Assert.Equal((thread, "ben"), (freed.GetProperty("thread").GetString(), freed.GetProperty("ref").GetString()));
        Assert.Equal("handedOver", (await Until(ann, "handedOver")).GetProperty("detail").GetString());
        var report = (await workspace.Get($"/v1/shifts/{id}/handover")).Body;
        Assert.Equal((0, 0, 1), (report.GetProperty("orphans").GetInt32(), report.GetProperty("left").GetInt32(), report.GetProperty("threads").GetArrayLength()));
        Assert.Equal("over", report.GetProperty("shift").GetProperty("stage").GetString());
        var document = await workspace.Until($"/v1/threads/{thread}", body => body.GetProperty("agent").GetString() == "ben");
        var handOver = document.GetProperty("handOver");
        Assert.Equal(("ann", "Wants a call back at five."), (handOver.GetProperty("by").GetString(), handOver.GetProperty("note").GetString()));
        Assert.Equal("Where is my parcel?", handOver.GetProperty("asked")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_agent_sees_the_end_come_and_finishes_late_within_what_the_policy_allows()
    {
        var workspace = await server.Workspace();
        await using var ann = await Available(workspace, "ann");
        Assert.Equal(204, await Plan(workspace, "ann", -60, 5, null));
        var ending = await Until(ann, "ending");
        Assert.InRange(ending.GetProperty("secondsLeft").GetInt32(), 180, 300);
        var id = ending.GetProperty("ref").GetString()!;

        var much = await ann.Call("MoveShiftEnd", id, DateTimeOffset.UtcNow.AddHours(5), null);
        Assert.Equal("shiftTooLate", much.GetProperty("name").GetString());
        Assert.True((await ann.Call("MoveShiftEnd", id, DateTimeOffset.UtcNow.AddMinutes(30), null)).GetProperty("ok").GetBoolean());
        Assert.InRange((await Until(ann, "moved")).GetProperty("secondsLeft").GetInt32(), 1_700, 1_800);
        var other = await ann.Call("MoveShiftEnd", id.Replace("ann", "ben", StringComparison.Ordinal), DateTimeOffset.UtcNow, null);
        Assert.Equal("forbidden", other.GetProperty("name").GetString());

        Assert.True((await ann.Call("MoveShiftEndWithReason", id, DateTimeOffset.UtcNow.AddMinutes(20), "the last one is done", null)).GetProperty("ok").GetBoolean());
        await workspace.Until("/v1/audit?person=ann", page => page.ToString().Contains("the last one is done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_and_calendars_go_in_and_come_out_and_mistakes_change_nothing()
    {
        var workspace = await server.Workspace();
        await Agent(workspace, "ben");
        var day = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd", null);
        var table = "agent,from,until,zone,breaks,handTo\n"
            + $"ann,{day}T08:00,{day}T16:00,Europe/Berlin,,ben\nben,{day}T14:00,{day}T22:00,Europe/Berlin,,\n";
        Assert.Equal(200, await Text(workspace, "/v1/shifts.csv", table, "text/csv"));
        Assert.Equal(400, await Text(workspace, "/v1/shifts.csv", table.Replace("T16:00", "T07:00", StringComparison.Ordinal), "text/csv"));

        var written = await workspace.Admin.GetStringAsync(new Uri("/v1/shifts.csv?zone=Europe/Berlin", UriKind.Relative));
        Assert.Equal(3, written.Trim().Split('\n').Length);
        Assert.Equal(200, await Text(workspace, "/v1/shifts.csv", written, "text/csv"));
        var calendar = await workspace.Admin.GetStringAsync(new Uri("/v1/agents/ann/shifts.ics", UriKind.Relative));
        Assert.Equal(200, await Text(workspace, "/v1/agents/ann/shifts.ics", calendar, "text/calendar"));
        Assert.Equal(written, await workspace.Admin.GetStringAsync(new Uri("/v1/shifts.csv?zone=Europe/Berlin", UriKind.Relative)));
        Assert.Equal(400, await Text(workspace, "/v1/agents/ann/shifts.ics", "nonsense", "text/calendar"));
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_is_refused_by_number()
    {
        var workspace = await server.Workspace();
        Assert.Equal(404, (await workspace.Get("/v1/agents/nobody/shifts")).Status);
        Assert.Equal(404, (await workspace.Get("/v1/shifts/ann~20200101T0000/handover")).Status);
        Assert.Equal(404, (await workspace.Get("/v1/shifts/ann/handover")).Status);
        Assert.Equal(404, await Plan(workspace, "ann", 60, 120, "nobody"));
        Assert.Equal(400, await Plan(workspace, "ann", 60, 60, null));
        using var overlap = await workspace.Admin.PutAsJsonAsync("/v1/agents/ann/shifts", new
        {
            zone = "Europe/Berlin",
            shifts = new[] { new { from = "2030-01-01T08:00", until = "2030-01-01T12:00" }, new { from = "2030-01-01T11:00", until = "2030-01-01T15:00" } },
        });
        Assert.Equal((409, (int)Refusal.ShiftsOverlap), ((int)overlap.StatusCode, (await overlap.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Two_agents_change_shifts_or_neither_does()
    {
        var workspace = await server.Workspace();
        await Agent(workspace, "ben");
        Assert.Equal(204, await Days(workspace, "ann", ("2030-01-01T08:00", "2030-01-01T12:00"), ("2030-01-03T08:00", "2030-01-03T12:00")));
        Assert.Equal(204, await Days(workspace, "ben", ("2030-01-02T14:00", "2030-01-02T22:00"), ("2030-01-03T10:00", "2030-01-03T18:00")));

        var swap = new { with = "ben~20300102T1400", why = "a dentist" };
        Assert.Equal(204, await Post(workspace, "/v1/shifts/ann~20300101T0800/swap", swap));
        Assert.Equal(204, await Post(workspace, "/v1/shifts/ann~20300101T0800/swap", swap));
        Assert.Equal(["ann~20300102T1400", "ann~20300103T0800"], await Ids(workspace, "ann"));
        Assert.Equal(["ben~20300101T0800", "ben~20300103T1000"], await Ids(workspace, "ben"));

        // Ben would have two at once on the third: nothing is as it was asked for, and everything as it was.
        Assert.Equal(409, await Post(workspace, "/v1/shifts/ann~20300103T0800/swap", new { with = "ben~20300101T0800" }));
        Assert.Equal(["ann~20300102T1400", "ann~20300103T0800"], await Ids(workspace, "ann"));
        Assert.Equal(["ben~20300101T0800", "ben~20300103T1000"], await Ids(workspace, "ben"));
        Assert.Equal(404, await Post(workspace, "/v1/shifts/ann~20300101T0800/swap", new { with = "ben~20300105T1400" }));
        await workspace.Until("/v1/audit?person=ben", page => page.ToString().Contains("a dentist", StringComparison.Ordinal));
    }

    private static async Task<int> Days(TestWorkspace workspace, string agent, params (string From, string Until)[] days)
    {
        using var put = await workspace.Admin.PutAsJsonAsync(
            $"/v1/agents/{agent}/shifts", new { zone = "UTC", shifts = days.Select(day => new { from = day.From, until = day.Until }) });
        return (int)put.StatusCode;
    }

    private static async Task<IEnumerable<string?>> Ids(TestWorkspace workspace, string agent) =>
        (await workspace.Get($"/v1/agents/{agent}/shifts")).Body.GetProperty("shifts").EnumerateArray().Select(shift => shift.GetProperty("id").GetString());

    private const string HandOver = Core.Threads.HandOver.Reason;

    private static async Task<TestAgent> Available(TestWorkspace workspace, string agent)
    {
        var client = await TestAgent.Connect(workspace, agent);
        await client.Call("Start", (object?)null);
        Assert.True((await client.Call("SetStatus", "available", null)).GetProperty("ok").GetBoolean());
        return client;
    }

    private static async Task Agent(TestWorkspace workspace, string agent)
    {
        using var put = await workspace.Admin.PutAsJsonAsync($"/v1/agents/{agent}", new { name = agent, slots = 4 });
        put.EnsureSuccessStatusCode();
    }

    private static async Task<int> Plan(TestWorkspace workspace, string agent, int fromMinutes, int untilMinutes, string? handTo)
    {
        var now = DateTimeOffset.UtcNow;
        var shift = new { from = Minute(now.AddMinutes(fromMinutes)), until = Minute(now.AddMinutes(untilMinutes)), handTo };
        using var put = await workspace.Admin.PutAsJsonAsync($"/v1/agents/{agent}/shifts", new { shifts = new[] { shift } });
        return (int)put.StatusCode;
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mmzzz", null);

    private static async Task<int> Post(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PostAsJsonAsync(path, body);
        return (int)answer.StatusCode;
    }

    private static async Task<int> Text(TestWorkspace workspace, string path, string text, string type)
    {
        using var content = new StringContent(text, Encoding.UTF8, type);
        using var answer = await workspace.Admin.PostAsync(new Uri(path, UriKind.Relative), content);
        return (int)answer.StatusCode;
    }

    private static async Task<JsonElement> Until(TestAgent agent, string detail)
    {
        while (true)
        {
            var push = await agent.Next("shift");
            if (push.GetProperty("detail").GetString() == detail) return push;
        }
    }
}
