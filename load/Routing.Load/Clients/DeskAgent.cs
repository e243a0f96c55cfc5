using System.Net.WebSockets;

namespace Routing.Load.Clients;

/// <summary>An agent who takes what is offered, for runs without faults: a connection that ends is a failure of the run.</summary>
public sealed class DeskAgent : IAsyncDisposable
{
    private const int NotOwner = 303;
    private const int Tries = 100;

    private readonly Func<DeskAgent, PushSeen, Task> _offered;
    private readonly Action<Exception> _failed;
    private AgentClient _client = null!;

    private DeskAgent(string id, Func<DeskAgent, PushSeen, Task> offered, Action<Exception> failed)
    {
        Id = id;
        _offered = offered;
        _failed = failed;
    }

    public string Id { get; }

    public AgentClient Client => _client;

    /// <param name="offered">What the agent does with an offer; runs beside others of the same agent.</param>
    /// <param name="failed">Gets what went wrong in it.</param>
    public static async Task<DeskAgent> SignOn(
        string url, string id, string token, Func<DeskAgent, PushSeen, Task> offered, Action<Exception> failed, CancellationToken cancel = default)
    {
        var agent = new DeskAgent(id, offered, failed);
        agent._client = await AgentClient.Connect(
            url, token, agent.Take, () => failed(new InvalidOperationException($"{id} was told to resync")), cancel);
        var start = await agent._client.Start(null, _ => { });
        if (start.Code != 0) throw new InvalidOperationException($"{id} cannot start: {start.Code}");
        var answer = await agent._client.SetStatus("available", Guid.CreateVersion7());
        return answer.Done ? agent : throw new InvalidOperationException($"{id} cannot become available: {answer.Code} {answer.Detail}");
    }

    /// <summary>Reads what it holds, answers the newest message and resolves it.</summary>
    /// <returns>Whether both were taken; not if the thread went elsewhere meanwhile.</returns>
    public async Task<bool> Finish(string thread)
    {
        if (await Client.Thread(thread) is not { } conversation) return false;
        var replied = await UntilOwner(() => Client.Reply(thread, conversation.Newest, "Thank you, we are looking into it.", Guid.CreateVersion7()));
        return replied.Done && (await Resolve(thread)).Done;
    }

    public Task<Answer> Resolve(string thread) => UntilOwner(() => Client.Resolve(thread, Guid.CreateVersion7()));

    // Who holds a thread is the desk's to say; the thread hears of it a moment after the agent does.
    private static async Task<Answer> UntilOwner(Func<Task<Answer>> command)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await command();
            if (answer.Code != NotOwner || tries == Tries) return answer;
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void Take(PushSeen push)
    {
        if (push.Kind == PushSeen.Offer) _ = Task.Run(() => Handle(push));
    }

    private async Task Handle(PushSeen offer)
    {
        try
        {
            await _offered(this, offer);
        }
        catch (Exception wrong) when (wrong is WebSocketException or HubRefusedException or FormatException or InvalidOperationException)
        {
            _failed(wrong);
        }
    }
}
