namespace Routing.Load.Pages;

/// <summary>What each frame cost a page: script, style and layout from one frame's end to the next, on the thread that draws.</summary>
/// <remarks>Spans lie within each other (a style pass within a script): the time that any of them covers counts once. Names as in Chromium's
/// <c>devtools.timeline</c>.</remarks>
public static class Frames
{
    private const string Ends = "Commit";

    private static readonly HashSet<string> Work = new(StringComparer.Ordinal)
    {
        "FunctionCall", "EvaluateScript", "v8.compile", "v8.run", "RunMicrotasks", "TimerFire", "FireAnimationFrame", "FireIdleCallback", "EventDispatch",
        "XHRReadyStateChange", "UpdateLayoutTree", "Layout", "HitTest", "MinorGC", "MajorGC", "ParseHTML",
    };

    /// <returns>Milliseconds of each frame in which anything was done.</returns>
    public static IReadOnlyList<double> CostsOf(IEnumerable<TraceEvent> trace)
    {
        var costs = new List<double>();
        foreach (var thread in trace.GroupBy(each => (each.Process, each.Task)))
        {
            var ends = thread.Where(each => each.Name == Ends).Select(each => each.Begin).Order().ToList();
            var spans = thread.Where(each => each.Length > 0 && Work.Contains(each.Name)).OrderBy(each => each.Begin).ToList();
            var next = 0;
            for (var frame = 0; frame + 1 < ends.Count; frame++)
            {
                var (cost, covered) = (0.0, ends[frame]);
                while (next < spans.Count && spans[next].Begin < ends[frame]) next++;
                for (; next < spans.Count && spans[next].Begin < ends[frame + 1]; next++)
                {
                    var end = spans[next].Begin + spans[next].Length;
                    cost += Math.Max(0, end - Math.Max(covered, spans[next].Begin));
                    covered = Math.Max(covered, end);
                }

                if (cost > 0) costs.Add(cost / 1000);
            }
        }

        return costs;
    }
}
