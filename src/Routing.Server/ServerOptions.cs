using Routing.Edge;
using Routing.Edge.Presence;
using Routing.Server.Cluster;

namespace Routing.Server;

/// <summary>What the command line says.</summary>
/// <param name="Data">Folder of the one file that everything is in; made if it is not there.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="Policy">A policy file for the sample workspace; null: the default policy, or the one in force.</param>
/// <param name="Demo">Play sample conversations against simulated agents.</param>
/// <param name="ReadyFile">Written once requests are taken, for programs that start the server; null: none.</param>
/// <param name="Cluster">Many silos on one store; null: the embedded mode.</param>
/// <param name="PublicUrl">See <see cref="Edge.EdgeOptions.PublicUrl"/>.</param>
/// <param name="Presence">How soon a client that is gone is noticed; null: as it is by default.</param>
/// <param name="AllowPrivateWebhooks">Webhooks may go to loopback and private addresses.</param>
public sealed record ServerOptions(
    DirectoryInfo Data, string Urls, FileInfo? Policy, bool Demo, FileInfo? ReadyFile = null, bool AllowPrivateWebhooks = false, ClusterOptions? Cluster = null,
    Uri? PublicUrl = null, PresenceTimes? Presence = null)
{
    /// <summary>What of this the edge is told.</summary>
    public EdgeOptions Edge => new() { AllowPrivateWebhooks = AllowPrivateWebhooks, PublicUrl = PublicUrl, Presence = Presence ?? new() };
}
