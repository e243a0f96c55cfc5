using Microsoft.Playwright;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Desk;

/// <summary>On a telephone nothing that comes by itself lies over what one is about to press.</summary>
[Collection(nameof(DeskVisitors))]
public class NarrowTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task An_offer_and_a_notice_leave_the_reply_box_and_its_button_free()
    {
        var workspace = await visitors.Server.Workspace();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await ann.Page.SetViewportSizeAsync(360, 640);
        await ann.Button("I am available").ClickAsync();
        await workspace.PostNew("1", author: "a");
        await ann.Button("Accept").ClickAsync();
        await ann.Composer.FillAsync("On its way");
        await workspace.PostNew("2", author: "b");
        await Expect(ann.Page.Locator(".offer")).ToBeVisibleAsync();

        var offer = await Box(ann.Page.Locator(".offer"));
        Assert.True(offer.Bottom <= (await Box(ann.Composer)).Top, "The offer lies over the reply box.");
        await ann.Page.EvaluateAsync("window.dispatchEvent(new Event('offline'))");
        await ann.Sees("Connected again.");
        var notice = await Box(ann.Page.Locator(".notice").First);
        Assert.True(notice.Bottom <= (await Box(ann.Button("Send"))).Top, "The notice lies over Send.");
        Assert.True(notice.Top >= offer.Bottom, "The notice lies over the offer.");
    }

    private static async Task<(float Top, float Bottom)> Box(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.Y, box.Y + box.Height);
    }
}
