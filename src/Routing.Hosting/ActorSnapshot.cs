using System.Text.Json;
using Routing.Core;

namespace Routing.Hosting;

/// <summary>An actor as it is stored between its records: the decider's state and what the loop keeps beside it.</summary>
internal sealed record ActorSnapshot(
    JsonElement State, long Sent, SnapshotOut[] Out, SnapshotIn[] In, SnapshotCommand[] Commands, SnapshotForgotten[]? Forgotten = null);

internal sealed record SnapshotOut(ActorId To, long Number, JsonElement Command);

internal sealed record SnapshotIn(ActorId From, long Number, Instant At);

/// <param name="UpTo">Time (milliseconds) of the newest command id of this sender that is forgotten.</param>
internal sealed record SnapshotForgotten(string Sender, long UpTo);

internal sealed record SnapshotCommand(string Sender, Guid Id, Outcome Outcome, Instant At);
