namespace Routing.Core.Projections;

/// <summary>Service level and average speed of answer of a queue, over the last hour and the last 24 hours.</summary>
/// <remarks>One slot per minute of a day (35 kB): an answer is counted when it is given, a deadline that passed without one when it passed.</remarks>
public sealed class AnswerFigures
{
    private const int DayMinutes = 24 * 60;
    private const int HourMinutes = 60;
    private readonly Minute[] _minutes = new Minute[DayMinutes];
    private long _now;

    /// <summary>Sums over the last hour and day, up to the last <see cref="Advance"/>.</summary>
    public AnswerSums Hour { get; private set; }

    public AnswerSums Day { get; private set; }

    /// <summary>The last minutes up to the last <see cref="Advance"/>, oldest first; the last one is not over yet.</summary>
    /// <param name="minutes">1 to 1,440.</param>
    public AnswerSums[] Last(int minutes)
    {
        var sums = new AnswerSums[minutes];
        if (_now == 0) return sums;
        for (var i = 0; i < minutes; i++) sums[i] = At(_now - minutes + 1 + i).Sums;
        return sums;
    }

    internal void Answered(Instant at, long waitedMs, bool inTime) => Count(at, new(inTime ? 1 : 0, inTime ? 0 : 1, 1, waitedMs));

    /// <summary>The answer came after its deadline, which was counted when it passed.</summary>
    internal void AnsweredLate(Instant at, long waitedMs) => Count(at, new(0, 0, 1, waitedMs));

    internal void Expired(Instant at) => Count(at, new(0, 1, 0, 0));

    internal void Advance(Instant now)
    {
        var minute = now.Ms / 60_000;
        if (_now == 0 || minute - _now >= DayMinutes)
        {
            if (_now != 0) Array.Clear(_minutes);
            if (_now != 0) Hour = Day = default;
            _now = minute;
            return;
        }

        while (_now < minute)
        {
            _now++;
            Hour -= At(_now - HourMinutes).Sums;
            ref var oldest = ref At(_now);
            Day -= oldest.Sums;
            oldest = default;
        }
    }

    private void Count(Instant at, AnswerSums sums)
    {
        Advance(at);
        var minute = Math.Min(at.Ms / 60_000, _now);
        if (_now - minute >= DayMinutes) return;
        At(minute).Sums += sums;
        Day += sums;
        if (_now - minute < HourMinutes) Hour += sums;
    }

    private ref Minute At(long minute) => ref _minutes[(int)(((minute % DayMinutes) + DayMinutes) % DayMinutes)];

    private struct Minute
    {
        public AnswerSums Sums;
    }
}

/// <param name="Late">Answered after the deadline, or not at all when it passed.</param>
/// <param name="WaitedMs">Sum over all answers, from receipt to answer.</param>
public readonly record struct AnswerSums(int InTime, int Late, int Answers, long WaitedMs)
{
    /// <summary>Share answered in time of all that were answered or expired; null where there was none.</summary>
    public double? ServiceLevel => InTime + Late == 0 ? null : (double)InTime / (InTime + Late);

    /// <summary>Average speed of answer, seconds.</summary>
    public double? AverageSeconds => Answers == 0 ? null : WaitedMs / 1000.0 / Answers;

    public static AnswerSums operator +(AnswerSums a, AnswerSums b) =>
        new(a.InTime + b.InTime, a.Late + b.Late, a.Answers + b.Answers, a.WaitedMs + b.WaitedMs);

    public static AnswerSums operator -(AnswerSums a, AnswerSums b) =>
        new(a.InTime - b.InTime, a.Late - b.Late, a.Answers - b.Answers, a.WaitedMs - b.WaitedMs);
}
