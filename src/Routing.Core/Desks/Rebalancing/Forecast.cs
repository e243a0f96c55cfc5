using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks.Rebalancing;

/// <summary>What becomes of a desk if nobody interferes and nothing more comes in.</summary>
/// <param name="Breaches">Threads that are answered after their deadline, or not by then.</param>
/// <param name="Answered">Threads that are answered within the time looked at.</param>
/// <param name="MeanWaitSeconds">From when its customer began to wait until a thread is answered, or until the end of the time looked at.</param>
/// <param name="OccupancyPercent">Share of the slots of those on duty that are taken, on average over the time looked at.</param>
/// <param name="Broken">Threads that leave an agent who has them for it.</param>
public sealed record ForecastFigures(int Breaches, int Answered, int MeanWaitSeconds, int LongestWaitSeconds, int OccupancyPercent, int Broken);

/// <summary>Runs the shipping rules on a copy of the desk, on time that it makes itself.</summary>
/// <remarks>An offer is accepted at once, and a thread is answered after its queue's expected handling time; what is in hand takes what is left of
/// that, and never less than a quarter of it. Who takes over begins anew. Agents who are not ready get nothing more, and answer what they have
/// unless they have had it for longer than it should take. A forecast is no promise: it is the same measure before and after.</remarks>
public sealed class Forecast
{
    private readonly DeskState _desk;
    private readonly PriorityQueue<(ThreadId Thread, long Epoch), (long At, long Number)> _answers = new();
    private readonly Dictionary<ThreadId, (Instant Since, Instant Deadline)> _open = new(StringComparer.Ordinal);
    private readonly HashSet<ThreadId> _late = new(StringComparer.Ordinal);
    private readonly Instant _until;
    private readonly int _slots;
    private Instant _now;
    private long _scheduled;
    private long _busyMs;
    private int _taken;
    private long _waitedMs;
    private long _longestMs;
    private int _answered;

    private Forecast(DeskState desk, Instant now, Instant until)
    {
        (_desk, _now, _until) = (desk, now, until);
        foreach (var agent in desk.Agents.Values)
        {
            if (agent.IsOnDuty && !agent.Removed) _slots += agent.Slots;
        }
    }

    /// <summary>Threads that are late, by id.</summary>
    public IReadOnlySet<ThreadId> Late => _late;

    /// <param name="desk">Is used up.</param>
    /// <param name="until">How far it looks: see <see cref="HorizonOf"/>.</param>
    public static Forecast Of(DeskState desk, Instant now, Instant until)
    {
        var forecast = new Forecast(desk, now, until);
        forecast.Begin();
        forecast.Run();
        forecast.End();
        return forecast;
    }

    /// <summary>Until everything that is open now is answered in time or late; at most <see cref="Limits.ForecastMs"/>.</summary>
    public static Instant HorizonOf(DeskState desk, Instant now)
    {
        var last = now + 60_000;
        foreach (var thread in desk.Threads.Values)
        {
            if (thread.Report.Phase == Phase.Open && thread.Rank.Deadline > last) last = thread.Rank.Deadline;
        }

        return Instant.Earlier(last, now + Limits.ForecastMs);
    }

    public ForecastFigures Figures(int broken) => new(
        _late.Count, _answered, _open.Count == 0 ? 0 : (int)(_waitedMs / _open.Count / 1000), (int)(_longestMs / 1000),
        _slots == 0 ? 0 : (int)Math.Min(100, 100 * _busyMs / (_slots * Math.Max(1, _until - _started))), broken);

    /// <summary>Milliseconds that a thread is expected to take whoever begins with it.</summary>
    public static long HandlingMs(Policy policy, DeskThread thread) =>
        policy.HandlingSeconds(policy.Queue(thread.Need.Queue) ?? policy.Queues[^1]) * 1000L;

    /// <summary>Whether its holder can be expected to answer it.</summary>
    public static bool IsWorkedOn(DeskState desk, DeskThread thread, Instant now)
    {
        var holder = desk.Agents[thread.Agent!];
        return holder is { Gone: false, Removed: false } && (holder.Ready || now - thread.HeldSince <= HandlingMs(desk.Policy, thread));
    }

    private Instant _started;

    private void Begin()
    {
        _started = _now;
        foreach (var thread in _desk.Threads.Values.OrderBy(thread => thread.Id, StringComparer.Ordinal).ToList())
        {
            if (thread.Report.Phase != Phase.Open) continue;
            _open[thread.Id] = (thread.Rank.Since, thread.Rank.Deadline);
            if (thread.Holding == Holding.Offered) Take(new Accept(thread.Agent!, thread.Id, thread.Epoch));
            else if (thread.Holding == Holding.Assigned && IsWorkedOn(_desk, thread, _now)) Schedule(thread);
        }

        Settle();
    }

    private void Run()
    {
        while (true)
        {
            var next = Instant.Earlier(_answers.TryPeek(out _, out var first) ? new Instant(first.At) : Instant.Never, DeskDecider.Due(_desk));
            if (next > _until) break;
            Pass(next);
            if (_answers.Count > 0 && first.At <= _now.Ms) Answer(_answers.Dequeue());
            else Take(DeskDecider.Wake);
        }

        Pass(_until);
    }

    private void End()
    {
        foreach (var (thread, (since, deadline)) in _open)
        {
            if (!_desk.Threads.ContainsKey(thread)) continue;
            Waited(since);
            if (deadline <= _until) _late.Add(thread);
        }
    }

    private void Answer((ThreadId Thread, long Epoch) due)
    {
        if (!_desk.Threads.TryGetValue(due.Thread, out var thread) || thread.Epoch != due.Epoch || thread.Holding != Holding.Assigned) return;
        _taken -= _desk.Policy.HeldCost(thread.Report);
        _answered++;
        var (since, deadline) = _open[thread.Id];
        Waited(since);
        if (_now > deadline) _late.Add(thread.Id);
        Take(new ReportThread(thread.Id, thread.Report with { Version = thread.Report.Version + 1, Phase = Phase.Resolved }));
    }

    private void Waited(Instant since)
    {
        _waitedMs += _now - since;
        _longestMs = Math.Max(_longestMs, _now - since);
    }

    private void Take(DeskCommand command)
    {
        foreach (var happened in DeskDecider.Decide(_desk, command, _now).Events) Happened((DeskEvent)happened);
        Settle();
    }

    private void Settle()
    {
        while (DeskDecider.Next(_desk, _now) is DeskEvent next)
        {
            Happened(next);
            if (next is not OfferMade offer) continue;
            foreach (var accepted in DeskDecider.Decide(_desk, new Accept(offer.Agent, offer.Thread, offer.Epoch), _now).Events) Happened((DeskEvent)accepted);
        }
    }

    private void Happened(DeskEvent happened)
    {
        DeskDecider.Evolve(_desk, happened);
        if (happened is OfferAccepted e) Schedule(_desk.Threads[e.Thread]);
        if (happened is ThreadAssigned given && IsWorkedOn(_desk, _desk.Threads[given.Thread], _now)) Schedule(_desk.Threads[given.Thread]);
    }

    private void Schedule(DeskThread thread)
    {
        var handling = HandlingMs(_desk.Policy, thread);
        var left = Math.Max(handling - (_now - thread.HeldSince), handling / 4);
        _answers.Enqueue((thread.Id, thread.Epoch), ((_now + left).Ms, _scheduled++));
        _taken += _desk.Policy.HeldCost(thread.Report);
    }

    private void Pass(Instant to)
    {
        if (to <= _now) return;
        _busyMs += _taken * (to - _now) / 100;
        _now = to;
    }
}
