using Microsoft.Playwright;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests;

/// <summary>axe-core finds nothing on any page, in either theme. A theme is nothing but other colours: in the second one only contrast is looked at.</summary>
[Collection(nameof(PageVisitors))]
public class AccessibilityTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task The_desk_has_no_violation()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await Expect(ann.Button("I am available")).ToBeEnabledAsync();
        await Check(ann, "no offers");
        await ann.Button("I am available").ClickAsync();
        await ann.Sees("Nothing to do. Well done.");
        await Check(ann, "nothing to do");
        await workspace.PostNew("1");
        await Expect(ann.Page.Locator(".offer")).ToBeVisibleAsync();
        await Check(ann, "an offer");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();
        await ann.Sees("Policy version");
        await ann.Composer.FillAsync("Yes");
        await workspace.PostNew("2");
        await ann.Sees("The customer has written since you began.");
        await Check(ann, "a thread");
        await ann.Button("Transfer").ClickAsync();
        await Expect(ann.Page.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        await Check(ann, "handing over");
        await ann.Press("Escape");
        await ann.Line.Cut();
        await ann.Sees("Connection lost.");
        await Check(ann, "offline");
        ann.Line.Mend();
    }

    [ChromiumFact]
    public async Task The_board_has_no_violation()
    {
        var workspace = await visitors.Server.Workspace();
        await using var sam = await visitors.SignInAsSupervisor(workspace);
        await sam.Sees("No clock is running out.");
        await Check(sam, "nothing waits");
        await workspace.PostNew("1");
        await sam.Sees("Nobody takes work");
        await Expect(sam.Page.Locator(".thread-row")).ToBeVisibleAsync();
        await Check(sam, "something waits");
        await sam.Page.Locator(".thread-row").ClickAsync();
        await sam.Sees("Nobody who can serve it is ready.");
        await Check(sam, "why it waits");
        await sam.Press("Escape");
        await sam.Page.Locator(".agent").ClickAsync();
        await sam.Button("Set for a while").ClickAsync();
        await Expect(sam.Page.GetByLabel("Threads at the same time")).ToBeVisibleAsync();
        await Check(sam, "setting an agent for a while");
        await sam.Press("Escape");
        await sam.Press("Escape");
        await sam.Press("r");
        await sam.Sees("See a move before it is made");
        await Check(sam, "asking for a plan");
        await sam.Button("Pick by hand").ClickAsync();
        await sam.Page.GetByLabel("All 1 thread shown").CheckAsync();
        await sam.Button("A queue").ClickAsync();
        await sam.Button("general").ClickAsync();
        await sam.Button("Preview").ClickAsync();
        await sam.Sees("1 would stay");
        await Check(sam, "a preview");
        await sam.Press("t");
        await sam.Sees("Back to now");
        await Expect(sam.Page.Locator(".stood")).ToBeVisibleAsync();
        await Check(sam, "an earlier time");
        await sam.Press("p");
        await sam.Button("Dry run").ClickAsync();
        await sam.Sees("The policy is valid.");
        await Check(sam, "the policy");
        await sam.Press("x");
        await sam.Sees("Nothing is in quarantine.");
        await Check(sam, "quarantine");
    }

    [ChromiumFact]
    public async Task The_door_has_no_violation_and_says_how_to_come_in()
    {
        await using var nobody = await visitors.SignIn(await visitors.Server.Workspace(), "", "nobody");
        await nobody.Sees("Nobody is signed in here");
        await Check(nobody, "the door");
    }

    private static async Task Check(Visitor visitor, string what)
    {
        Assert.Equal([], (await Axe.Violations(visitor.Page)).Select(violation => $"{what}: {violation}"));
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal([], (await Axe.Violations(visitor.Page, "color-contrast")).Select(violation => $"{what}, in the dark: {violation}"));
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
