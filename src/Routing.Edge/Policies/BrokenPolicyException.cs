namespace Routing.Edge.Policies;

/// <summary>A policy's text cannot be read on: it is no JSON, no YAML, or grows without bound.</summary>
internal sealed class BrokenPolicyException(string path, int? line, string message) : Exception(message)
{
    public string Path => path;

    public int? Line => line;
}
