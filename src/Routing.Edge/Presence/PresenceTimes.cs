namespace Routing.Edge.Presence;

/// <summary>How soon a client that is gone is noticed. A client that answers the server's question is noticed within <see cref="NoticedWithin"/>
/// (30 s), any other within <see cref="SilentClient"/> (150 s); then the policy's grace time begins, in which its work is held.</summary>
/// <remarks>A browser runs the timers of a background tab as seldom as once a minute, but its message handlers at once: so the server asks, and the
/// answer comes from a handler. Stock clients since SignalR 7 answer every question by themselves, even one they do not know. An older client
/// never answers, and lives as long as it says anything at all: its own ping, every 15 s, or once a minute where it is throttled.</remarks>
public sealed record PresenceTimes
{
    /// <summary>A connection on which nothing was called for so long is asked whether it is there: 100 ms to a minute.</summary>
    public TimeSpan AskAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So long one that has answered before may take to answer: 100 ms to a minute. Longer than a browser stands still over a large page.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection from which nothing came at all, no ping either, is closed after so long: more than <see cref="NoticedWithin"/>, at most
    /// an hour. Two of a throttled tab's timers, and some.</summary>
    public TimeSpan SilentClient { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>From the last sign of life of a client that answers until it counts as gone, at most.</summary>
    public TimeSpan NoticedWithin => AskAfter + AnswerWithin;

    /// <summary>Both halves of what is stated, of equal length.</summary>
    public static PresenceTimes Of(double noticedWithinSeconds, double silentSeconds) => new()
    {
        AskAfter = TimeSpan.FromSeconds(noticedWithinSeconds / 2),
        AnswerWithin = TimeSpan.FromSeconds(noticedWithinSeconds / 2),
        SilentClient = TimeSpan.FromSeconds(silentSeconds),
    };

    /// <exception cref="ArgumentException">A time is out of its range; says which.</exception>
    public PresenceTimes Checked()
    {
        Within(AskAfter, nameof(AskAfter), Shortest, Longest);
        Within(AnswerWithin, nameof(AnswerWithin), Shortest, Longest);
        Within(SilentClient, nameof(SilentClient), NoticedWithin, TimeSpan.FromHours(1));
        return this;
    }

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static void Within(TimeSpan time, string name, TimeSpan least, TimeSpan most)
    {
        if (time < least || time > most) throw new ArgumentException($"{name} is {time.TotalSeconds} s and must be {least.TotalSeconds} to {most.TotalSeconds} s.", name);
    }
}
