using System.Globalization;
using System.Text;
using Routing.Edge.Http;

namespace Routing.Edge.Reports;

/// <summary>The audit as a table, written line by line.</summary>
internal static class AuditTable
{
    public const string Csv = "text/csv";

    private const string Header = "cursor,at,who,what,thread,agent,why,data\n";

    public static async Task Write(Stream file, IAsyncEnumerable<AuditLine> lines, CancellationToken cancel)
    {
        await using var table = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await table.WriteAsync(Header.AsMemory(), cancel);
        await foreach (var line in lines.WithCancellation(cancel)) await table.WriteAsync(Of(line).AsMemory(), cancel);
    }

    private static string Of(AuditLine line)
    {
        string[] cells =
        [
            line.Cursor.ToString(CultureInfo.InvariantCulture), line.At.ToString(), line.Who, line.What, line.Thread ?? "", line.Agent ?? "", line.Why ?? "",
            line.Data.GetRawText(),
        ];
        return $"{string.Join(',', cells.Select(Http.Csv.Written))}\n";
    }
}
