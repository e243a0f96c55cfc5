using Microsoft.Playwright;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Board;

/// <summary>What a supervisor sets for a while is seen by everybody who looks at the board, with its reason, and is taken back there.</summary>
[Collection(nameof(BoardVisitors))]
public class HoldTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task A_paused_queue_a_muted_author_and_other_slots_stand_on_the_board_until_they_are_taken_back()
    {
        var workspace = await visitors.Server.Workspace();
        await workspace.PostNew("1");
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Button("Pause general").ClickAsync();
        await Why(sam, "the bank is down", "Pause");
        var holds = sam.Page.Locator(".holds");
        await Expect(holds).ToContainTextAsync("general is paused");
        await Expect(holds).ToContainTextAsync("the bank is down");

        await sam.Page.Locator(".agent").ClickAsync();
        await sam.Button("Set for a while").ClickAsync();
        await sam.Page.GetByLabel("Threads at the same time").FillAsync("7");
        await Why(sam, "helps out", "Set");
        await sam.Press("Escape");
        await Expect(holds).ToContainTextAsync("Ann has other skills or slots");
        await Expect(sam.Page.Locator(".agent")).ToContainTextAsync("0 / 7");

        await sam.Page.Locator(".thread-row").ClickAsync();
        await sam.Button("Mute the author").ClickAsync();
        await Why(sam, "floods", "Mute the author");
        await sam.Press("Escape");
        await Expect(holds).ToContainTextAsync("@kim is muted");

        foreach (var back in (string[])["Reopen", "Hear again", "As usual"])
        {
            await holds.GetByRole(AriaRole.Button, new() { Name = back }).ClickAsync();
            await sam.Page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = back }).ClickAsync();
        }

        await Expect(holds).ToHaveCountAsync(0);
        await Expect(sam.Page.Locator(".agent")).ToContainTextAsync("0 / 4");
    }

    [ChromiumFact]
    public async Task The_board_is_shown_as_it_was_and_then_as_it_is()
    {
        var workspace = await visitors.Server.Workspace();
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Sees("All right");
        await workspace.PostNew("1");
        await sam.Sees("Nobody takes work");
        var before = sam.Page.Locator(".past input");
        await sam.Press("t");
        await Expect(sam.Page.Locator(".stood")).ToBeVisibleAsync();
        await before.PressAsync("Home");
        await Expect(sam.Page.Locator(".stood .tile").First).ToContainTextAsync("Nothing waits");
        await sam.Button("Back to now").ClickAsync();
        await sam.Sees("Nobody takes work");
    }

    private static async Task Why(Visitor sam, string why, string act)
    {
        var dialog = sam.Page.GetByRole(AriaRole.Dialog).Last;
        await dialog.GetByLabel("Why").FillAsync(why);
        await dialog.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
    }
}
