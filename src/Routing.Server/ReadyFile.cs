using System.Text.Json;
using Routing.Edge.Auth;

namespace Routing.Server;

/// <summary>For programs that start the server: written once it takes requests, with where it listens and a token for each role.</summary>
/// <remarks>The file holds secrets: it is readable by its owner only, and appears whole or not at all.</remarks>
internal static class ReadyFile
{
    private static readonly TimeSpan TokensFor = TimeSpan.FromDays(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task Write(FileInfo file, string url, Tokens tokens, CancellationToken cancel)
    {
        var content = new
        {
            Url = url,
            Seed.Workspace,
            Pid = Environment.ProcessId,
            AdminToken = tokens.Mint(new(Caller.AnyWorkspace, Roles.Admin, Seed.Operator), TokensFor),
            IntegrationToken = tokens.Mint(new(Seed.Workspace, Roles.Integration, Seed.Integration), TokensFor),
            SupervisorToken = tokens.Mint(new(Seed.Workspace, Roles.Supervisor, Seed.Supervisor), TokensFor),
            AgentTokens = Seed.Agents.ToDictionary(agent => agent.Agent, agent => tokens.Mint(new(Seed.Workspace, Roles.Agent, agent.Agent), TokensFor)),
        };
        var part = file.FullName + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(part, options)) await JsonSerializer.SerializeAsync(stream, content, Json, cancel);
        File.Move(part, file.FullName, overwrite: true);
    }
}
