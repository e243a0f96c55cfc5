using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>What each refusal is over HTTP and for people.</summary>
public static class Refusals
{
    /// <summary>What <c>Retry-After</c> says where trying again will help.</summary>
    public const int RetrySeconds = 1;

    // Said with each answer of a hub, also where nothing was refused.
    private static readonly FrozenDictionary<Refusal, string> Names =
        Enum.GetValues<Refusal>().ToFrozenDictionary(code => code, code => JsonNamingPolicy.CamelCase.ConvertName(code.ToString()));

    public static string Name(Refusal code) => Names.GetValueOrDefault(code) ?? code.ToString();

    /// <summary>Whether the same request may well be taken a little later.</summary>
    public static bool IsPassing(Refusal code) => code is Refusal.Overloaded or Refusal.Unknown or Refusal.TooManyRequests or Refusal.StoreFull;

    public static int Status(Refusal code) => code switch
    {
        Refusal.None or Refusal.Duplicate => StatusCodes.Status200OK,
        Refusal.Overloaded or Refusal.Unknown or Refusal.Halted or Refusal.DeskFull => StatusCodes.Status503ServiceUnavailable,
        Refusal.StoreFull => StatusCodes.Status507InsufficientStorage,
        Refusal.Quarantined or Refusal.WrongActor or Refusal.Internal => StatusCodes.Status500InternalServerError,
        Refusal.NoSuchCustomer or Refusal.NoSuchThread or Refusal.NoSuchMessage or Refusal.NoSuchReply or Refusal.NoSuchAgent
            or Refusal.NoSuchQueue or Refusal.NoSuchShift or Refusal.NoSuchMove or Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.CustomerErased or Refusal.CursorTooOld => StatusCodes.Status410Gone,
        Refusal.BadRequest => StatusCodes.Status400BadRequest,
        Refusal.MoveTooLarge or Refusal.TooManyMuted or Refusal.TemporaryTooLong or Refusal.ShiftUnsound or Refusal.TooManyShifts or Refusal.ShiftTooLate
            or Refusal.UntilNotInFuture or Refusal.MorePublic or Refusal.ReplyWindowClosed => StatusCodes.Status422UnprocessableEntity,
        Refusal.Unauthorized => StatusCodes.Status401Unauthorized,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        Refusal.TooManyRequests => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status409Conflict,
    };

    /// <param name="detail">What the actor said of it: an id, mostly.</param>
    public static string Message(Refusal code, string? detail)
    {
        var text = Text(code);
        return string.IsNullOrEmpty(detail) ? text : $"{text} ({detail})";
    }

    private static string Text(Refusal code) => code switch
    {
        Refusal.TooOld => "The command's id is older than 24 hours, or than the last 1,000 of its sender.",
        Refusal.Quarantined => "Deciding this failed; the input is kept in quarantine.",
        Refusal.Overloaded => "Too much is on its way at the moment; try again with the same id.",
        Refusal.StoreFull => "There is no room for new messages on the disk; work on existing ones goes on.",
        Refusal.Unknown => "It is not known whether this was stored; ask again with the same id.",
        Refusal.Halted => "What is stored of this cannot be used as it is; an operator has to look.",
        Refusal.ContentDiffers => "The same message id came before with other content; an edit must say that it is one.",
        Refusal.MessageDeleted => "The message was deleted before.",
        Refusal.NoSuchCustomer => "There is no such customer.",
        Refusal.CustomerErased => "This customer was erased.",
        Refusal.NoSuchThread => "There is no such thread.",
        Refusal.ThreadJoined => "The thread is part of another now.",
        Refusal.ThreadResolved => "The thread is resolved.",
        Refusal.NotOwner => "Only the agent who holds the thread may do this.",
        Refusal.NotSeenNewest => "The customer has written since; read it first.",
        Refusal.NoSuchMessage => "The message that is to be answered is not in this thread.",
        Refusal.MorePublic => "The reply would be more public than the message it answers; say allowMorePublic if that is meant.",
        Refusal.NoSuchReply => "There is no such reply.",
        Refusal.ReplyAlreadyReported => "The reply was reported before.",
        Refusal.UntilNotInFuture => "The instant to park until must lie in the future.",
        Refusal.ThreadFull => "The thread holds as many messages as it can.",
        Refusal.NoteExists => "A note with this id exists.",
        Refusal.ReplyWindowClosed => "The network takes no reply any more: its window after the customer's newest message has closed.",
        Refusal.NobodyHolds => "Nobody holds the thread; only what an agent holds can be parked.",
        Refusal.NotParked => "The thread is not parked.",
        Refusal.NoSuchAgent => "There is no such agent.",
        Refusal.OfferEnded => "The offer has ended.",
        Refusal.NotOfferedToYou => "The thread is not offered to you.",
        Refusal.NotWaiting => "The thread is not waiting.",
        Refusal.AtCapacity => "All slots are taken.",
        Refusal.LacksSkill => "A skill that the thread needs is missing.",
        Refusal.NoSuchQueue => "There is no such queue.",
        Refusal.AlreadyYours => "The agent has the thread already.",
        Refusal.DeskFull => "The desk holds as many open threads as it can.",
        Refusal.PolicyOutdated => "A newer policy is in force.",
        Refusal.NotAvailable => "The agent is not available.",
        Refusal.PlanExpired => "The plan is too old; plan it again.",
        Refusal.NoSuchMove => "There is no such plan or move, or it is no longer remembered.",
        Refusal.MoveTooLarge => "That is more threads than one move or plan may have.",
        Refusal.QueuePaused => "The thread's queue is paused.",
        Refusal.AuthorMuted => "The author is muted.",
        Refusal.TooManyMuted => "As many authors are muted as may be.",
        Refusal.TemporaryTooLong => "What is to be for so long is no exception; change the agent for good.",
        Refusal.TooManyConnections => "The agent has as many connections as one may.",
        Refusal.NotSignedOn => "Call Start first.",
        Refusal.NoSuchShift => "There is no such shift.",
        Refusal.ShiftOver => "The shift is over.",
        Refusal.ShiftsOverlap => "An agent has one shift at a time.",
        Refusal.ShiftUnsound => "A shift must end after it begins, within a day, and its breaks lie in it one after the other.",
        Refusal.TooManyShifts => "The plan holds more shifts than an agent may have.",
        Refusal.ShiftTooLate => "An agent may not finish that late; a supervisor may allow it.",
        Refusal.ShiftBegun => "Only a shift that has not begun can be swapped.",
        Refusal.BadRequest => "The request is not as it should be.",
        Refusal.Unauthorized => "A valid token is needed.",
        Refusal.Forbidden => "The token does not allow this.",
        Refusal.NotFound => "There is no such thing.",
        Refusal.TooLarge => "The request is too large.",
        Refusal.TooManyRequests => "Too many requests; slow down.",
        Refusal.CursorTooOld => "The cursor is older than what is kept; begin from a snapshot.",
        _ => "The request failed.",
    };
}
