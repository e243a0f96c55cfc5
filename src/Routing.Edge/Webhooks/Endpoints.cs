using System.Collections.Concurrent;
using Routing.Core;
using Routing.Edge.Ports;

namespace Routing.Edge.Webhooks;

/// <summary>Where a workspace's replies are sent.</summary>
/// <param name="Secret">Shared with the receiver; shown only when it is made.</param>
/// <param name="DisabledAt">The receiver said 410 Gone: nothing is sent until the endpoint is put anew.</param>
public sealed record WebhookEndpoint(string Url, string Secret, Instant? DisabledAt);

/// <summary>The webhooks of all workspaces: kept in the settings, known by heart.</summary>
public sealed class Endpoints(ILibrary library)
{
    private const string Prefix = "webhook/";
    private readonly ConcurrentDictionary<string, WebhookEndpoint> _known = new(StringComparer.Ordinal);

    /// <summary>Those that are sent to.</summary>
    public IEnumerable<(string Workspace, WebhookEndpoint Endpoint)> Active =>
        _known.Where(entry => entry.Value is { DisabledAt: null, Url.Length: > 0 }).Select(entry => (entry.Key, entry.Value));

    public WebhookEndpoint? Of(string workspace) => _known.GetValueOrDefault(workspace) is { Url.Length: > 0 } endpoint ? endpoint : null;

    public async Task Load(CancellationToken cancel)
    {
        foreach (var (key, json) in await library.Settings(Prefix, cancel))
            if (EdgeJson.Read<WebhookEndpoint>(json) is { } endpoint) _known[key[Prefix.Length..]] = endpoint;
    }

    public async Task Put(string workspace, WebhookEndpoint endpoint, CancellationToken cancel)
    {
        await library.PutSetting(Prefix + workspace, EdgeJson.Text(endpoint), cancel);
        _known[workspace] = endpoint;
    }

    /// <summary>Settings are not deleted: an endpoint without a link is none.</summary>
    public Task Remove(string workspace, CancellationToken cancel) => Put(workspace, new("", "", null), cancel);
}
