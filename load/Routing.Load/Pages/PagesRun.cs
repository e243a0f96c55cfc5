using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Pages;

/// <summary>One board and one desk visible in a browser, and desks as protocol clients that keep the feed busy. The agent in the browser works as a
/// person does, by keys, on threads that only they can serve: by these it is timed how long an event takes into the page.</summary>
public sealed class PagesRun(Target target, WatchedBrowser browser, int desks, int eventsPerSecond, TimeSpan measured)
{
    /// <summary>A thread that comes in, is offered, accepted, answered and resolved: entries of the feed.</summary>
    private const int EventsPerThread = 8;

    private const string Person = "ann";
    private const string Own = "probe";
    private const int SlotsPerDesk = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Handling = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan BetweenThreads = TimeSpan.FromSeconds(1);

    /// <summary>So much of each half minute is traced: tracing costs, and all of it would be hundreds of megabytes.</summary>
    private static readonly TimeSpan Traced = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TraceEvery = TimeSpan.FromSeconds(15);

    private readonly Latencies _board = new();
    private readonly Latencies _desk = new();
    private readonly ConcurrentQueue<string> _failed = new();
    private long _notTaken;

    public async Task<PagesResult> Run(CancellationToken cancel)
    {
        using var api = new Api(target.Ready);
        await api.ChangePolicy(policy => policy["queues"] = new JsonArray(Queue(Own, Own), Queue("rest", null)));
        await api.SetAgent(Person, SlotsPerDesk, new Dictionary<string, int> { [Own] = 1 });
        await using var crew = await Crew.Assemble(target.Ready, desks, SlotsPerDesk, _ => new Dictionary<string, int> { ["rest"] = 1 }, Handle);
        var board = await browser.Open(target.Ready.Url, target.Ready.SupervisorToken);
        var desk = await browser.Open(target.Ready.Url, await api.TokenOf(Person));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "I am available" }).ClickAsync();
        await board.Page.Locator(".tiles").WaitForAsync();

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var poster = new MessagePoster(target.Ready.Url, target.Ready.IntegrationToken, "x");
        var load = Load(poster, over.Token);
        var person = Work(poster, board, desk, over.Token);
        await Task.Delay(WarmUp, cancel);

        var (boardHeap, deskHeap) = (await board.Heap(), await desk.Heap());
        await Task.WhenAll(board.ForgetTasks(), desk.ForgetTasks());
        var (entries, began) = ((await api.Counts()).FeedCursor, Stopwatch.StartNew());
        var frames = await Terminal.Progress($"{measured.TotalMinutes:0.#} minutes, {eventsPerSecond} events a second", shown => Watch(began, shown, cancel));
        var perSecond = ((await api.Counts()).FeedCursor - entries) / began.Elapsed.TotalSeconds;
        await over.CancelAsync();
        await Task.WhenAll(load, person);
        return Summed(crew, frames, perSecond, [.. await board.LongTasks(), .. await desk.LongTasks()],
            (boardHeap, await board.Heap()), (deskHeap, await desk.Heap()));
    }

    private static JsonObject Queue(string id, string? channel) => new()
    {
        ["id"] = id,
        ["match"] = channel is null ? new JsonObject() : new JsonObject { ["channels"] = new JsonArray(channel) },
        ["skills"] = new JsonObject { [id] = 1 },
    };

    private static async Task Handle(DeskAgent agent, PushSeen offer)
    {
        if (!(await agent.Client.Accept(offer.Thread!, offer.Epoch, Guid.CreateVersion7())).Done) return;
        await Task.Delay(Handling);
        await agent.Finish(offer.Thread!);
    }

    // In slices, so that it can be ended between any two.
    private async Task Load(MessagePoster poster, CancellationToken over)
    {
        var (run, next) = ($"{DateTime.UtcNow:HHmmssfff}", 0);
        var every = TimeSpan.FromSeconds((double)EventsPerThread / eventsPerSecond);
        using var due = new PeriodicTimer(every);
        try
        {
            while (await due.WaitForNextTickAsync(over)) _ = Send(poster, $"{run}-{next++}", "I cannot log in, can somebody look into it?", null);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Long enough.
        }
    }

    private async Task Send(MessagePoster poster, string id, string text, string? channel)
    {
        try
        {
            var posted = await poster.Post(new SourceMessage(id, $"c{id}", Own: false, DateTimeOffset.UtcNow, text, InReplyTo: null), channel);
            if (posted.Status != 202) Interlocked.Increment(ref _notTaken);
        }
        catch (HttpRequestException failed)
        {
            _failed.Enqueue($"a post failed: {failed.Message}");
        }
    }

    // A message, its offer on the desk and in the board's figures, accepted; a second message into the open thread; answered and resolved.
    private async Task Work(MessagePoster poster, WatchedPage board, WatchedPage desk, CancellationToken over)
    {
        try
        {
            for (var number = 0; !over.IsCancellationRequested; number++)
            {
                var (first, second) = ($"first{number}.", $"second{number}.");
                var counted = board.Sees("[aria-label^='Offered in probe']", "1");
                await Time(_desk, () => Post(poster, number, 1, first), desk.Sees(".offer .rich", first), counted);
                await desk.Page.Keyboard.PressAsync("a");
                await desk.Sees(".talk .rich", first);
                await Time(_desk, () => Post(poster, number, 2, second), desk.Sees(".talk .rich", second), null);
                await desk.Page.Locator("#composer").FillAsync("Thank you, we are looking into it.");
                await desk.Page.Keyboard.PressAsync("Control+Enter");
                await desk.Sees(".entry.ours", "Thank you");
                await board.Sees("[aria-label^='Offered in probe']", "0");
                await desk.Page.Keyboard.PressAsync("Escape");
                await desk.Page.Keyboard.PressAsync("e");
                await desk.Page.Locator(".row").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
                await Task.Delay(BetweenThreads, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Long enough.
        }
        catch (Exception stuck) when (stuck is PlaywrightException or TimeoutException)
        {
            _failed.Enqueue($"the agent in the browser got stuck: {stuck.Message}");
        }
    }

    private async Task Time(Latencies to, Func<Task> post, Task<double> seen, Task<double>? counted)
    {
        var began = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await post();
        to.Add(TimeSpan.FromMilliseconds(await seen - began));
        if (counted is not null) _board.Add(TimeSpan.FromMilliseconds(await counted - began));
    }

    private Task Post(MessagePoster poster, int number, int which, string text) => poster.Post(
        new SourceMessage($"{Own}-{number}-{which}", $"p{number}", Own: false, DateTimeOffset.UtcNow, text, InReplyTo: null), Own);

    private async Task<List<double>> Watch(Stopwatch began, IProgress<double> shown, CancellationToken cancel)
    {
        var frames = new List<double>();
        while (began.Elapsed < measured)
        {
            shown.Report(began.Elapsed / measured);
            frames.AddRange(Frames.CostsOf(await browser.Trace(Traced, cancel)));
            await Task.Delay(TraceEvery - Traced, cancel);
        }

        return frames;
    }

    private PagesResult Summed(Crew crew, List<double> frames, double perSecond, double[] tasks, (double Before, double After) boardHeap, (double Before, double After) deskHeap)
    {
        frames.Sort();
        var frame = frames.Count == 0 ? 0 : Math.Round(frames[(int)(frames.Count * 0.95)], 2);
        var (boardGrew, deskGrew) = (boardHeap.After / boardHeap.Before - 1, deskHeap.After / deskHeap.Before - 1);
        var (boardSees, deskSees) = (_board.Milliseconds(95), _desk.Milliseconds(95));
        return new PagesResult
        {
            Minutes = measured.TotalMinutes,
            EventsPerSecond = Math.Round(perSecond, 1),
            Frames = frames.Count,
            FrameP95 = frame,
            FrameMax = frames.Count == 0 ? 0 : Math.Round(frames[^1], 2),
            LongTasks = tasks.Length,
            LongestTask = tasks.Length == 0 ? 0 : Math.Round(tasks.Max(), 1),
            BoardTimed = _board.Count,
            BoardP50 = _board.Milliseconds(50),
            BoardP95 = boardSees,
            DeskTimed = _desk.Count,
            DeskP50 = _desk.Milliseconds(50),
            DeskP95 = deskSees,
            BoardMegabytes = Math.Round(boardHeap.After / 1e6, 2),
            DeskMegabytes = Math.Round(deskHeap.After / 1e6, 2),
            BoardHeapGrew = Math.Round(boardGrew, 3),
            DeskHeapGrew = Math.Round(deskGrew, 3),
            Failures =
            [
                .. _failed,
                .. crew.Failures.Select(failure => $"an agent failed: {failure.Message}"),
                .. Where(_notTaken > 0, $"{_notTaken} messages were not taken"),
                .. Where(perSecond < eventsPerSecond * 0.95, $"{perSecond:0} events a second instead of {eventsPerSecond}"),
                .. Where(frames.Count == 0 || _board.Count == 0, "nothing was measured"),
                .. Where(frame > PagesResult.MostFrameMs, $"p95 of a frame's script, style and layout is {frame} ms"),
                .. Where(tasks.Length > 0, $"{tasks.Length} tasks of more than 50 ms"),
                .. Where(boardSees > PagesResult.MostToDomMs, $"p95 from event to board is {boardSees} ms"),
                .. Where(deskSees > PagesResult.MostToDomMs, $"p95 from event to desk is {deskSees} ms"),
                .. Where(boardGrew > PagesResult.MostGrowth, $"the board's heap grew by {boardGrew:P0}"),
                .. Where(deskGrew > PagesResult.MostGrowth, $"the desk's heap grew by {deskGrew:P0}"),
            ],
        };
    }

    private static IEnumerable<string> Where(bool wrong, string what) => wrong ? [what] : [];
}
