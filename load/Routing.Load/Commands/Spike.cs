using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary>A quiet stream of messages that multiplies in the middle third, as in a crisis, before agents who read, answer and resolve.</summary>
/// <param name="Rate">Messages a second outside the peak.</param>
/// <param name="Peak">How many times as many in the peak.</param>
/// <param name="Slots">Threads that an agent works on at a time.</param>
/// <param name="HandleSeconds">How long an agent takes for a thread, on average (drawn from an exponential distribution).</param>
/// <param name="TargetSeconds">Within which a message is to be before an agent.</param>
public sealed record Spike(
    Target Target, int Agents, double Rate, double Peak, double Minutes, int Slots, double HandleSeconds, double TargetSeconds, int Seed)
{
    // Posts on their way at once, far above what a healthy server leaves open.
    private const int MostInFlight = 10_000;

    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(60);

    private readonly InToPush _inToPush = new(TimeSpan.FromSeconds(TargetSeconds));
    private readonly Latencies _posts = new();
    private long _accepted, _declined, _finished, _unfinished, _taken, _refused, _unclear, _notSent;
    private int _inFlight;

    public async Task<SpikeResult> Run()
    {
        await using var crew = await Crew.Assemble(Target.Ready, Agents, Slots, _ => new Dictionary<string, int>(), Handle);
        var due = Schedule.Spike(Rate, Peak, Minutes * 60, Seed);
        var run = $"{DateTime.UtcNow:HHmmssfff}";
        using var poster = new MessagePoster(Target.Ready.Url, Target.Ready.IntegrationToken, "x");

        await Terminal.Progress($"{due.Length:N0} messages to {Agents} agents", async shown =>
        {
            await OpenLoop.Run(due, (index, at) =>
            {
                if (index % 100 == 0) shown.Report(index / (double)due.Length);
                if (Interlocked.Increment(ref _inFlight) <= MostInFlight)
                {
                    _ = Task.Run(() => Send(poster, $"{run}-{index}", at));
                    return;
                }

                Interlocked.Decrement(ref _inFlight);
                _notSent++;
            });
            return 0;
        });
        await Drain();
        return await Summed(due.Length, crew);
    }

    private async Task Send(MessagePoster poster, string id, long due)
    {
        try
        {
            var message = new SourceMessage(
                id, $"c{id}", Own: false, DateTimeOffset.UtcNow, "My parcel has not arrived, can somebody look into it?", InReplyTo: null);
            var posted = await poster.Post(message);
            if (posted.Status == 202)
            {
                _posts.Since(due);
                Interlocked.Increment(ref _taken);
                _inToPush.Sent(posted.Answers[0].Thread!, due);
            }
            else if (posted.ComeAgain) Interlocked.Increment(ref _refused);
            else Interlocked.Increment(ref _unclear);
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            Interlocked.Increment(ref _unclear);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task Handle(DeskAgent agent, PushSeen offer)
    {
        var thread = offer.Thread!;
        _inToPush.Pushed(thread);
        var answer = await agent.Client.Accept(thread, offer.Epoch, Guid.CreateVersion7());
        if (!answer.Done)
        {
            Interlocked.Increment(ref _declined);
            return;
        }

        Interlocked.Increment(ref _accepted);
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(HandleSeconds * 5, -HandleSeconds * Math.Log(1 - Random.Shared.NextDouble()))));
        if (await agent.Finish(thread)) Interlocked.Increment(ref _finished);
        else Interlocked.Increment(ref _unfinished);
    }

    // Until everything that was taken is resolved, or nothing more happens.
    private async Task Drain()
    {
        var waited = Stopwatch.StartNew();
        while (AnyOpen() && waited.Elapsed < DrainFor) await Task.Delay(50);

        bool AnyOpen() => Volatile.Read(ref _inFlight) > 0
            || Volatile.Read(ref _finished) + Volatile.Read(ref _unfinished) < Volatile.Read(ref _taken);
    }

    private async Task<SpikeResult> Summed(int due, Crew crew)
    {
        using var api = new Api(Target.Ready);
        var counts = await api.UntilQuiet();
        var latencies = _inToPush.Latencies;
        var lost = Target.IsOurs ? _taken - counts.Messages : 0;
        return new SpikeResult
        {
            Messages = _taken,
            Due = due,
            Refused = _refused,
            Unclear = _unclear,
            NotSent = _notSent,
            Lost = lost,
            Unserved = _inToPush.Unserved,
            Accepted = _accepted,
            OffersGone = _declined,
            Resolved = _finished,
            Quarantined = counts.Quarantined,
            ServiceLevel = _taken == 0 ? 0 : Math.Round(latencies.InTime / (double)_taken, 4),
            TargetSeconds = TargetSeconds,
            InToPushP50 = latencies.Milliseconds(50),
            InToPushP99 = latencies.Milliseconds(99),
            InToPushMax = latencies.Max,
            PostP50 = _posts.Milliseconds(50),
            PostP99 = _posts.Milliseconds(99),
            ServerCpuSeconds = Target.Own is { } own ? Math.Round(own.Process.CpuSeconds(), 1) : null,
            ServerMegabytes = Target.Own is { } mine ? Math.Round(mine.Process.Megabytes()) : null,
            Failures =
            [
                .. crew.Failures.Select(failure => $"an agent failed: {failure.Message}"),
                .. NotZero(lost, "messages lost"),
                .. NotZero(counts.Quarantined, "inputs in quarantine"),
                .. NotZero(_inToPush.Unserved, "messages taken that reached nobody"),
                .. NotZero(_unclear, "posts without a clear answer"),
                .. NotZero(_notSent, "messages that could not be sent in time"),
                .. NotZero(_unfinished, "threads that could not be answered and resolved"),
                .. NotZero(_taken - _finished - _unfinished, "threads not resolved at the end"),
            ],
        };
    }

    private static IEnumerable<string> NotZero(long count, string what) => count == 0 ? [] : [$"{count} {what}"];
}

/// <summary>What a spike came to. Latencies in milliseconds, from the intended time of sending.</summary>
public sealed record SpikeResult : Result
{
    public override string Command => "spike";

    /// <summary>Messages that the server took.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages that the schedule held.</summary>
    public required long Due { get; init; }

    /// <summary>Answered with 429 or 503.</summary>
    public required long Refused { get; init; }

    /// <summary>Answered with anything else, or not at all. Must be 0.</summary>
    public required long Unclear { get; init; }

    /// <summary>Due, but the load tester had too many on their way. Must be 0.</summary>
    public required long NotSent { get; init; }

    /// <summary>Taken, but not in the server's count. Must be 0; 0 as well where the server is not ours to count.</summary>
    public required long Lost { get; init; }

    /// <summary>Taken, but never offered to anyone. Must be 0.</summary>
    public required long Unserved { get; init; }

    public required long Accepted { get; init; }

    /// <summary>Offers that had ended when the agent accepted.</summary>
    public required long OffersGone { get; init; }

    public required long Resolved { get; init; }

    /// <summary>Inputs whose decision threw. Must be 0.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Share of messages that were before an agent within <see cref="TargetSeconds"/>.</summary>
    public required double ServiceLevel { get; init; }

    public required double TargetSeconds { get; init; }

    public required double InToPushP50 { get; init; }

    public required double InToPushP99 { get; init; }

    public required double InToPushMax { get; init; }

    /// <summary>From the intended time of sending to the answer 202.</summary>
    public required double PostP50 { get; init; }

    public required double PostP99 { get; init; }

    /// <summary>Processor time of a server of our own.</summary>
    public double? ServerCpuSeconds { get; init; }

    public double? ServerMegabytes { get; init; }
}
