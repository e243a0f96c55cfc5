using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>What Orleans carries from actor to actor: an envelope, in the journal's own wire format. Inside a silo the object itself is
/// passed, since envelopes never change; only between silos is it written and read.</summary>
[GenerateSerializer]
[Immutable]
public sealed class Parcel
{
    [NonSerialized]
    private Envelope? envelope;

    public Parcel()
    {
    }

    public Parcel(Envelope envelope) => this.envelope = envelope;

    public Envelope Envelope => envelope ?? throw new InvalidOperationException("the parcel is empty");

    [Id(0)]
    internal byte[] Packed
    {
        get => Wire.WriteEnvelope(Envelope);
        set => envelope = Wire.ReadEnvelope(value);
    }
}
