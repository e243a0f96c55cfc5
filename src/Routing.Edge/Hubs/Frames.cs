using System.Text.Json.Serialization;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Edge.Http;

namespace Routing.Edge.Hubs;

/// <summary>What a client gets as <c>Push</c>: one entry of the agent's push log, with the texts that go with it.</summary>
/// <param name="Sequence">Gapless per agent, from 1.</param>
/// <param name="SecondsLeft">Of an offer, or of the shift.</param>
/// <param name="Detail">offerEnded: declined, missed, undelivered or revoked; news: what is new; status: the status;
/// shift: began, ending (count down, ask for notes), moved, ended or handedOver.</param>
/// <param name="Ref">Key of the message, reply or note that it is about; the shift; of a thread freed at its end the colleague who got it.</param>
/// <param name="Data">offer: <see cref="OfferData"/>; assigned: the whole <see cref="ThreadDocument"/>; news: <see cref="NewsData"/>.</param>
public sealed record PushFrame(
    long Sequence, PushKind Kind, ThreadId? Thread, long Epoch, int? SecondsLeft, string? Detail, string? Reason, string? Ref, Instant At,
    object? Data)
{
    /// <summary>As it stands in the log, without texts.</summary>
    public static PushFrame Of(Push push, Instant now, object? data = null) => new(
        push.Sequence, push.Kind, push.Thread, push.Epoch, SecondsUntil(push.Until, now), DetailOf(push), push.Reason, push.Ref, push.At, data);

    internal static int? SecondsUntil(Instant? until, Instant now) => until is { } end ? (int)Math.Max(0, (end - now + 999) / 1000) : null;

    private static string? DetailOf(Push push) => push.Kind switch
    {
        PushKind.OfferEnded => Word((OfferEnd)push.Detail),
        PushKind.News => Word((ThreadNews)push.Detail),
        PushKind.Status => Word((AgentStatus)push.Detail),
        PushKind.Shift => Word((ShiftNews)push.Detail),
        _ => null,
    };

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>What an agent decides by: what it is about, how it ranks, and the newest text.</summary>
public sealed record OfferData(
    QueueId? Queue, string? Channel, Visibility? Visibility, Reading? Reading, Instant? Since, Instant? Deadline, Rank? Rank, int Unanswered,
    string? CustomerName, string? CustomerHandle, IReadOnlyList<NewestText> Newest);

public sealed record NewestText(string Id, string? Text, IReadOnlyList<Attachment>? Attachments);

/// <summary>What is new in a thread that the agent holds: a message or a note; null where the frame says it all.</summary>
public sealed record NewsData(NewestText? Message, Author? Author, string? Note);

/// <summary>Something that an agent holds or is offered.</summary>
public sealed record WorkLine(ThreadId Thread, Holding Holding, long Epoch, int? SecondsLeft, object? Data);

/// <summary>The answer to <c>Start</c>. What follows are pushes from <c>Sequence + 1</c> on, never before this answer.</summary>
/// <param name="Missed">What the client had not seen, in order, without texts (those are in <c>Work</c>); null where <c>Snapshot</c> is true.</param>
/// <param name="Snapshot">The client must forget what it knows and take <c>Work</c>.</param>
public sealed record StartAnswer(
    bool Ok, int Code, string Name, string? Message, long Sequence, AgentStatus Status, bool Snapshot, IReadOnlyList<PushFrame>? Missed,
    IReadOnlyList<WorkLine> Work)
{
    /// <summary>Called once the answer is in the connection's stream: only then pushes may follow.</summary>
    [JsonIgnore]
    public Action? Written { get; init; }

    public static StartAnswer Refuse(HubAnswer refused) =>
        new(false, refused.Code, refused.Name, refused.Message, 0, AgentStatus.Offline, false, null, []);
}

/// <summary>The client fell behind; it must call <c>Start</c> again.</summary>
public sealed record ResyncFrame(string Reason);

/// <summary>A colleague is writing in a thread that this client has open.</summary>
public sealed record TypingFrame(ThreadId Thread, AgentId Agent);

/// <summary>An agent's answer to a message.</summary>
/// <param name="Id">UUIDv7 drawn by the client; the same one again is the same reply.</param>
/// <param name="To">Key of the message that is answered, <c>channel/id</c>.</param>
/// <param name="Visibility">public or private; that of the message by default.</param>
/// <param name="SeenNewest">Key of the newest customer message on the agent's screen.</param>
public sealed record ReplyRequest(string? Id, ThreadId Thread, string To, string Text, string? Visibility, string SeenNewest, bool? AllowMorePublic);

/// <summary>One of the two.</summary>
public sealed record TransferTarget(AgentId? Agent, QueueId? Queue);
