using System.Text.Json;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>A question or its answer on its way. Both are immutable and handed over as they are within a silo; only between silos are they
/// written and read, by the name of their type.</summary>
[GenerateSerializer]
[Immutable]
public sealed class Handed
{
    [NonSerialized]
    private object? content;

    public Handed()
    {
    }

    public Handed(object content) => this.content = content;

    [Id(0)]
    internal string Name
    {
        get => Content.GetType().FullName!;
        set => type = TypeOf(value);
    }

    [Id(1)]
    internal byte[] Packed
    {
        get => JsonSerializer.SerializeToUtf8Bytes(Content, Content.GetType(), Wire.Options);
        set => content = JsonSerializer.Deserialize(value, type!, Wire.Options);
    }

    [NonSerialized]
    private Type? type;

    private object Content => content ?? throw new InvalidOperationException("nothing is handed over");

    public T As<T>() => (T)Content;

    /// <summary>Nothing but the core's own questions and answers.</summary>
    private static Type TypeOf(string name) => typeof(Query).Assembly.GetType(name) is { } found && (found.IsSubclassOf(typeof(Query)) || found.IsSubclassOf(typeof(View)))
        ? found
        : throw new InvalidDataException($"'{name}' is neither a question nor an answer");
}
