using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Load.Server;

namespace Routing.Load.Clients;

/// <summary>The server's HTTP interface as an administrator and a supervisor use it. Any answer but a success throws, with what was said.</summary>
public sealed class Api : IDisposable
{
    private const int PageRows = 200;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http;
    private readonly Ready _server;

    public Api(Ready server)
    {
        _server = server;
        // A joined thread answers with a redirect, which is an answer here.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) 
        {
            BaseAddress = new Uri(server.Url),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>Makes messages of one customer at most this many minutes apart one thread; 0: only by reply links.</summary>
    public Task SetJoinMinutes(int minutes) => ChangePolicy(policy => policy["threading"]!["joinMinutes"] = minutes);

    /// <summary>Reads the policy, changes it, and puts it into force.</summary>
    public async Task ChangePolicy(Action<JsonNode> change)
    {
        var policy = JsonNode.Parse(await Get("v1/policy", _server.IntegrationToken))!;
        // Without a version it becomes the next one.
        policy.AsObject().Remove("version");
        change(policy);
        await Send(HttpMethod.Put, "v1/policy", _server.IntegrationToken, policy);
    }

    public Task SetAgent(string id, int slots, IReadOnlyDictionary<string, int>? skills = null) =>
        Send(HttpMethod.Put, $"v1/agents/{id}", _server.IntegrationToken, new { name = id, skills = skills ?? new Dictionary<string, int>(), slots });

    /// <summary>A token with which the agent may connect.</summary>
    public async Task<string> TokenOf(string agent)
    {
        var answer = await Send(HttpMethod.Post, "v1/tokens", _server.AdminToken,
            new { role = "agent", subject = agent, workspace = _server.Workspace });
        return JsonNode.Parse(answer)!["token"]!.GetValue<string>();
    }

    public async Task<Counts> Counts() =>
        JsonSerializer.Deserialize<Counts>(await Get("v1/counts", _server.SupervisorToken), JsonSerializerOptions.Web)!;

    /// <summary>All agents as the desk has them now.</summary>
    public async Task<AgentRow[]> Agents() =>
        JsonSerializer.Deserialize<AgentRow[]>(await Get("v1/agents", _server.SupervisorToken), JsonSerializerOptions.Web)!;

    /// <summary>Waits until nothing has happened for a while: lists are projections, which follow the truth at a short distance.</summary>
    /// <param name="quiet">How long; by default two seconds.</param>
    public async Task<Counts> UntilQuiet(TimeSpan? quiet = null)
    {
        var waited = Stopwatch.StartNew();
        var quietSince = waited.Elapsed;
        var last = await Counts();
        while (waited.Elapsed - quietSince < (quiet ?? Quiet))
        {
            if (waited.Elapsed > Patience) throw new TimeoutException($"The feed still grows after {Patience.TotalMinutes} minutes");
            await Task.Delay(100);
            var now = await Counts();
            if (now != last) quietSince = waited.Elapsed;
            last = now;
        }

        return last;
    }

    /// <summary>All threads, page by page.</summary>
    /// <param name="state">Only those; null: of any state.</param>
    public async Task<List<ThreadRow>> Threads(string? state = null)
    {
        var rows = new List<ThreadRow>();
        string? cursor = null;
        do
        {
            var query = $"v1/threads?limit={PageRows}";
            if (state is not null) query += $"&state={state}";
            if (cursor is not null) query += $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = JsonSerializer.Deserialize<ThreadPage>(await Get(query, _server.SupervisorToken), JsonSerializerOptions.Web)!;
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return rows;
    }

    /// <summary>Whether any thread waits.</summary>
    public async Task<bool> AnyWaiting() => JsonSerializer.Deserialize<ThreadPage>(
        await Get("v1/threads?limit=1&state=waiting", _server.SupervisorToken), JsonSerializerOptions.Web)!.Items.Length > 0;

    public async Task<Conversation> Thread(string id) =>
        Conversation.Read(JsonSerializer.Deserialize<JsonElement>(await Get($"v1/threads/{Uri.EscapeDataString(id)}", _server.SupervisorToken)));

    public void Dispose() => _http.Dispose();

    private Task<string> Get(string path, string token) => Send(HttpMethod.Get, path, token, null);

    private async Task<string> Send(HttpMethod method, string path, string token, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text
            : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text}", null, response.StatusCode);
    }

    private sealed record ThreadPage(ThreadRow[] Items, string? Next);
}

public sealed record ThreadRow(string Thread, string State, string? Agent, string? JoinedInto, int Messages);

/// <param name="FeedCursor">Of the newest entry of the feed.</param>
public sealed record Counts(long Messages, long Chains, long Threads, long Joined, long Quarantined, long FeedCursor);

/// <param name="Used">Slots taken by offers and assignments.</param>
public sealed record AgentRow(string Id, int Slots, int Used, bool Ready);
