namespace Routing.Redis;

/// <summary>Every limit of the cluster's store, with its unit and its reason.</summary>
public static class RedisLimits
{
    /// <summary>Sorted sets that say who is to be woken, for each workspace. Part of stored names: every silo must know the same number.
    /// Enough to spread the looking over some dozen silos.</summary>
    public const int WakeShards = 64;

    /// <summary>Turns of one actor in one round trip: the script holds up every other client for as long as it runs, some 1 ms at this many.</summary>
    public const int BatchTurns = 512;

    /// <summary>Bytes of records and bodies in one round trip, for the same reason.</summary>
    public const int BatchBytes = 1 << 20;

    /// <summary>Bytes of one piece of a snapshot: longer ones hold up the store's one thread for more than a millisecond.</summary>
    public const int ChunkBytes = 256 * 1024;

    /// <summary>Pieces that are asked for at once: 4 MB on their way to one actor.</summary>
    public const int PiecesAtOnce = 16;

    /// <summary>Records read in one go while an actor is brought up: some 500 KB.</summary>
    public const int PageRecords = 2_000;

    /// <summary>Pages of them that are asked for at once: 2 MB on their way to one actor.</summary>
    public const int PagesAtOnce = 4;

    /// <summary>Turns of all actors of a silo that may wait for the store; beyond it new messages are refused: a second's worth.</summary>
    public const int BacklogTurns = 30_000;

    /// <summary>Bytes of them.</summary>
    public const long BacklogBytes = 64L << 20;

    /// <summary>Milliseconds after which an actor with unsent envelopes is woken if it said nothing since: longer than any hop takes, short
    /// enough that after a crash nobody waits for it.</summary>
    public const long ResendMs = 2_000;

    /// <summary>Seconds for which the mark of an owner is kept where nothing was ever stored, and the pieces of a snapshot that no script took
    /// into use: asking for what does not exist must not fill the store.</summary>
    public const int UnusedSeconds = 3_600;

    /// <summary>Seconds after which a call of the store counts as failed: what became of it is then unknown.</summary>
    public const int CallSeconds = 5;

    /// <summary>Bodies fetched in one command: some hundred kilobytes.</summary>
    public const int BodiesPerRead = 256;

    /// <summary>Hours or days of figures fetched at once: some megabytes.</summary>
    public const int FiguresPerRead = 16;

    /// <summary>Turns folded into the projections in one transaction, which holds up every other client for a few milliseconds.</summary>
    public const int SliceTurns = 64;

    /// <summary>Turns of one workspace that may wait to be folded; beyond it new messages are refused: half a minute's worth, some 50 MB.</summary>
    public const int PendingTurns = 100_000;

    /// <summary>Days for which feed entries are kept.</summary>
    public const int FeedDays = 30;

    /// <summary>Days for which the audit is kept.</summary>
    public const int AuditDays = 400;

    /// <summary>Entries of a workspace's feed, and as many of its audit, that are kept at most, however young: some 400 MB of the store's memory.</summary>
    public const int FeedEntries = 1_000_000;

    /// <summary>Rows that one page of a list looks at: what a narrow filter on a long list costs. The page may then be short; its cursor goes on.</summary>
    public const int RowsPerPage = 5_000;

    /// <summary>Messages that a search for words looks at, the newest of the rarest word first: bounds its time.</summary>
    public const int MostFound = 10_000;

    /// <summary>Messages of a chain that are shown around a thread: a page of context, not an export.</summary>
    public const int MostInChains = 500;

    /// <summary>Rows of the list of what lies in quarantine, the oldest first: more are a matter for tools.</summary>
    public const int MostQuarantined = 1_000;

    /// <summary>Characters of a word under which a message is found: longer ones are links and noise.</summary>
    public const int WordChars = 64;

    /// <summary>Different words of a text under which it is found: the longest message has about a thousand.</summary>
    public const int WordsPerText = 1_000;
}
