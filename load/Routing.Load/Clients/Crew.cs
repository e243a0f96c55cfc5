using System.Collections.Concurrent;
using Routing.Load.Server;

namespace Routing.Load.Clients;

/// <summary>All agents of a run: made known to the server, connected, available.</summary>
public sealed class Crew : IAsyncDisposable
{
    private const int AtOnce = 16;
    private readonly List<DeskAgent> _agents;
    private readonly ConcurrentQueue<Exception> _failures;

    private Crew(List<DeskAgent> agents, ConcurrentQueue<Exception> failures)
    {
        _agents = agents;
        _failures = failures;
    }

    public IReadOnlyList<DeskAgent> Agents => _agents;

    /// <summary>What went wrong while agents worked.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    /// <param name="skillsOf">By the agent's number.</param>
    /// <param name="offered">What each does with an offer.</param>
    public static async Task<Crew> Assemble(
        Ready server, int agents, int slots, Func<int, IReadOnlyDictionary<string, int>> skillsOf, Func<DeskAgent, PushSeen, Task> offered)
    {
        using var api = new Api(server);
        var failures = new ConcurrentQueue<Exception>();
        var crew = new List<DeskAgent>();
        foreach (var chunk in Enumerable.Range(0, agents).Chunk(AtOnce))
        {
            crew.AddRange(await Task.WhenAll(chunk.Select(async number =>
            {
                var id = $"agent{number}";
                await api.SetAgent(id, slots, skillsOf(number));
                return await DeskAgent.SignOn(server.Url, id, await api.TokenOf(id), offered, failures.Enqueue);
            })));
        }

        return new Crew(crew, failures);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents) await agent.DisposeAsync();
    }
}
