namespace Routing.Core;

/// <summary>A command on its way from one actor to another.</summary>
/// <remarks>A sender numbers its envelopes upwards, whoever they go to, and keeps each until it is taken. <c>Previous</c> links an
/// envelope to the one before it that was still on its way to the same receiver (0: none). The receiver takes an envelope if its
/// number is above the last it took from that sender and the previous one is not; at or below is a repeat, and dropped; a missing
/// previous one is a gap, and refused. So order holds per pair, and neither side keeps anything of a pair that is at rest.</remarks>
public sealed record Envelope(ActorId From, ActorId To, long Number, long Previous, Command Command);

/// <summary>Where the answer to a client's command goes: the edge process that asked and the number of its question. 0: nobody waits.</summary>
/// <remarks>An origin of an earlier run of a process is simply not found there: the client asks again with the same command id.</remarks>
public readonly record struct Origin(long Value)
{
    public static readonly Origin Nobody;
}

/// <summary>A text that must not be in the journal, by key: <c>m/…</c> message, <c>r/…</c> reply, <c>n/…</c> note, <c>c/…</c> customer.
/// <c>Json</c> is what the API shows of it.</summary>
public sealed record Body(string Key, string Json)
{
    public static string OfMessage(MessageKey message) => $"m/{message.Value}";

    public static string OfReply(string reply) => $"r/{reply}";

    public static string OfNote(string note) => $"n/{note}";

    public static string OfCustomer(CustomerKey customer) => $"c/{customer.Value}";
}
