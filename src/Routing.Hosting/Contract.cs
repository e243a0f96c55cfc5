using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Routing.Core;

namespace Routing.Hosting;

/// <summary>What all silos of a cluster must understand of each other: every command, event and snapshot with its fields, and the limits that are part
/// of stored names.</summary>
/// <remarks>Whatever changes <see cref="Text"/> is a new <see cref="Version"/>. What is new in it is written only once the cluster stands at that
/// version, which an operator says when every silo knows it: so a roll-out can be taken back until then. Source of the idea: TigerBeetle's
/// cluster configuration, which is check-summed and must be equal everywhere.</remarks>
public static class Contract
{
    /// <summary>The newest that this program writes and reads.</summary>
    public const int Version = 2;

    /// <summary>The oldest that it can still write, so that it may join a cluster that stands at it.</summary>
    public const int Oldest = 1;

    private static readonly Lazy<string> Lines = new(Describe);

    /// <summary>A line for each type and limit, in order: the same from the same source, wherever it was built.</summary>
    public static string Text => Lines.Value;

    /// <summary>SHA-256 of <see cref="Text"/>, in hexadecimal.</summary>
    public static string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private static string Describe()
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["limit DirectoryShards"] = Limits.DirectoryShards.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var kind in Enum.GetValues<ActorKind>())
        {
            Describe(Wire.EventsOf(kind), lines);
            Describe(Wire.CommandsOf(kind), lines);
            Describe(Wire.SavedOf(kind), lines);
        }

        Describe(typeof(ActorSnapshot), lines);
        return string.Concat(lines.Select(line => $"{line.Key}: {line.Value}\n"));
    }

    private static void Describe(Type type, SortedDictionary<string, string> lines)
    {
        if (type.IsArray) type = type.GetElementType()!;
        if (type.IsGenericType)
        {
            foreach (var part in type.GetGenericArguments()) Describe(part, lines);
        }

        if (type.Namespace?.StartsWith("Routing.", StringComparison.Ordinal) != true || !lines.TryAdd(type.FullName!, "")) return;
        if (type.IsEnum)
        {
            lines[type.FullName!] = string.Join(", ", Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"{Enum.GetName(type, value)}={value}"));
            return;
        }

        var info = Wire.Options.GetTypeInfo(type);
        if (info.Kind != JsonTypeInfoKind.Object) return;
        var kinds = (info.PolymorphismOptions?.DerivedTypes ?? []).OrderBy(kind => $"{kind.TypeDiscriminator}", StringComparer.Ordinal).ToList();
        lines[type.FullName!] = string.Join(", ", kinds.Select(kind => $"{kind.TypeDiscriminator}={kind.DerivedType.Name}")
            .Concat(info.Properties.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"{field.Name} {Name(field.PropertyType)}")));
        foreach (var next in kinds.Select(kind => kind.DerivedType).Concat(info.Properties.Select(field => field.PropertyType))) Describe(next, lines);
    }

    private static string Name(Type type) =>
        type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
