using System.Net.Http.Json;
using System.Text.Json;
using Routing.Edge;

namespace Routing.Server.Demo;

/// <summary>Takes answers out of the outbox and reports them as sent, as a connector of a network does.</summary>
/// <remarks>Begins at the outbox's start: what an earlier run left is reported too.</remarks>
internal sealed class DemoConnector(HttpClient http, Stage stage, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    public async Task Carry(CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/v1/outbox?after={after}", cancel);
            after = page.GetProperty("next").GetInt64();
            var items = page.GetProperty("items").EnumerateArray().ToList();
            foreach (var item in items.Where(item => item.GetProperty("status").GetString() == "leaving")) await Send(item, cancel);
            if (items.Count == 0) await Task.Delay(Between, clock, cancel);
        }
    }

    private async Task Send(JsonElement item, CancellationToken cancel)
    {
        var reply = item.GetProperty("reply").GetString();
        var sent = $"out-{reply}";
        using var report = await http.PostAsJsonAsync($"/v1/outbox/{reply}/sent", new { externalId = sent }, EdgeJson.Options, cancel);
        report.EnsureSuccessStatusCode();
        await stage.Reached($"{item.GetProperty("channel").GetString()}/{item.GetProperty("to").GetString()}", sent, cancel);
    }
}
