using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;

namespace Routing.Simulation.Tests;

/// <summary>Figures in memory, as a store keeps them.</summary>
internal sealed class PlainBooks : IFigureBooks
{
    private readonly Dictionary<ThreadId, ThreadStanding> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, string?> _shifts = new(StringComparer.Ordinal);
    private readonly Dictionary<FigureRow, WorkFigures> _rows = [];

    public ThreadStanding Thread(ThreadId thread) => _threads.TryGetValue(thread, out var known) ? known : _threads[thread] = new ThreadStanding(thread);

    public string? ShiftOf(AgentId agent) => _shifts.GetValueOrDefault(agent);

    public void SetShift(AgentId agent, string? shift) => _shifts[agent] = shift;

    public WorkFigures Of(FigureRow row) => _rows.TryGetValue(row, out var known) ? known : _rows[row] = new WorkFigures();

    /// <summary>All rows of one span, added up.</summary>
    public Dictionary<(FigureBy By, string Key), FiguresLine> Lines(FigureSpan span)
    {
        var lines = new Dictionary<(FigureBy, string), FiguresLine>();
        foreach (var (row, figures) in _rows.Where(row => row.Key.Span == span && row.Value.Numbers().Any()))
        {
            if (!lines.TryGetValue((row.By, row.Key), out var line)) lines[(row.By, row.Key)] = line = new FiguresLine(new WorkFigures());
            line.Of.Add(figures);
        }

        return lines;
    }
}

/// <summary>Figures that can be compared.</summary>
internal sealed record FiguresLine(WorkFigures Of)
{
    public void AssertIs(FiguresLine other, string where)
    {
        Assert.True(Written(Of) == Written(other.Of), $"{where}:\n{Written(Of)}\n{Written(other.Of)}");
    }

    private static string Written(WorkFigures figures) => string.Join(", ", figures.Numbers().OrderBy(number => number.Name, StringComparer.Ordinal));
}
