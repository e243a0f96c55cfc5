using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Routing.Edge;
using Routing.Edge.Auth;

namespace Routing.Server.Demo;

/// <summary>Plays the sample conversations through the public API: posts what customers say, and lets simulated agents answer over the hub.</summary>
/// <remarks>Something is to be seen within five seconds; after that a conversation begins every few seconds, over and over, until the
/// server stops.</remarks>
public sealed partial class DemoPlayer(Uri url, Tokens tokens, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TokensFor = TimeSpan.FromDays(30);

    /// <summary>Conversations that begin at once, so that the board is not empty.</summary>
    private const int AtOnce = 5;

    public async Task Play(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(Roles.Integration, "demo"));
        var stage = new Stage(http, clock);
        var agents = Seed.Agents.Select(agent => new DemoAgent(url, agent.Agent, () => Token(Roles.Agent, agent.Agent), stage, clock, log)).ToList();
        try
        {
            await Task.WhenAll([.. agents.Select(agent => agent.Work(cancel)), Talk(stage, cancel)]);
        }
        catch (Exception ended)
        {
            // With the server, the play stops too; what fails then is no news.
            if (!cancel.IsCancellationRequested) LogStopped(ended);
        }
    }

    private async Task Talk(Stage stage, CancellationToken cancel)
    {
        for (var i = 0; ; i++)
        {
            var conversation = Conversations.All[i % Conversations.All.Count];
            await stage.Begin(conversation, i, cancel);
            if (i >= AtOnce) await Task.Delay(Between, clock, cancel);
        }
    }

    private string Token(string role, string subject) => tokens.Mint(new(Seed.Workspace, role, subject), TokensFor);

    [LoggerMessage(40, LogLevel.Warning, "The demonstration stopped")]
    private partial void LogStopped(Exception failed);
}

/// <summary>Who says what next: knows each conversation by the key of its newest message.</summary>
internal sealed class Stage(HttpClient http, TimeProvider clock)
{
    /// <summary>Conversations under way; one that nobody has taken by then is forgotten (its thread stays).</summary>
    private const int MostScenes = 500;

    private readonly Dictionary<string, Scene> _scenes = [];
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>Ids of one run must not be those of the run before: the messages are new ones.</summary>
    private readonly string _run = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public Task Begin(Conversation conversation, int number, CancellationToken cancel) =>
        Say(new Scene(conversation, $"{_run}-{number}", 0), inReplyTo: null, cancel);

    /// <summary>What an agent answers to this message; null if the demonstration did not write it.</summary>
    public string? AnswerTo(string message)
    {
        lock (_lock) return _scenes.GetValueOrDefault(message) is { } scene
            ? scene.Conversation.Answers[Math.Min(scene.Said, scene.Conversation.Answers.Count - 1)] : null;
    }

    /// <summary>The agent has answered under this id; the customer says the next thing, if there is one.</summary>
    /// <returns>Whether the conversation goes on.</returns>
    public async Task<bool> Answered(string message, string reply, CancellationToken cancel)
    {
        Scene? scene;
        lock (_lock) _scenes.Remove(message, out scene);
        if (scene is null) return false;
        var sent = $"out-{reply}";
        await Report(reply, sent, cancel);
        if (scene.Said + 1 >= scene.Conversation.Says.Count) return false;
        await Say(scene with { Said = scene.Said + 1 }, sent, cancel);
        return true;
    }

    /// <summary>As a connector would. The outbox lags a moment behind the reply: until it shows it, there is nothing to report on.</summary>
    private async Task Report(string reply, string sent, CancellationToken cancel)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            using var report = await http.PostAsJsonAsync($"/v1/outbox/{reply}/sent", new { externalId = sent }, EdgeJson.Options, cancel);
            if (report.StatusCode != System.Net.HttpStatusCode.NotFound) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
        }
    }

    private async Task Say(Scene scene, string? inReplyTo, CancellationToken cancel)
    {
        var conversation = scene.Conversation;
        var id = $"demo-{scene.Id}-{scene.Said}";
        var key = $"{conversation.Channel}/{id}";
        lock (_lock)
        {
            _scenes[key] = scene;
            _order.Enqueue(key);
            if (_order.Count > MostScenes) _scenes.Remove(_order.Dequeue());
        }

        // Every run has customers of its own, or all of a sample person's messages would be one thread.
        var author = conversation.Author with { Id = $"{conversation.Author.Id}-{scene.Id}" };
        using var answer = await http.PostAsJsonAsync(
            "/v1/messages",
            new { conversation.Channel, id, author, text = conversation.Says[scene.Said], conversation.Visibility, inReplyTo },
            EdgeJson.Options, cancel);
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Scene(Conversation Conversation, string Id, int Said);
}
