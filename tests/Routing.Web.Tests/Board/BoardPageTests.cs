using Microsoft.Playwright;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Board;

[Collection(nameof(BoardVisitors))]
public class BoardPageTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task A_number_opens_its_threads_and_a_row_says_why_it_waits()
    {
        var workspace = await visitors.Server.Workspace();
        await workspace.PostNew("1", "Where is my refund?");
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await Expect(sam.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/board$"));
        await sam.Sees("Nobody takes work");
        await sam.Button("Waiting in general: 1").ClickAsync();
        var dialog = sam.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator(".thread-row").ClickAsync();
        await Expect(dialog).ToContainTextAsync("Nobody who can serve it is ready.");
        await Expect(dialog).ToContainTextAsync("Where is my refund?");
        await sam.Press("Escape");
        await Expect(dialog).ToHaveCountAsync(0);

        await workspace.PostNew("2", "And mine?", author: "43");
        await Expect(sam.Button("Waiting in general: 2").First).ToBeVisibleAsync();
        await sam.Line.Cut();
        await sam.Sees("Connection lost.");
        await workspace.PostNew("3", "Mine too", author: "44");
        sam.Line.Mend();
        await Expect(sam.Button("Waiting in general: 3").First).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task A_policy_is_tried_before_anybody_puts_it_in_force()
    {
        var workspace = await visitors.Server.Workspace();
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Policy" }).ClickAsync();
        var text = sam.Page.GetByLabel("The policy, as JSON or YAML");
        await text.FillAsync("queues:\n  - id: money\n    match: { topics: [billing] }\n  - id: general\n");
        await sam.Button("Dry run").ClickAsync();
        await sam.Sees("The policy is valid.");
        await sam.Sees("money");
        await text.FillAsync("queues:\n  - id: general\noffers: { seconds: 0 }");
        await sam.Button("Dry run").ClickAsync();
        await sam.Sees("Line 3");
        await Expect(sam.Button("Put in force")).ToHaveCountAsync(0);
    }
}
