using System.Net.Http.Json;
using Routing.Load.Raw;

namespace Routing.Load.Limits;

/// <summary>What Orleans alone can call within a silo.</summary>
public sealed class OrleansReference : IAsyncDisposable
{
    private readonly RawProcess _server;
    private readonly HttpClient _http;

    private OrleansReference(RawProcess server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    public static async Task<OrleansReference> Start() => new(await RawProcess.Start(RawKind.Grain));

    /// <returns>Calls per second.</returns>
    public async Task<double> Run(double seconds)
    {
        using var answer = await _http.PostAsync($"run?seconds={seconds}", null);
        answer.EnsureSuccessStatusCode();
        var rate = (await answer.Content.ReadFromJsonAsync<GrainRate>())!;
        return rate.Calls / rate.Seconds;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
