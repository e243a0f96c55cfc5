using System.Text.Json;

namespace Routing.Load.Server;

/// <summary>What the server writes to its <c>--ready-file</c> once it accepts: where it is, and a token for each role.</summary>
public sealed record Ready(
    string Url, string Workspace, string AdminToken, string IntegrationToken, string SupervisorToken, Dictionary<string, string> AgentTokens)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Ready Read(string path) =>
        JsonSerializer.Deserialize<Ready>(File.ReadAllText(path), Web) ?? throw new FormatException($"{path} holds no JSON object");
}
