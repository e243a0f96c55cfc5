using System.Text.Json;
using Routing.Core;

namespace Routing.Hosting;

/// <summary>An actor as it is stored between its records: what the loop keeps, and on a second line the decider's state.</summary>
/// <remarks>Apart, so that the state of a desk with a million threads is never held as a document between its text and its objects.</remarks>
/// <param name="Senders">Of envelopes, by kind: a desk hears from every thread.</param>
/// <param name="Answered">Commands, by who sent them.</param>
/// <param name="In">As it was stored before there were <paramref name="Senders"/>; read, not written.</param>
/// <param name="Commands">As it was stored before there were <paramref name="Answered"/>; read, not written.</param>
internal sealed record ActorSnapshot(
    long Sent, SnapshotOut[] Out, SnapshotSenders[]? Senders, SnapshotAnswered[]? Answered, SnapshotForgotten[]? Forgotten = null,
    SnapshotIn[]? In = null, SnapshotCommand[]? Commands = null);

internal sealed record SnapshotOut(ActorId To, long Number, JsonElement Command);

internal sealed record SnapshotIn(ActorId From, long Number, Instant At);

/// <param name="UpTo">Time (milliseconds) of the newest command id of this sender that is forgotten.</param>
internal sealed record SnapshotForgotten(string Sender, long UpTo);

internal sealed record SnapshotCommand(string Sender, Guid Id, Outcome Outcome);
