using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;

namespace Routing.Hosting;

/// <summary>The one wire format: of records in journals, of envelopes between silos, of snapshots. JSON, so that a person can read a journal.</summary>
/// <remarks>Names of events and commands are fixed by the discriminators in the contracts; fields are only ever added.</remarks>
public static class Wire
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Named, so that the options can be asked about a type before anything was written with them.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>For what is saved of a decider: zeros and blanks are left out, since a desk saves hundreds of thousands of threads.</summary>
    public static readonly JsonSerializerOptions SavedOptions = new(Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutBlanks } },
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static Type EventsOf(ActorKind kind) => kind switch
    {
        ActorKind.Directory => typeof(DirectoryEvent),
        ActorKind.Customer => typeof(CustomerEvent),
        ActorKind.Thread => typeof(ThreadEvent),
        ActorKind.Desk => typeof(DeskEvent),
        ActorKind.Agent => typeof(AgentEvent),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of actor"),
    };

    public static Type CommandsOf(ActorKind kind) => kind switch
    {
        ActorKind.Directory => typeof(DirectoryCommand),
        ActorKind.Customer => typeof(CustomerCommand),
        ActorKind.Thread => typeof(ThreadCommand),
        ActorKind.Desk => typeof(DeskCommand),
        ActorKind.Agent => typeof(AgentCommand),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of actor"),
    };

    /// <summary>As which it is saved.</summary>
    public static Type SavedOf(ActorKind kind) => kind switch
    {
        ActorKind.Directory => DirectoryDecider.SavedType,
        ActorKind.Customer => CustomerDecider.SavedType,
        ActorKind.Thread => ThreadDecider.SavedType,
        ActorKind.Desk => DeskDecider.SavedType,
        ActorKind.Agent => AgentDecider.SavedType,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of actor"),
    };

    public static byte[] WriteRecord(in JournalRecord record)
    {
        var (bytes, json) = Begin();
        json.WriteStartObject();
        json.WritePropertyName("a"u8);
        record.Actor.WriteTo(json);
        json.WriteNumber("v"u8, record.Version);
        json.WriteNumber("t"u8, record.At.Ms);
        if (record.From is { } from)
        {
            json.WritePropertyName("f"u8);
            from.WriteTo(json);
            json.WriteNumber("n"u8, record.Number);
        }

        if (record.Command is { } command)
        {
            json.WriteString("s"u8, record.Sender);
            json.WriteString("c"u8, command);
            json.WritePropertyName("o"u8);
            JsonSerializer.Serialize(json, record.Outcome, Options);
        }

        if (record.Acknowledged.Count > 0)
        {
            json.WriteStartObject("k"u8);
            foreach (var (receiver, number) in record.Acknowledged)
            {
                receiver.WriteNameTo(json);
                json.WriteNumberValue(number);
            }

            json.WriteEndObject();
        }

        if (record.Quarantined is { } quarantined)
        {
            json.WritePropertyName("q"u8);
            JsonSerializer.Serialize(json, quarantined, Options);
        }

        json.WriteStartArray("e"u8);
        var family = EventsOf(record.Actor.Kind);
        for (var i = 0; i < record.Events.Count; i++) JsonSerializer.Serialize(json, record.Events[i], family, Options);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">The record is damaged; the message says where.</exception>
    public static JournalRecord ReadRecord(ReadOnlyMemory<byte> record)
    {
        var json = new Utf8JsonReader(record.Span);
        var read = new JournalRecord.Builder();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan.Length == 1 ? json.ValueSpan[0] : (byte)0;
            json.Read();
            switch (name)
            {
                case (byte)'a': read.Actor = ActorId.Parse(json.GetString()!); break;
                case (byte)'v': read.Version = json.GetInt64(); break;
                case (byte)'t': read.At = new Instant(json.GetInt64()); break;
                case (byte)'f': read.From = ActorId.Parse(json.GetString()!); break;
                case (byte)'n': read.Number = json.GetInt64(); break;
                case (byte)'s': read.Sender = json.GetString(); break;
                case (byte)'c': read.Command = json.GetGuid(); break;
                case (byte)'o': read.Outcome = JsonSerializer.Deserialize<Outcome>(ref json, Options); break;
                case (byte)'k': read.Acknowledged = JsonSerializer.Deserialize<Dictionary<ActorId, long>>(ref json, Options)!; break;
                case (byte)'q': read.Quarantined = JsonSerializer.Deserialize<QuarantinedInput>(ref json, Options); break;
                case (byte)'e': ReadEvents(ref json, read); break;
                default: json.Skip(); break;
            }
        }

        return read.Build();
    }

    private static void ReadEvents(ref Utf8JsonReader json, JournalRecord.Builder read)
    {
        var family = EventsOf(read.Actor.Kind);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            read.Events.Add((Event)JsonSerializer.Deserialize(ref json, family, Options)!);
        }
    }

    public static byte[] WriteCommand(ActorKind receiver, Command command) =>
        JsonSerializer.SerializeToUtf8Bytes(command, CommandsOf(receiver), Options);

    public static Command ReadCommand(ActorKind receiver, ReadOnlySpan<byte> json) =>
        (Command)JsonSerializer.Deserialize(json, CommandsOf(receiver), Options)!;

    public static byte[] WriteEnvelope(Envelope envelope)
    {
        var (bytes, json) = Begin();
        json.WriteStartArray();
        envelope.From.WriteTo(json);
        envelope.To.WriteTo(json);
        json.WriteNumberValue(envelope.Number);
        json.WriteNumberValue(envelope.Previous);
        JsonSerializer.Serialize(json, envelope.Command, CommandsOf(envelope.To.Kind), Options);
        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    public static Envelope ReadEnvelope(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        json.Read();
        var from = ActorId.Parse(json.GetString()!);
        json.Read();
        var to = ActorId.Parse(json.GetString()!);
        json.Read();
        var number = json.GetInt64();
        json.Read();
        var previous = json.GetInt64();
        json.Read();
        var command = (Command)JsonSerializer.Deserialize(ref json, CommandsOf(to.Kind), Options)!;
        return new Envelope(from, to, number, previous, command);
    }

    /// <summary>A blank is left out only where reading puts it back: a parameter of the constructor without another default.</summary>
    private static void LeaveOutBlanks(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is not { } parameter || !property.PropertyType.IsValueType) continue;
            if (Nullable.GetUnderlyingType(property.PropertyType) is not null) continue;
            var blank = RuntimeHelpers.GetUninitializedObject(property.PropertyType);
            if (parameter.HasDefaultValue && !blank.Equals(parameter.DefaultValue)) continue;
            property.ShouldSerialize = (_, value) => !blank.Equals(value);
        }
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) Begin()
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        writer.Reset(buffer);
        return (buffer, writer);
    }
}
