using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>The one thing that Orleans carries: an envelope in the journal's own wire format. Inside a silo the object itself is passed,
/// since envelopes never change; between silos its bytes are.</summary>
[GenerateSerializer]
[Immutable]
[SerializationCallbacks(typeof(ParcelPacking))]
public sealed class Parcel
{
    [NonSerialized]
    private Envelope? envelope;

    public Parcel(Envelope envelope) => this.envelope = envelope;

    [Id(0)]
    public byte[]? Bytes { get; set; }

    public Envelope Envelope => envelope ??= Wire.ReadEnvelope(Bytes);

    internal void Pack() => Bytes ??= Wire.WriteEnvelope(Envelope);
}

/// <summary>Writes a parcel's bytes only when it leaves the silo.</summary>
public sealed class ParcelPacking
{
    public static void OnSerializing(Parcel parcel) => parcel.Pack();
}
