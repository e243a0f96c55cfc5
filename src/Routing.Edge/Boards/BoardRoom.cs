using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Edge.Ports;

namespace Routing.Edge.Boards;

/// <summary>The live boards of all workspaces in use, each seeded when it is first asked for.</summary>
public sealed class BoardRoom(IActors actors, TimeProvider clock, ILogger<LiveBoard> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LiveBoard> _boards = new(StringComparer.Ordinal);

    public IReadOnlyCollection<LiveBoard> Live => [.. _boards.Values];

    /// <summary>The workspace's board, once it is seeded.</summary>
    public ValueTask<LiveBoard> Of(string workspace, CancellationToken cancel)
    {
        var board = _boards.GetOrAdd(workspace, static (name, room) => room.Make(name), this);
        return board.Seeded.IsCompletedSuccessfully ? new(board) : Wait(board, cancel);
    }

    /// <summary>What is known of it, if it is in use.</summary>
    public LiveBoard? Known(string workspace) => _boards.GetValueOrDefault(workspace);

    public void Happened(ActorId actor, Instant at, IReadOnlyList<Event> events)
    {
        if (_boards.TryGetValue(actor.Workspace, out var board)) board.Happened(actor, at, events);
    }

    /// <summary>Something may have happened that was not told: the boards are read anew.</summary>
    public void Missed()
    {
        foreach (var board in _boards.Values) board.Missed();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var board in _boards.Values) await board.DisposeAsync();
    }

    // GetOrAdd may make one too many: only the one that is kept is ever started.
    private LiveBoard Make(string workspace) => new(workspace, actors, clock, log);

    private static async ValueTask<LiveBoard> Wait(LiveBoard board, CancellationToken cancel)
    {
        board.Start();
        await board.Seeded.WaitAsync(cancel);
        return board;
    }
}
