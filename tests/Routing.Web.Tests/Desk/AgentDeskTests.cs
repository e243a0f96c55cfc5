using Microsoft.Playwright;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Desk;

[Collection(nameof(DeskVisitors))]
public class AgentDeskTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task An_agent_accepts_reads_what_came_meanwhile_answers_loses_the_line_catches_up_and_resolves()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await Expect(ann.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/desk$"));
        await ann.Button("I am available").ClickAsync();
        await ann.Sees("Nothing to do. Well done.");

        await workspace.PostNew("1", "My parcel never came");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();
        await ann.Composer.FillAsync("I am looking for it");
        await workspace.PostNew("2", "And it was a present");
        await ann.Sees("The customer has written since you began.");
        await Expect(ann.Button("Send")).ToBeDisabledAsync();
        await ann.Button("I have read it").ClickAsync();
        await ann.Composer.PressAsync("Control+Enter");
        await Expect(ann.Page.Locator(".entry.ours")).ToContainTextAsync("I am looking for it");
        await Expect(ann.Composer).ToHaveValueAsync("");

        await workspace.PostNew("3", "Thank you!");
        await Expect(ann.Page.Locator(".entry.theirs").Last).ToContainTextAsync("Thank you!");
        await ann.Composer.FillAsync("One more thing");
        await ann.Line.Cut();
        await ann.Sees("Connection lost.");
        await Expect(ann.Button("Send")).ToBeDisabledAsync();
        await Expect(ann.Button("Resolve")).ToBeDisabledAsync();
        await workspace.PostNew("4", "Are you still there?");
        ann.Line.Mend();
        await ann.Sees("Connected again. Caught up with");
        await Expect(ann.Page.Locator(".entry.theirs").Last).ToContainTextAsync("Are you still there?");
        await ann.Sees("The customer has written since you began.");
        await ann.Page.ReloadAsync();
        await Expect(ann.Composer).ToHaveValueAsync("One more thing");

        await ann.Button("Resolve").ClickAsync();
        await ann.Sees("Nothing to do. Well done.");
    }

    [ChromiumFact]
    public async Task All_of_it_goes_by_keyboard_alone()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await Expect(ann.Button("I am available")).ToBeEnabledAsync();
        await ann.Press("Control+k");
        await ann.Page.Keyboard.TypeAsync("available");
        await ann.Press("Enter");
        await workspace.PostNew("1", "How late are you open?");
        await Expect(ann.Page.Locator(".offer")).ToBeVisibleAsync();
        await ann.Press("a");
        await Expect(ann.Composer).ToBeVisibleAsync();
        await ann.Press("n");
        await ann.Page.Keyboard.TypeAsync("Asked about hours");
        await ann.Press("Control+Enter");
        await Expect(ann.Page.Locator(".entry.noted")).ToContainTextAsync("Asked about hours");
        await Expect(ann.Composer).ToHaveAccessibleNameAsync("Your answer");
        await Expect(ann.Composer).ToBeFocusedAsync();
        await ann.Page.Keyboard.TypeAsync("Until eight.");
        await ann.Press("Control+Enter");
        await Expect(ann.Page.Locator(".entry.ours")).ToContainTextAsync("Until eight.");
        await ann.Press("Escape");
        await ann.Press("?");
        await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Resolve");
        await ann.Press("Escape");
        await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ann.Press("e");
        await Expect(ann.Page.Locator(".row")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task A_message_is_text_and_nothing_else()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await ann.Button("I am available").ClickAsync();
        await workspace.PostNew("1", "<img src=x onerror=alert(1)> <b>שלום</b> 👩‍🚀 see https://example.com/a?b=1.");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();
        var text = ann.Page.Locator(".talk .rich");
        await Expect(text).ToHaveTextAsync("<img src=x onerror=alert(1)> <b>שלום</b> 👩‍🚀 see https://example.com/a?b=1.");
        await Expect(text.Locator("img, b")).ToHaveCountAsync(0);
        var link = text.Locator("a");
        await Expect(link).ToHaveAttributeAsync("href", "https://example.com/a?b=1");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
    }

    [ChromiumFact]
    public async Task A_thread_is_handed_on_with_a_note_and_parked_until_a_time()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await ann.Button("I am available").ClickAsync();
        await workspace.PostNew("1");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();
        await ann.Button("Park").ClickAsync();
        await ann.Button("In one hour").ClickAsync();
        await Expect(ann.Page.Locator(".list h2")).ToContainTextAsync("Parked");
        await ann.Button("Transfer").ClickAsync();
        await ann.Page.GetByRole(AriaRole.Radio, new() { Name = "general" }).CheckAsync();
        await ann.Button("Hand over").ClickAsync();
        await Expect(ann.Page.Locator(".list .row")).ToHaveCountAsync(0);
    }
}
