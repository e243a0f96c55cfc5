using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Routing.Edge.Tests.Server;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Board;

[Collection(nameof(BoardVisitors))]
public class RebalancePageTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task Threads_picked_by_hand_are_previewed_moved_to_a_team_and_taken_back()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await Colleague.Come(workspace, "ann");
        for (var n = 0; n < 5; n++) await workspace.PostNew($"{n}", author: $"a{n}");
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Sees("Nobody takes work");
        await sam.Press("r");
        await sam.Button("Pick by hand").ClickAsync();
        await sam.Page.GetByLabel("All 5 threads shown").CheckAsync();
        await sam.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ann" }).CheckAsync();
        await sam.Button("Preview").ClickAsync();

        // She has four slots.
        await Expect(sam.Page.Locator(".preview h2")).ToHaveTextAsync("4 threads would move1 would stay");
        await Expect(sam.Page.Locator(".stays")).ToContainTextAsync("no free slot");
        await Expect(sam.Page.GetByRole(AriaRole.Row, new() { Name = "Late" })).ToBeVisibleAsync();
        await sam.Page.GetByPlaceholder("Why").FillAsync("a spike");
        await sam.Button("Move 4 threads").ClickAsync();
        await Expect(sam.Page.Locator(".preview h2")).ToHaveTextAsync("4 threads were moved");
        await sam.Sees("a spike");

        await sam.Button("Undo the move").ClickAsync();
        await Expect(sam.Page.Locator(".preview h2")).ToHaveTextAsync("Taken back: 4 threads are where they were");
        await sam.Sees("Everything is as it was.");
        await Expect(sam.Page.Locator(".made tbody tr")).ToContainTextAsync("taken back by sam");
        await sam.Press("b");
        await Expect(sam.Button("Waiting in general: 5").First).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task A_plan_that_would_make_nothing_better_says_so_and_a_move_is_undone_from_the_list()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await Colleague.Come(workspace, "ann");
        var thread = await workspace.PostNew("1");
        var plan = await Made(workspace, "/v1/moves/preview", new { threads = new[] { thread }, agent = "ann" });
        await Made(workspace, "/v1/moves", new { plan = plan.GetProperty("id").GetString() });
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Sees("All right");
        await sam.Press("r");
        await sam.Button("Work out a plan").ClickAsync();
        await sam.Sees("Nothing better was found");

        await sam.Page.Locator(".made tbody button").ClickAsync();
        await Expect(sam.Page.Locator(".preview h2")).ToHaveTextAsync("1 thread was moved");
        await sam.Button("Undo the move").ClickAsync();
        await sam.Sees("Everything is as it was.");
    }

    private static async Task<JsonElement> Made(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
