using System.Net.WebSockets;
using Routing.Load.Clients;
using Routing.Load.Ledger;

namespace Routing.Load.Crash;

/// <summary>An agent whose network is bad: connects, drops the connection now and then, resumes from the last push seen, and goes on
/// with the work. Everything goes into the history.</summary>
public sealed class CrashAgent : IAsyncDisposable
{
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(20);

    /// <summary>The machine of a silo that stands still takes connections that nobody ever answers.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<string> _urls;
    private readonly string _token;
    private readonly History _history;
    private readonly Wire _wire;
    private readonly Random _random;
    private readonly Desk _desk;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<AgentClient> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long? _last;
    private int _door;
    private long _startedAt;
    private int _hubErrors;

    /// <param name="urls">Of every silo, the one it begins with first: it goes to the next whenever a connection ended.</param>
    public CrashAgent(string id, IReadOnlyList<string> urls, string token, History history, Wire wire, int seed)
    {
        (Id, _urls, _token, _history, _wire) = (id, urls, token, history, wire);
        _random = new Random(seed);
        _desk = new Desk(this, new Random(seed + 1));
    }

    public string Id { get; }

    /// <summary>Where it is connected, or is trying to.</summary>
    public string Url => _urls[Volatile.Read(ref _door) % _urls.Count];

    /// <summary>When it was last answered to <c>Start</c>: <see cref="System.Diagnostics.Stopwatch"/>'s ticks.</summary>
    public long StartedAt => Volatile.Read(ref _startedAt);

    /// <summary>Answers of the hub that were neither yes nor a numbered no.</summary>
    public int HubErrors => Volatile.Read(ref _hubErrors);

    /// <summary>How often it connected.</summary>
    public int Connections { get; private set; }

    /// <summary>No more dropped connections, and everything is resolved.</summary>
    public bool Calm
    {
        get => _desk.Calm;
        set => _desk.Calm = value;
    }

    public void Begin() => _running = Task.Run(Run);

    /// <summary>Sends a command until it is answered, always with the same id, over whatever connection there is.</summary>
    /// <returns>Null if the run ended before.</returns>
    public async Task<Answer?> Do(Entry command, Func<AgentClient, Guid, Task<Answer>> call)
    {
        var id = Guid.CreateVersion7();
        var begun = _history.Begin(command with { Agent = Id, Id = command.Act == Act.Reply ? id.ToString("N") : null });
        while (!_stop.IsCancellationRequested)
        {
            if (await Ask(client => call(client, id)) is not { } answer) break;
            if (answer.ComeAgain) continue;
            _history.End(begun, answer.Done ? Step.Ok : Step.Fail);
            return answer;
        }

        _history.End(begun, Step.Info);
        return null;
    }

    /// <summary>Asks over the present connection, again over the next if it breaks.</summary>
    /// <returns>Null if the run ended before.</returns>
    public async Task<T> Ask<T>(Func<AgentClient, Task<T>> question)
        where T : class?
    {
        while (true)
        {
            try
            {
                var client = await Volatile.Read(ref _connected).Task.WaitAsync(_stop.Token);
                try
                {
                    return await _wire.Carry(1, () => question(client).WaitAsync(CallPatience));
                }
                catch (TimeoutException)
                {
                    client.Abort();
                }
            }
            catch (WebSocketException)
            {
                await Task.Delay(5);
            }
            catch (HubRefusedException refused)
            {
                if (!refused.ComeAgain) Interlocked.Increment(ref _hubErrors);
                await Task.Delay(50);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return null!;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _desk.Ended();
        _stop.Dispose();
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Connection();
            }
            catch (Exception cut) when (cut is WebSocketException or HubRefusedException or OperationCanceledException or HttpRequestException)
            {
                // The next connection is tried below.
            }

            Interlocked.Increment(ref _door);
            await Task.Delay(_random.Next(10, 200));
        }
    }

    private async Task Connection()
    {
        var resync = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        connecting.CancelAfter(ConnectPatience);
        await using var client = await AgentClient.Connect(Url, _token, Saw, () => resync.TrySetResult(), connecting.Token);
        var begun = _history.Begin(new Entry(0, 0, Act.Start, Step.Invoke, Id, Number: _last ?? -1));
        var answered = false;
        try
        {
            var start = await client.Start(_last, started =>
            {
                answered = true;
                Started(begun, started);
            }).WaitAsync(CallPatience);
            if (start.Code != 0) return;
            var status = await client.SetStatus("available", Guid.CreateVersion7()).WaitAsync(CallPatience);
            if (!status.Done && !status.ComeAgain)
                throw new InvalidOperationException($"{Id} cannot become available: {status.Code} {status.Detail}");
            Volatile.Write(ref _startedAt, System.Diagnostics.Stopwatch.GetTimestamp());
            Volatile.Read(ref _connected).TrySetResult(client);
            Connections++;
            await Stay(Task.WhenAny(client.Closed, resync.Task));
        }
        catch (TimeoutException)
        {
            // A server that says nothing is left, as a client of a person would be.
        }
        finally
        {
            // Those who wait for a connection go on waiting for the next one.
            if (_connected.Task.IsCompleted)
                Volatile.Write(ref _connected, new TaskCompletionSource<AgentClient>(TaskCreationOptions.RunContinuationsAsynchronously));
            client.Abort();
            await client.Closed;
            if (!answered) _history.End(begun, Step.Info);
            _history.Saw(new Entry(0, 0, Act.Disconnect, Step.Seen, Id));
        }
    }

    // Until the connection breaks, or the agent breaks it, which happens after some seconds unless all is to be calm.
    private async Task Stay(Task over)
    {
        do
        {
            if (await Task.WhenAny(over, Task.Delay(_random.Next(500, 8_000), _stop.Token)) == over) return;
        }
        while (Calm && !_stop.IsCancellationRequested);
    }

    private void Started(Entry begun, Started started)
    {
        if (started.Code != 0)
        {
            _history.End(begun, Step.Fail);
            return;
        }

        _history.End(begun with { Number = started.Sequence, Resync = started.Missed is null }, Step.Ok);
        foreach (var work in started.Work) _history.Saw(new Entry(0, 0, Act.Work, Step.Seen, Id, work.Thread, work.Epoch));
        if (started.Missed is null) _last = started.Sequence;
        foreach (var missed in started.Missed ?? []) Saw(missed);
        _desk.Show(started.Work);
    }

    private void Saw(PushSeen push)
    {
        _history.Saw(new Entry(0, 0, Act.Push, Step.Seen, Id, push.Thread, push.Epoch, Number: push.Sequence, Kind: push.Kind));
        _last = push.Sequence;
        _desk.Show(push);
    }
}
