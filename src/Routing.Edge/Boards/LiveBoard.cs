using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Edge.Ports;

namespace Routing.Edge.Boards;

/// <summary>One workspace's board, kept up by events. A loop of its own folds them, so that whoever stores events never waits.</summary>
/// <remarks>Events are taken from before the seed is read; what the seed already holds is folded again, which changes nothing.
/// If the loop falls <see cref="MostBehind"/> events behind, the board is seeded anew.</remarks>
public sealed partial class LiveBoard(string workspace, IActors actors, TimeProvider clock, ILogger<LiveBoard> log) : IAsyncDisposable
{
    /// <summary>Turns that may wait to be folded: about ten seconds of full load, some 10 MB.</summary>
    private const int MostBehind = 100_000;

    private static readonly TimeSpan SeedAgain = TimeSpan.FromSeconds(1);

    private readonly Channel<(ActorId Actor, Instant At, IReadOnlyList<Event> Events)> _happened =
        Channel.CreateBounded<(ActorId, Instant, IReadOnlyList<Event>)>(new BoundedChannelOptions(MostBehind) { SingleReader = true });

    private readonly TaskCompletionSource _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly BoardHistory _history = new();
    private Board _board = new();
    private Task? _loop;
    private volatile bool _lost;
    private Instant _asOf;

    public string Workspace => workspace;

    public Task Seeded => _seeded.Task;

    /// <summary>The policy in force, as far as the board has heard.</summary>
    public Policy Policy { get; private set; } = Policy.Default;

    public void Start()
    {
        lock (_lock) _loop ??= Task.Run(Run, _stop.Token);
    }

    /// <summary>Called for every stored turn; returns at once.</summary>
    public void Happened(ActorId actor, Instant at, IReadOnlyList<Event> events)
    {
        if (actor.Kind is ActorKind.Directory or ActorKind.Customer) return;
        if (!_happened.Writer.TryWrite((actor, at, events))) _lost = true;
    }

    /// <summary>Turns may be missing: the board is seeded anew.</summary>
    public void Missed()
    {
        _lost = true;
        // Wakes the loop; there is nothing in it to fold.
        _happened.Writer.TryWrite((ActorId.Desk(workspace), _asOf, []));
    }

    /// <summary>Reads the board; what is handed out must be copied inside.</summary>
    public T Read<T>(Func<Board, T> read)
    {
        lock (_lock) return read(_board);
    }

    /// <summary>Lets time pass, and keeps how the board stands for whoever looks back.</summary>
    public void Advance(Instant now)
    {
        lock (_lock)
        {
            _board.Advance(now);
            _history.Note(_board, now);
        }
    }

    /// <returns>How it stood in that second, and the earliest second that is kept; null: that second is not.</returns>
    public (Instant From, BoardStanding Standing)? At(Instant time)
    {
        lock (_lock) return _history.At(time) is { } standing ? (_history.From!.Value, standing) : null;
    }

    /// <summary>How old the board is: the age of the oldest event that is not in it yet, 0 if there is none.</summary>
    public (Instant AsOf, long AgeMs) Age()
    {
        var now = Instant.Of(clock.GetUtcNow());
        if (!_lost && !_happened.Reader.TryPeek(out _)) return (now, 0);
        return _happened.Reader.TryPeek(out var next) ? (_asOf, Math.Max(0, now - next.At)) : (_asOf, Math.Max(0, now - _asOf));
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Seed(_stop.Token);
                await Follow(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                LogSeedFailed(failed, workspace);
                await Task.Delay(SeedAgain, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Seed(CancellationToken cancel)
    {
        // What waited before a loss is in the copy.
        while (_lost && _happened.Reader.TryRead(out _)) { }
        _lost = false;
        var copy = await actors.Read<DeskCopy>(ActorId.Desk(workspace), new CopyDesk(InColumns: true), cancel);
        var before = _happened.Reader.Count;
        var board = Board.Of(copy.Snapshot.InRows());
        foreach (var agent in copy.Snapshot.Agents.Where(agent => !agent.Removed && !agent.Ready && !agent.Gone))
        {
            // The desk knows that they are there and take no offers; only they know why.
            var caught = await actors.Read<CaughtUp>(ActorId.Agent(workspace, agent.Agent), new CatchUp(long.MaxValue), cancel);
            board.Say(agent.Agent, caught.Status);
        }

        for (; before > 0 && _happened.Reader.TryRead(out var turn); before--)
            foreach (var happened in turn.Events) board.Fold(turn.Actor, happened, figures: false);
        lock (_lock) Show(board);
        _seeded.TrySetResult();
    }

    private async Task Follow(CancellationToken cancel)
    {
        while (!_lost && await _happened.Reader.WaitToReadAsync(cancel))
        {
            lock (_lock)
            {
                // In slices, so that a reader of the board waits for a thousand turns at most.
                for (var i = 0; i < 1_000 && _happened.Reader.TryRead(out var turn); i++)
                {
                    foreach (var happened in turn.Events) _board.Fold(turn.Actor, happened);
                    _asOf = turn.At;
                }

                Policy = _board.Policy;
            }
        }

        LogLost(workspace, MostBehind);
    }

    private void Show(Board board)
    {
        _board = board;
        Policy = board.Policy;
        _asOf = Instant.Of(clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is not null) await _loop;
        _stop.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "The board of {Workspace} could not be seeded; trying again")]
    private partial void LogSeedFailed(Exception failed, string workspace);

    [LoggerMessage(2, LogLevel.Warning, "The board of {Workspace} fell {Turns} turns behind and is seeded anew")]
    private partial void LogLost(string workspace, int turns);
}
