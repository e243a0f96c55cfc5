using System.Text.Json;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>A client's command on its way to a grain; packed like a <see cref="Parcel"/>.</summary>
[GenerateSerializer]
[Immutable]
[SerializationCallbacks(typeof(AskPacking))]
public sealed class Ask
{
    [NonSerialized]
    private ClientCommand? command;

    public Ask(ActorKind to, ClientCommand command)
    {
        To = to;
        this.command = command;
    }

    [Id(0)]
    public ActorKind To { get; set; }

    [Id(1)]
    public string? Sender { get; set; }

    [Id(2)]
    public Guid? Id { get; set; }

    [Id(3)]
    public byte[]? Bytes { get; set; }

    [Id(4)]
    public byte[]? Bodies { get; set; }

    public ClientCommand Command => command ??= new ClientCommand(
        Sender, Id, Wire.ReadCommand(To, Bytes), JsonSerializer.Deserialize<Body[]>(Bodies, Wire.Options)!);

    internal void Pack()
    {
        if (Bytes is not null) return;
        Sender = Command.Sender;
        Id = Command.Id;
        Bytes = Wire.WriteCommand(To, Command.Command);
        Bodies = JsonSerializer.SerializeToUtf8Bytes(Command.Bodies, Wire.Options);
    }
}

public sealed class AskPacking
{
    public static void OnSerializing(Ask ask) => ask.Pack();
}

/// <summary>A question or its answer within the silo. Views are immutable and handed over as they are.</summary>
[GenerateSerializer]
[Immutable]
public sealed class Handed(object content)
{
    [NonSerialized]
    private readonly object content = content;

    public T As<T>() => (T)content;
}
