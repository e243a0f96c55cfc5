namespace Routing.Edge.Policies;

/// <summary>One mistake in a policy: where it is, what is expected there and what was found.</summary>
/// <param name="Path">Such as <c>queues[1].serviceLevel.target</c>; empty: the whole.</param>
/// <param name="Line">From 1; of a field that is missing, the line of what should hold it. Null: no line is to blame (a file too large).</param>
/// <param name="File">The file's name; null if the policy did not come from one.</param>
public sealed record PolicyError(string Path, int? Line, string Message, string? File = null)
{
    /// <summary>As compilers write it, so that editors jump there: <c>policy.yaml:4: queues[0].id is missing</c>.</summary>
    public override string ToString()
    {
        var place = File is null ? Line is { } line ? $"line {line}: " : "" : Line is { } at ? $"{File}:{at}: " : $"{File}: ";
        return $"{place}{(Path.Length > 0 ? $"{Path} " : "")}{Message}";
    }
}
