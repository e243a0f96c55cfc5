using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The records of each actor, a row for all that came of it in one transaction.</summary>
/// <remarks>Records are JSON without a line break, one a line: a person can read them.</remarks>
internal sealed class LogTable(Database database)
{
    /// <summary>Bytes of one row: more records of the same actor go into a further one, so that a reader need not hold too much at once.</summary>
    private const int MostBytes = 256 * 1024;

    private const byte LineBreak = (byte)'\n';

    private readonly Statement _add = database.Prepare("INSERT INTO log(actor_no, first, last, records) VALUES(?, ?, ?, ?)");
    private byte[] _lines = new byte[4_096];

    /// <param name="turns">Of one actor, with records, in order.</param>
    public void Write(long actorNo, List<Turn> turns)
    {
        var (first, bytes) = (0, 0);
        for (var next = 0; next < turns.Count; next++)
        {
            if (bytes > 0 && bytes + turns[next].Record.Length >= MostBytes)
            {
                Row(first, next, bytes);
                (first, bytes) = (next, 0);
            }

            bytes = Line(turns[next].Record.Span, bytes);
        }

        Row(first, turns.Count, bytes);

        void Row(int from, int to, int length) =>
            _add.Set(1, actorNo).Set(2, turns[from].Version).Set(3, turns[to - 1].Version).Set(4, _lines.AsSpan(0, length - 1)).Run();
    }

    /// <summary>Records of an actor after a version, in order.</summary>
    /// <exception cref="InvalidDataException">The records have a gap: the file was damaged.</exception>
    public static List<ReadOnlyMemory<byte>> After(Database database, ActorId actor, long actorNo, long version)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var rows = database.Prepare("SELECT first, last, records FROM log WHERE actor_no = ? AND last > ? ORDER BY last").Set(1, actorNo).Set(2, version);
        while (rows.Next())
        {
            var (number, last) = (rows.Int64(0), rows.Int64(1));
            if (number > version + 1) throw Missing(actor, version + 1, number);
            for (ReadOnlyMemory<byte> lines = rows.Bytes(2); !lines.IsEmpty; number++)
            {
                var end = lines.Span.IndexOf(LineBreak);
                if (number > version) records.Add(end < 0 ? lines : lines[..end]);
                lines = end < 0 ? default : lines[(end + 1)..];
            }

            if (number != last + 1) throw Missing(actor, number, last + 1);
            version = last;
        }

        return records;
    }

    public static InvalidDataException Missing(ActorId actor, long version, long found) => new($"{actor}: record {version} is missing, {found} follows");

    /// <returns>Where the next line begins.</returns>
    private int Line(ReadOnlySpan<byte> record, int at)
    {
        if (_lines.Length < at + record.Length + 1) Array.Resize(ref _lines, 2 * (at + record.Length + 1));
        record.CopyTo(_lines.AsSpan(at));
        _lines[at + record.Length] = LineBreak;
        return at + record.Length + 1;
    }
}
