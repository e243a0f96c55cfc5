using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace Routing.Edge.Hubs;

/// <summary>Gives MessagePack clients the very shape that JSON clients get: our types are written as maps with the same names and words.</summary>
internal sealed class JsonShaped : IFormatterResolver
{
    public static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard
        .WithResolver(CompositeResolver.Create(new JsonShaped(), StandardResolver.Instance))
        .WithSecurity(MessagePackSecurity.UntrustedData);

    private readonly ConcurrentDictionary<Type, object?> _formatters = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => (IMessagePackFormatter<T>?)_formatters.GetOrAdd(
        typeof(T), static type => IsOurs(type) ? Activator.CreateInstance(typeof(Formatter<>).MakeGenericType(type)) : null);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Routing.", StringComparison.Ordinal) == true;

    private sealed class Formatter<T> : IMessagePackFormatter<T?>
    {
        public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options) =>
            Write(ref writer, JsonSerializer.SerializeToElement(value, EdgeJson.Options));

        public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            options.Security.DepthStep(ref reader);
            var start = reader.Position;
            reader.Skip();
            reader.Depth--;
            var packed = reader.Sequence.Slice(start, reader.Position).ToArray();
            var json = MessagePackSerializer.ConvertToJson(packed, MessagePackSerializerOptions.Standard, reader.CancellationToken);
            return JsonSerializer.Deserialize<T>(json, EdgeJson.Options);
        }

        private static void Write(ref MessagePackWriter writer, JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    writer.WriteMapHeader(element.GetPropertyCount());
                    foreach (var property in element.EnumerateObject())
                    {
                        writer.Write(property.Name);
                        Write(ref writer, property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    writer.WriteArrayHeader(element.GetArrayLength());
                    foreach (var item in element.EnumerateArray()) Write(ref writer, item);
                    break;
                case JsonValueKind.String: writer.Write(element.GetString()); break;
                case JsonValueKind.Number when element.TryGetInt64(out var whole): writer.Write(whole); break;
                case JsonValueKind.Number: writer.Write(element.GetDouble()); break;
                case JsonValueKind.True or JsonValueKind.False: writer.Write(element.GetBoolean()); break;
                default: writer.WriteNil(); break;
            }
        }
    }
}
