namespace Routing.Core.Reporting;

/// <summary>Of what figures are kept. The numbers are stored.</summary>
public enum FigureBy
{
    Queue = 1,
    Topic = 2,
    Agent = 3,
    Shift = 4,
}

/// <summary>For how long one row of figures goes. The numbers are stored.</summary>
public enum FigureSpan
{
    Hour = 1,
    /// <summary>From midnight to midnight UTC.</summary>
    Day = 2,
}

/// <summary>A row of figures: of one queue, topic, agent or shift in one hour or day.</summary>
/// <param name="Key">The queue's, agent's or shift's id, or the topic; empty where a topic is not known.</param>
public readonly record struct FigureRow(FigureSpan Span, FigureBy By, Instant From, string Key)
{
    public const long HourMs = 60 * 60 * 1000L;
    public const long DayMs = 24 * HourMs;

    public static FigureRow Of(FigureSpan span, FigureBy by, string key, Instant at) => new(span, by, Floor(at, LengthOf(span)), key);

    public static long LengthOf(FigureSpan span) => span == FigureSpan.Hour ? HourMs : DayMs;

    /// <summary>How long rows of this span are kept.</summary>
    public static long KeptMs(FigureSpan span) => (span == FigureSpan.Hour ? Limits.FigureHourDays : Limits.FigureDays) * DayMs;

    public static Instant Floor(Instant at, long length) => new(at.Ms / length * length);

    public static Instant Ceiling(Instant at, long length) => Floor(at + (length - 1), length);
}

/// <summary>Rows that together are some time, each moment once: hours at its edges, days between. Where hours are no longer kept, days alone.</summary>
/// <param name="From">As asked for, or the begin of the hour (or day) that it lies in; <c>To</c> likewise the end.</param>
public sealed record FigureRange(Instant From, Instant To, IReadOnlyList<FigurePart> Parts)
{
    public static FigureRange Of(Instant from, Instant to, Instant now)
    {
        var byHour = from >= now + -(FigureRow.KeptMs(FigureSpan.Hour) - FigureRow.DayMs);
        var length = byHour ? FigureRow.HourMs : FigureRow.DayMs;
        var (first, last) = (FigureRow.Floor(from, length), FigureRow.Ceiling(to, length));
        var (day, night) = (FigureRow.Ceiling(first, FigureRow.DayMs), FigureRow.Floor(last, FigureRow.DayMs));
        FigurePart[] parts = day < night
            ? [new(FigureSpan.Hour, first, day), new(FigureSpan.Day, day, night), new(FigureSpan.Hour, night, last)]
            : [new(byHour ? FigureSpan.Hour : FigureSpan.Day, first, last)];
        return new(first, last, [.. parts.Where(part => part.From < part.To)]);
    }
}

public readonly record struct FigurePart(FigureSpan Span, Instant From, Instant To);
