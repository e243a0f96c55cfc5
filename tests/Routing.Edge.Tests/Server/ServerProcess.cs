using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Routing.Edge.Tests.Server;

/// <summary>The server as a process of its own on a data folder of its own: it can be ended by <c>kill -9</c>, and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    private readonly string _home = System.IO.Directory.CreateTempSubdirectory("routing-process-").FullName;
    private readonly string _policy;
    private Process? _process;
    private JsonElement _ready;

    private ServerProcess(string policy) => _policy = policy;

    public Uri Url => new(_ready.GetProperty("url").GetString()!);

    /// <param name="policy">In force in the sample workspace, in YAML.</param>
    public static async Task<ServerProcess> Start(string policy)
    {
        var server = new ServerProcess(policy);
        await server.Start();
        return server;
    }

    /// <summary>On the same folder, at another address.</summary>
    public async Task Start()
    {
        var (ready, policy) = (Path.Combine(_home, "ready.json"), Path.Combine(_home, "policy.yaml"));
        File.Delete(ready);
        await File.WriteAllTextAsync(policy, _policy);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Routing.Server.dll"), "--data", Path.Combine(_home, "data"), "--urls", "http://127.0.0.1:0",
            "--ready-file", ready, "--policy", policy,
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _home,
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var complaints = _process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(Late);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(ready))
        {
            Assert.False(_process.HasExited, _process.HasExited ? await complaints : null);
            await look.WaitForNextTickAsync(late.Token);
        }

        _ready = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(ready));
    }

    /// <summary><c>kill -9</c>: nothing is said to anybody.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public string AgentToken(string agent) => _ready.GetProperty("agentTokens").GetProperty(agent).GetString()!;

    /// <param name="role">integration or supervisor.</param>
    public HttpClient Client(string role) => new()
    {
        BaseAddress = Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _ready.GetProperty($"{role}Token").GetString()) },
    };

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await Kill();
        System.IO.Directory.Delete(_home, recursive: true);
    }
}
