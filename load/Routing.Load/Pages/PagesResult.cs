using Routing.Load.Report;

namespace Routing.Load.Pages;

/// <summary>How a board and a desk did under load. Times in milliseconds.</summary>
public sealed record PagesResult : Result
{
    /// <summary>Half a frame at 60 a second: the rest is painting's.</summary>
    public const double MostFrameMs = 8;

    public const double MostToDomMs = 250;

    /// <summary>Of the heap after a forced collection, over the whole run.</summary>
    public const double MostGrowth = 0.10;

    public override string Command => "pages";

    public required double Minutes { get; init; }

    /// <summary>Entries of the feed, as the server counted them.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Frames traced, of both pages, in which anything was done.</summary>
    public required int Frames { get; init; }

    /// <summary>Script, style and layout within a frame.</summary>
    public required double FrameP95 { get; init; }

    public required double FrameMax { get; init; }

    /// <summary>Tasks of more than 50 ms on either page. Must be 0.</summary>
    public required int LongTasks { get; init; }

    public required double LongestTask { get; init; }

    public required long BoardTimed { get; init; }

    /// <summary>From before the post until the board shows the changed figure.</summary>
    public required double BoardP50 { get; init; }

    public required double BoardP95 { get; init; }

    public required long DeskTimed { get; init; }

    /// <summary>From before the post until the offer, or the message, is on the desk.</summary>
    public required double DeskP50 { get; init; }

    public required double DeskP95 { get; init; }

    /// <summary>Of its scripts' heap at the end.</summary>
    public required double BoardMegabytes { get; init; }

    public required double DeskMegabytes { get; init; }

    /// <summary>Share by which the heap grew between the warm-up and the end.</summary>
    public required double BoardHeapGrew { get; init; }

    public required double DeskHeapGrew { get; init; }
}
