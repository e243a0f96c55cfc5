namespace Routing.Core;

/// <summary>Why a command was refused. The numbers are public and never reused; listed by actor, in the order in which checks are made.</summary>
public enum Refusal
{
    None = 0,

    /// <summary>Not a refusal: the same id was decided before; the first answer is given again.</summary>
    Duplicate = 1,

    // Any actor
    /// <summary>The command's id is older than 24 hours or than the last 1,000 of its sender.</summary>
    TooOld = 10,
    /// <summary>Decision failed; the input is kept in quarantine.</summary>
    Quarantined = 11,
    /// <summary>The store fell behind or is full; try again later with the same id.</summary>
    Overloaded = 12,
    /// <summary>No room for new messages on disk; work on existing ones goes on.</summary>
    StoreFull = 13,
    /// <summary>It is not known whether the command was stored; ask again with the same id.</summary>
    Unknown = 14,
    /// <summary>Not such a command for this actor.</summary>
    WrongActor = 15,
    /// <summary>What is stored of this cannot be used as it is: damaged, or older than what was answered. An operator has to look; the value says where.</summary>
    Halted = 16,

    // Directory
    /// <summary>The same message id came with other content. An edit must say that it is one.</summary>
    ContentDiffers = 100,
    /// <summary>The message was deleted before.</summary>
    MessageDeleted = 101,

    // Customer
    NoSuchCustomer = 200,
    CustomerErased = 201,

    // Thread
    NoSuchThread = 300,
    /// <summary>The thread is now part of another; the value names it.</summary>
    ThreadJoined = 301,
    ThreadResolved = 302,
    /// <summary>Only the agent who holds the thread may do this.</summary>
    NotOwner = 303,
    /// <summary>The customer has written since; read it first. The value names the newest message.</summary>
    NotSeenNewest = 304,
    /// <summary>The message that is to be answered is not in this thread.</summary>
    NoSuchMessage = 305,
    /// <summary>A reply may not be more public than the message it answers unless it says so.</summary>
    MorePublic = 306,
    NoSuchReply = 307,
    ReplyAlreadyReported = 308,
    UntilNotInFuture = 309,
    ThreadFull = 310,
    NoteExists = 311,
    /// <summary>The network takes no reply any more: the channel's window after the customer's newest message has closed. The value says when.</summary>
    ReplyWindowClosed = 312,
    /// <summary>Only what an agent holds can be parked.</summary>
    NobodyHolds = 313,
    NotParked = 314,

    // Desk
    NoSuchAgent = 400,
    /// <summary>The offer has ended (taken back, lapsed, or gone to another): its epoch is not the thread's.</summary>
    OfferEnded = 401,
    NotOfferedToYou = 402,
    NotWaiting = 403,
    AtCapacity = 404,
    LacksSkill = 405,
    NoSuchQueue = 406,
    AlreadyYours = 407,
    DeskFull = 408,
    PolicyOutdated = 409,
    /// <summary>Only an agent who is available (or, for a supervisor's transfer, present) can take work.</summary>
    NotAvailable = 410,
    /// <summary>The plan is too old: plan it again. The value says until when it held.</summary>
    PlanExpired = 411,
    /// <summary>There is no such plan or move, or it is no longer remembered.</summary>
    NoSuchMove = 412,
    MoveTooLarge = 413,
    /// <summary>A supervisor paused the thread's queue: nobody takes of it. The value says who.</summary>
    QueuePaused = 420,
    /// <summary>A supervisor muted the author: the thread makes no work. The value says who.</summary>
    AuthorMuted = 421,
    TooManyMuted = 422,
    /// <summary>What is to be for so long is no exception: change the agent for good. The value says until when it may be.</summary>
    TemporaryTooLong = 423,

    // Agent
    TooManyConnections = 500,
    NotSignedOn = 501,
    NoSuchShift = 502,
    /// <summary>The shift has ended; nothing of it can be moved.</summary>
    ShiftOver = 503,
    /// <summary>Two shifts of one agent at the same time; the value names them.</summary>
    ShiftsOverlap = 504,
    /// <summary>A shift must end after it begins, within a day, and its breaks lie in it one after the other.</summary>
    ShiftUnsound = 505,
    TooManyShifts = 506,
    /// <summary>An agent may not finish that late; the value says until when.</summary>
    ShiftTooLate = 507,
    /// <summary>Only a shift that has not begun can be swapped; the value names it.</summary>
    ShiftBegun = 508,

    // Edge: never reach an actor
    BadRequest = 900,
    Unauthorized = 901,
    Forbidden = 902,
    NotFound = 903,
    TooLarge = 904,
    TooManyRequests = 905,
    Internal = 906,
    CursorTooOld = 907,
}
