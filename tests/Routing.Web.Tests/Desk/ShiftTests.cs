using System.Net.Http.Json;
using System.Text.Json;
using Routing.Edge.Tests.Server;
using Routing.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Routing.Web.Tests.Desk;

[Collection(nameof(DeskVisitors))]
public class ShiftTests(Visitors visitors)
{
    [ChromiumFact]
    public async Task The_end_of_a_shift_is_counted_down_and_the_next_one_reads_the_note_first()
    {
        var workspace = await visitors.Server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 4 })) put.EnsureSuccessStatusCode();
        await using var ann = await visitors.SignInAsAgent(workspace);
        await ann.Button("I am available").ClickAsync();
        await ann.Sees("Nothing to do. Well done.");
        await workspace.PostNew("1", "My parcel never came");
        await ann.Button("Accept").ClickAsync();
        await ann.Page.Locator(".row").ClickAsync();
        var now = DateTimeOffset.UtcNow;
        using (var plan = await workspace.Admin.PutAsJsonAsync("/v1/agents/ann/shifts",
            new { shifts = new[] { new { from = Minute(now.AddMinutes(-60)), until = Minute(now.AddMinutes(5)), handTo = "ben" } } })) plan.EnsureSuccessStatusCode();
        await Expect(ann.Page.Locator(".shift.soon")).ToContainTextAsync("Shift ends in");
        await ann.Sees("Leave a hand-over note (H)");

        await ann.Press("h");
        await ann.Page.GetByLabel("What should they know?").FillAsync("It was a present.");
        await ann.Button("Leave the note").ClickAsync();
        await ann.Sees("It will be handed over with the thread.");
        await using var ben = await visitors.SignIn(workspace, "agent", "ben");
        await ben.Button("I am available").ClickAsync();
        await ben.Sees("Nothing to do. Well done.");
        var shifts = await workspace.Admin.GetFromJsonAsync<JsonElement>("/v1/agents/ann/shifts");
        var id = shifts.GetProperty("shifts")[0].GetProperty("id").GetString();
        using (var move = await workspace.Admin.PostAsJsonAsync($"/v1/shifts/{id}/move", new { until = Minute(now) })) move.EnsureSuccessStatusCode();

        await ann.Sees("Your shift is over, and nothing of it is left with you.");
        await Expect(ann.Page.Locator(".shift")).ToHaveCountAsync(0);
        await ben.Page.Locator(".row").ClickAsync();
        // It stands in the conversation and, where that lies under the details, there; one is seen at a time.
        await Expect(ben.Page.Locator(".handed-over:visible")).ToContainTextAsync("It was a present.");
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mmzzz", null);
}
