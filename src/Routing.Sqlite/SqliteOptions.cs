namespace Routing.Sqlite;

/// <summary>Limits of the embedded store. The defaults suit one machine.</summary>
public sealed record SqliteOptions
{
    /// <summary>Bytes of the disk that new messages may not use: room for the work on existing ones to go on, and for the log's own swings.</summary>
    public long ReserveBytes { get; init; } = 64L << 20;

    /// <summary>Turns of one transaction: bounds how long the first of them waits for the last (about 20 ms).</summary>
    public int BatchTurns { get; init; } = 4_096;

    /// <summary>Bytes of records and bodies of one transaction, for the same reason.</summary>
    public long BatchBytes { get; init; } = 8L << 20;

    /// <summary>A transaction of so many turns means that the store is busy: then the next waits for more to come together, as PostgreSQL's
    /// <c>commit_delay</c> does. A store at leisure commits at once.</summary>
    public int BusyTurns { get; init; } = 24;

    /// <summary>How long it waits at most.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Turns that end the wait.</summary>
    public int GatheredTurns { get; init; } = 512;

    /// <summary>Turns that may wait to be stored before new messages are to be refused: half a second of work at full speed.</summary>
    public int BacklogTurns { get; init; } = 65_536;

    /// <summary>Bytes of records and bodies that may wait to be stored: bounds memory.</summary>
    public long BacklogBytes { get; init; } = 64L << 20;

    /// <summary>How long a full disk is waited out, with nothing released, before the store gives up.</summary>
    public TimeSpan FullPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often what was committed is settled in the tables while they are not behind: so old are lists and boards at most.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>So many turns are settled without waiting for the beat: some 100 ms of work beside the commits.</summary>
    public int SettledAtOnce { get; init; } = 4_096;

    /// <summary>Turns settled in one transaction. Keys are scattered, so a turn touches pages of its own in a small transaction and shares them in
    /// a large one: the further the tables are behind, the less a turn costs.</summary>
    public int SettledTurns { get; init; } = 16_384;

    /// <summary>Bytes of their records and bodies: the pages of one transaction stay within the connection's cache of 32 MB.</summary>
    public long SettledBytes { get; init; } = 16L << 20;

    /// <summary>Turns that may wait to be settled before new messages are to be refused: some three seconds of work. After a crash they are read
    /// again at the start, and until then each collection looks at them.</summary>
    public int UnsettledTurns { get; init; } = 32_768;

    /// <summary>Bytes of their records and bodies, for the same purpose: bounds memory.</summary>
    public long UnsettledBytes { get; init; } = 32L << 20;

    /// <summary>Days for which feed entries are kept.</summary>
    public int FeedDays { get; init; } = 30;

    /// <summary>Days for which the audit is kept.</summary>
    public int AuditDays { get; init; } = 400;

    /// <summary>Actors whose numbers are remembered, about 200 bytes each; others are looked up again.</summary>
    public int ActorsRemembered { get; init; } = 100_000;

    /// <summary>Bytes of the write-ahead log from which it is copied into the database.</summary>
    public long CheckpointBytes { get; init; } = 32L << 20;

    /// <summary>Bytes of the write-ahead log from which the writer stands still until all of it is copied, so that it starts over.</summary>
    public long RestartBytes { get; init; } = 64L << 20;

    /// <summary>Readers at the same time: each holds one connection with 2 MB of cache.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>How long one read may take; an open reader keeps the write-ahead log from starting over.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(1);
}
