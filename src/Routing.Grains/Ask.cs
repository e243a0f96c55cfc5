using System.Text.Json;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>A client's command on its way to a grain; written only between silos, like a <see cref="Parcel"/>.</summary>
[GenerateSerializer]
[Immutable]
public sealed class Ask
{
    [NonSerialized]
    private ClientCommand? command;

    [NonSerialized]
    private ActorId to;

    public Ask()
    {
    }

    public Ask(ActorId to, ClientCommand command) => (this.to, this.command) = (to, command);

    public ActorId To => to;

    public ClientCommand Command => command ?? throw new InvalidOperationException("nothing is asked");

    [Id(0)]
    internal byte[] Packed
    {
        get => JsonSerializer.SerializeToUtf8Bytes(
            new PackedAsk(to, Command.Sender, Command.Id, Wire.WriteCommand(to.Kind, Command.Command), [.. Command.Bodies]), Wire.Options);
        set
        {
            var packed = JsonSerializer.Deserialize<PackedAsk>(value, Wire.Options)!;
            to = packed.To;
            command = new ClientCommand(packed.Sender, packed.Id, Wire.ReadCommand(packed.To.Kind, packed.Command), packed.Bodies);
        }
    }

    private sealed record PackedAsk(ActorId To, string? Sender, Guid? Id, byte[] Command, Body[] Bodies);
}
