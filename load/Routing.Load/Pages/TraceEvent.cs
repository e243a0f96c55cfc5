using System.Text.Json;

namespace Routing.Load.Pages;

/// <summary>One span of a renderer's work, as Chromium traces it.</summary>
/// <param name="Begin">Microseconds on the browser's own clock.</param>
/// <param name="Length">Microseconds; 0 for a moment.</param>
public sealed record TraceEvent(int Process, int Task, string Name, double Begin, double Length)
{
    public static IEnumerable<TraceEvent> Of(JsonElement part)
    {
        foreach (var line in part.EnumerateArray())
        {
            if (!line.TryGetProperty("name", out var name) || !line.TryGetProperty("ts", out var begin)) continue;
            var length = line.TryGetProperty("dur", out var duration) ? duration.GetDouble() : 0;
            yield return new(line.GetProperty("pid").GetInt32(), line.GetProperty("tid").GetInt32(), name.GetString()!, begin.GetDouble(), length);
        }
    }
}
