using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Routing.Edge;
using Routing.Edge.Auth;

namespace Routing.Server.Demo;

/// <summary>Plays the sample conversations through the public API: posts what customers say, lets simulated agents answer over the hub, and
/// carries answers to customers as a connector would.</summary>
/// <remarks>Something is to be seen within five seconds; after that a conversation begins every few seconds, over and over, until the
/// server stops. One agent's place is left to the person at the screen: until somebody signs in there, what only that agent can do waits.</remarks>
public sealed partial class DemoPlayer(Uri url, Tokens tokens, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TokensFor = TimeSpan.FromDays(30);

    /// <summary>Conversations that begin at once, so that the board is not empty.</summary>
    private const int AtOnce = 5;

    /// <summary>Conversations that wait for an answer; while there are as many, none begins: nobody may be there to answer.</summary>
    private const int MostOpen = 40;

    private const string Policy = "Routing.Server.Demo.policy.yaml";

    public async Task Play(CancellationToken cancel)
    {
        using var http = Client(Roles.Admin, "demo");
        var stage = new Stage(http, clock);
        var connector = new DemoConnector(http, stage, clock);
        var agents = Seed.Agents.Where(agent => agent.Agent != Seed.Person)
            .Select(agent => new DemoAgent(url, agent.Agent, () => Token(Roles.Agent, agent.Agent), stage, clock, log)).ToList();
        try
        {
            await SetPolicy(http, cancel);
            await Task.WhenAll([.. agents.Select(agent => agent.Work(cancel)), connector.Carry(cancel), Talk(stage, cancel)]);
        }
        catch (Exception ended)
        {
            // With the server, the play stops too; what fails then is no news.
            if (!cancel.IsCancellationRequested) LogStopped(ended);
        }
    }

    /// <summary>Queues with skills, unless somebody has put a policy of their own in force.</summary>
    private static async Task SetPolicy(HttpClient http, CancellationToken cancel)
    {
        var current = await http.GetFromJsonAsync<JsonElement>("/v1/policy", cancel);
        if (current.GetProperty("version").GetInt32() != Core.Policies.Policy.Default.Version) return;
        await using var stream = typeof(DemoPlayer).Assembly.GetManifestResourceStream(Policy)
            ?? throw new InvalidOperationException($"The resource {Policy} is missing.");
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new("application/yaml");
        using var answer = await http.PutAsync(new Uri("/v1/policy", UriKind.Relative), body, cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task Talk(Stage stage, CancellationToken cancel)
    {
        for (var i = 0; ; i++)
        {
            while (stage.Open >= MostOpen) await Task.Delay(Between, clock, cancel);
            await stage.Begin(Conversations.All[i % Conversations.All.Count], i, cancel);
            if (i >= AtOnce) await Task.Delay(Between, clock, cancel);
        }
    }

    private HttpClient Client(string role, string subject)
    {
        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(role, subject));
        return http;
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

    /// <summary>Conversations whose customer waits for an answer.</summary>
    public int Open
    {
        get
        {
            lock (_lock) return _scenes.Count;
        }
    }

    /// <summary>Whether the customer says nothing more after this message is answered.</summary>
    public bool EndsWith(string message)
    {
        lock (_lock) return _scenes.GetValueOrDefault(message) is not { } scene || scene.Said + 1 >= scene.Conversation.Says.Count;
    }

    /// <summary>The answer has reached the customer under this id, whoever wrote it: they say the next thing, if there is one.</summary>
    public async Task Reached(string message, string sent, CancellationToken cancel)
    {
        Scene? scene;
        lock (_lock) _scenes.Remove(message, out scene);
        if (scene is not null && scene.Said + 1 < scene.Conversation.Says.Count) await Say(scene with { Said = scene.Said + 1 }, sent, cancel);
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
