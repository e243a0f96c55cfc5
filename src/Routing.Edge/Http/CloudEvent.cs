using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Edge.Http;

/// <summary>An entry of the feed in a CloudEvents 1.0 envelope. Source and id together are unique: what comes twice may be dropped by them.</summary>
/// <param name="Cursor">Where to go on from; also the id. A string: CloudEvents' integers have 32 bits.</param>
public sealed record CloudEvent(
    string Specversion, string Id, string Source, string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    Instant Time, string Datacontenttype, string Cursor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Agent,
    JsonElement Data)
{
    public static CloudEvent Of(FeedEntry entry)
    {
        var cursor = entry.Cursor.ToString(CultureInfo.InvariantCulture);
        using var data = JsonDocument.Parse(entry.Json);
        return new("1.0", cursor, $"/workspaces/{entry.Workspace}", $"routing.{entry.Type}.v1", entry.Thread, entry.At, "application/json", cursor,
            entry.Agent, data.RootElement.Clone());
    }
}
