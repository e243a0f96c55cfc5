using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Routing.Core;

/// <summary>The five kinds of actor. The numbers are stored: never renumber.</summary>
public enum ActorKind
{
    Directory = 1,
    Customer = 2,
    Thread = 3,
    Desk = 4,
    Agent = 5,
}

/// <summary>Names one actor: its kind, the workspace that it lives in, and its key there.</summary>
/// <remarks>Written <c>kind/workspace/key</c>. Nothing crosses a workspace: an actor only ever names others of its own.</remarks>
[JsonConverter(typeof(Json))]
public readonly record struct ActorId(ActorKind Kind, string Workspace, string Key)
{
    private static readonly string[] Names = ["", "directory", "customer", "thread", "desk", "agent"];

    public static ActorId Directory(string workspace, MessageKey message) =>
        new(ActorKind.Directory, workspace, Hashes.Shard(message.Value, Limits.DirectoryShards).ToString("x3", null));

    public static ActorId Customer(string workspace, CustomerKey customer) => new(ActorKind.Customer, workspace, customer.Value);

    public static ActorId Thread(string workspace, ThreadId thread) => new(ActorKind.Thread, workspace, thread);

    public static ActorId Desk(string workspace) => new(ActorKind.Desk, workspace, "desk");

    public static ActorId Agent(string workspace, AgentId agent) => new(ActorKind.Agent, workspace, agent);

    public override string ToString() => $"{Names[(int)Kind]}/{Workspace}/{Key}";

    /// <summary>Writes it as <see cref="ToString"/> says it, without making that text: each record names several.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        Span<char> text = stackalloc char[128];
        if (text.TryWrite($"{Names[(int)Kind]}/{Workspace}/{Key}", out var length)) json.WriteStringValue(text[..length]);
        else json.WriteStringValue(ToString());
    }

    /// <summary>The same as the name of a property.</summary>
    public void WriteNameTo(Utf8JsonWriter json)
    {
        Span<char> text = stackalloc char[128];
        if (text.TryWrite($"{Names[(int)Kind]}/{Workspace}/{Key}", out var length)) json.WritePropertyName(text[..length]);
        else json.WritePropertyName(ToString());
    }

    public static ActorId Parse(string text)
    {
        var first = text.IndexOf('/', StringComparison.Ordinal);
        var second = text.IndexOf('/', first + 1);
        var kind = Array.IndexOf(Names, text[..first]);
        if (kind <= 0) throw new FormatException($"'{text}' names no kind of actor");
        return new((ActorKind)kind, text[(first + 1)..second], text[(second + 1)..]);
    }

    private sealed class Json : JsonConverter<ActorId>
    {
        public override ActorId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ActorId value, JsonSerializerOptions options) => value.WriteTo(writer);

        public override ActorId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Parse(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, ActorId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());
    }
}

/// <summary>A message as its network knows it: <c>channel/externalId</c>. A channel's name holds no slash; an external id may.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct MessageKey(string Value) : IComparable<MessageKey>
{
    public static MessageKey Of(string channel, string externalId) => new($"{channel}/{externalId}");

    public string Channel => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    public string ExternalId => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public int CompareTo(MessageKey other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private sealed class Json : JsonConverter<MessageKey>
    {
        public override MessageKey Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, MessageKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);

        public override MessageKey ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, MessageKey value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value);
    }
}

/// <summary>A customer's identity, as a hash of (channel, author id): the journal never holds who somebody is, so erasing a
/// person need not rewrite it. Name, handle and author id are a body under this key.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct CustomerKey(string Value)
{
    public static CustomerKey Of(string channel, string authorId) => new(Hashes.Name($"customer\n{channel}\n{authorId}"));

    public override string ToString() => Value;

    private sealed class Json : JsonConverter<CustomerKey>
    {
        public override CustomerKey Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, CustomerKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

/// <summary>Hashes that are part of stored names: the same on every machine and in every version.</summary>
public static class Hashes
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A name of 24 characters (120 bits of SHA-256): short enough to read out, long enough never to collide.</summary>
    public static string Name(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        Digest(text, hash);
        return string.Create(24, hash, static (chars, bytes) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                var bit = i * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                chars[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }

    /// <summary>The first 64 bits of SHA-256: says whether two contents are the same.</summary>
    public static long Content(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        Digest(text, hash);
        return BitConverter.ToInt64(hash);
    }

    public static int Shard(string text, int shards)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return (int)(hash % (uint)shards);
    }

    private static void Digest(string text, Span<byte> hash)
    {
        var bytes = Encoding.UTF8.GetByteCount(text) <= 512 ? stackalloc byte[512] : new byte[Encoding.UTF8.GetByteCount(text)];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        SHA256.HashData(bytes[..length], hash);
    }
}
