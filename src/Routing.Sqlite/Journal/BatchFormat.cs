using System.Collections;
using System.Text;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The turns of one commit as bytes: what is needed to settle them after a crash.</summary>
/// <remarks>Short-lived: a row is read only by the program that finds it at its start. The first byte is the format's version.</remarks>
internal sealed class BatchFormat : IDisposable
{
    private const byte Version = 1;

    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    public BatchFormat() => _writer = new BinaryWriter(_bytes, Encoding.UTF8);

    /// <returns>Valid until the next call. Empty if no turn has anything to store.</returns>
    public ReadOnlySpan<byte> Write(List<Entry> batch)
    {
        _bytes.SetLength(0);
        foreach (var entry in batch)
        {
            if (entry.Sequence == 0) continue;
            if (_bytes.Length == 0) _writer.Write(Version);
            Write((Turn)entry.What);
        }

        return _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
    }

    /// <param name="last">Number of the last turn.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a newer program.</exception>
    public static List<Entry> Read(long last, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadByte() is var version and not Version) throw new InvalidDataException($"batch {last} of the journal has format {version}, not {Version}");
        var turns = new List<Turn>();
        try
        {
            while (reader.BaseStream.Position < bytes.Length) turns.Add(Read(reader));
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"batch {last} of the journal is damaged at byte {reader.BaseStream.Position}", damage);
        }

        return [.. turns.Select((turn, index) => new Entry(turn, last - turns.Count + 1 + index, Entry.Size(turn), null))];
    }

    public void Dispose() => _writer.Dispose();

    private void Write(Turn turn)
    {
        _writer.Write(turn.Actor.ToString());
        _writer.Write(turn.Version);
        _writer.Write(turn.At.Ms);
        _writer.Write(turn.Due.Ms);
        _writer.Write(turn.Unsent);
        _writer.Write7BitEncodedInt(turn.Record.Length);
        _writer.Write(turn.Record.Span);
        _writer.Write7BitEncodedInt(turn.Bodies.Count);
        foreach (var body in turn.Bodies)
        {
            _writer.Write(body.Key);
            _writer.Write(body.Json);
        }

        _writer.Write7BitEncodedInt(turn.Erase.Count);
        foreach (var key in turn.Erase) _writer.Write(key);
        _writer.Write(turn.Quarantined is not null);
        if (turn.Quarantined is not { } quarantined) return;
        _writer.Write(quarantined.Id);
        _writer.Write(quarantined.At.Ms);
        _writer.Write(quarantined.Input);
        _writer.Write(quarantined.Error);
    }

    private static Turn Read(BinaryReader reader)
    {
        var actor = ActorId.Parse(reader.ReadString());
        var version = reader.ReadInt64();
        var (at, due, unsent) = (new Instant(reader.ReadInt64()), new Instant(reader.ReadInt64()), reader.ReadBoolean());
        var record = reader.ReadBytes(reader.Read7BitEncodedInt());
        var bodies = new Body[reader.Read7BitEncodedInt()];
        for (var i = 0; i < bodies.Length; i++) bodies[i] = new Body(reader.ReadString(), reader.ReadString());
        var erase = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < erase.Length; i++) erase[i] = reader.ReadString();
        var quarantined = reader.ReadBoolean()
            ? new QuarantinedInput(reader.ReadString(), actor, new Instant(reader.ReadInt64()), reader.ReadString(), reader.ReadString())
            : null;
        return new Turn
        {
            Actor = actor, Version = version, At = at, Due = due, Unsent = unsent, Record = record, Bodies = bodies, Erase = erase,
            Quarantined = quarantined, Events = new EventsOf(record),
        };
    }

    /// <summary>Events of a stored record, read only once they are asked for: a server that starts need not wait for it.</summary>
    private sealed class EventsOf(byte[] record) : IReadOnlyList<Event>
    {
        private IReadOnlyList<Event>? _events;

        public int Count => Events.Count;

        private IReadOnlyList<Event> Events => _events ??= record.Length == 0 ? [] : Wire.ReadRecord(record).Events;

        public Event this[int index] => Events[index];

        public IEnumerator<Event> GetEnumerator() => Events.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
