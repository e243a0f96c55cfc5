using Routing.Core.Reporting;
using Routing.Hosting;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>Adds up rows of one kind, by key.</summary>
    public ValueTask<IReadOnlyDictionary<string, WorkFigures>> Figures(string workspace, FigureBy by, FigureRange range, CancellationToken cancel) =>
        _readers.Read<IReadOnlyDictionary<string, WorkFigures>>(
            database =>
            {
                var sums = new Dictionary<string, WorkFigures>(StringComparer.Ordinal);
                foreach (var part in range.Parts)
                {
                    var rows = database.Prepare("SELECT key, json FROM figure WHERE workspace = ? AND span = ? AND kind = ? AND since >= ? AND since < ?")
                        .Set(1, workspace).Set(2, (int)part.Span).Set(3, (int)by).Set(4, part.From.Ms).Set(5, part.To.Ms);
                    while (rows.Next())
                    {
                        var key = rows.Text(0);
                        if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new WorkFigures());
                        StoredFigures.Read(rows.Text(1), sum);
                    }
                }

                return sums;
            },
            cancel);
}
