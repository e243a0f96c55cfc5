using System.Net.Http.Json;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Desk;

[Collection(nameof(DeskVisitors))]
public class AnswerTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task A_slash_finds_a_canned_answer_as_one_types_and_puts_it_into_the_reply()
    {
        var workspace = await visitors.Server.Workspace();
        var answers = new[]
        {
            new { id = "refund", kind = "answer", title = "Refund", text = "We sent it back today." },
            new { id = "hours", kind = "answer", title = "Hours", text = "Until eight." },
        };
        using (var post = await workspace.Admin.PostAsJsonAsync("/v1/answers", answers)) post.EnsureSuccessStatusCode();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await ann.Button("I am available").ClickAsync();
        await workspace.PostNew("1");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();

        await ann.Composer.PressSequentiallyAsync("Hello! /ref");
        var found = ann.Page.Locator(".answers li");
        await Expect(found).ToHaveCountAsync(1);
        await ann.Press("Enter");
        await Expect(ann.Composer).ToHaveValueAsync("Hello! We sent it back today.");
        await ann.Composer.PressSequentiallyAsync(" Bye /ho");
        await Expect(found).ToHaveCountAsync(1);
        await ann.Press("Escape");
        await Expect(found).ToHaveCountAsync(0);
        await Expect(ann.Composer).ToHaveValueAsync("Hello! We sent it back today. Bye /ho");
    }
}
