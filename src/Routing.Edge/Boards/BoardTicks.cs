using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Routing.Core;
using Routing.Edge.Hubs;

namespace Routing.Edge.Boards;

/// <summary>Sends to each supervisor what changed on the pages they have open, at most four times a second, and lets time pass on the boards.</summary>
/// <remarks>The first change after a quiet while goes out at once; what follows is held together for a quarter of a second. A client that has not
/// taken its last frame gets no next one until it has: then the next holds all that changed meanwhile.</remarks>
public sealed class BoardTicks : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks from one frame of a viewer to the next, and from one passing of time to the next: a quarter of a second.</summary>
    private const int LooksPerFrame = 5;

    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);
    private readonly BoardRoom _boards;
    private readonly IHubContext<SupervisorHub> _hub;
    private readonly TimeProvider _clock;

    public BoardTicks(BoardRoom boards, IHubContext<SupervisorHub> hub, TimeProvider clock, EdgeMeter meter)
    {
        (_boards, _hub, _clock) = (boards, hub, clock);
        meter.Meter.CreateObservableGauge("routing.backlog", () => PerQueue(queue => (long)queue.Waiting), "{thread}", "Threads that wait");
        meter.Meter.CreateObservableGauge("routing.oldest_waiting", () => PerQueue(OldestSeconds), "s", "Age of the thread that waits longest");
        meter.Meter.CreateObservableGauge("routing.service_level", () =>
            PerQueue(queue => queue.Answers.Hour.ServiceLevel ?? 1), "1", "Share answered in time, last hour");
        meter.Meter.CreateObservableGauge("routing.average_speed_of_answer", () =>
            PerQueue(queue => queue.Answers.Hour.AverageSeconds ?? 0), "s", "From receipt to answer, last hour");
        meter.Meter.CreateObservableGauge("routing.occupancy", () =>
            _boards.Live.Select(live => new Measurement<double>(live.Read(BoardDocument.OccupancyOf), Tag("workspace", live.Workspace))),
            "1", "Share of slots in use");
    }

    /// <summary>Opens a board for a connection, in place of the one it had; returns the first frame.</summary>
    public BoardFrame Open(string connection, LiveBoard live, BoardView view)
    {
        var viewer = new Viewer(live, new OpenBoard(view));
        lock (viewer)
        {
            _viewers[connection] = viewer;
            return viewer.Board.Next(live)!;
        }
    }

    public void Close(string connection) => _viewers.TryRemove(connection, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, _clock);
        try
        {
            for (var look = 0L; await timer.WaitForNextTickAsync(stoppingToken); look++)
            {
                if (look % LooksPerFrame == 0) Advance();
                Send(look, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _viewers.Clear();
        }
    }

    private void Advance()
    {
        var now = Instant.Of(_clock.GetUtcNow());
        foreach (var live in _boards.Live) live.Advance(now);
    }

    private void Send(long look, CancellationToken cancel)
    {
        foreach (var (connection, viewer) in _viewers)
        {
            if (!viewer.Sent.IsCompleted || look < viewer.NotBefore) continue;
            lock (viewer)
            {
                if (viewer.Board.Next(viewer.Live) is not { } frame) continue;
                viewer.NotBefore = look + LooksPerFrame;
                // Not awaited: a slow client holds up its own frames only.
                viewer.Sent = _hub.Clients.Client(connection).SendAsync("Board", frame, cancel);
            }
        }
    }

    private List<Measurement<T>> PerQueue<T>(Func<Core.Projections.BoardQueue, T> figure)
        where T : struct => [.. _boards.Live.SelectMany(live => live.Read(board =>
            board.Queues.Select(queue => new Measurement<T>(figure(queue), Tag("workspace", live.Workspace), Tag("queue", queue.Queue))).ToList()))];

    private double OldestSeconds(Core.Projections.BoardQueue queue) =>
        queue.OldestWaiting is { } since ? Math.Max(0, Instant.Of(_clock.GetUtcNow()) - since) / 1000.0 : 0;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private sealed record Viewer(LiveBoard Live, OpenBoard Board)
    {
        public Task Sent { get; set; } = Task.CompletedTask;

        /// <summary>The look in which the next frame may go out.</summary>
        public long NotBefore { get; set; }
    }
}
