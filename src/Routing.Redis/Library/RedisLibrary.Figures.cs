using Routing.Core;
using Routing.Core.Reporting;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>Adds up rows of one kind, by key.</summary>
    public async ValueTask<IReadOnlyDictionary<string, WorkFigures>> Figures(string workspace, FigureBy by, FigureRange range)
    {
        var sums = new Dictionary<string, WorkFigures>(StringComparer.Ordinal);
        var rows = range.Parts.SelectMany(part => Begins(part).Select(from => ProjectionKeys.Figures(workspace, part.Span, by, from)));
        foreach (var some in rows.Chunk(RedisLimits.FiguresPerRead))
            foreach (var fields in await Task.WhenAll(some.Select(row => _store.Database.HashGetAllAsync(row)))) FigureRows.Read(fields, sums);
        return sums;
    }

    private static IEnumerable<Instant> Begins(FigurePart part)
    {
        for (var from = part.From; from < part.To; from += FigureRow.LengthOf(part.Span)) yield return from;
    }
}
