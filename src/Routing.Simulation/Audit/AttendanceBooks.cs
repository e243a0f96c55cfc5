using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Simulation.Audit;

/// <summary>How shifts were spent, recounted from the whole of an agent's day, piece by piece between any two instants at which something changed.</summary>
internal sealed class AttendanceBooks
{
    private readonly Dictionary<AgentId, Day> _days = new(StringComparer.Ordinal);

    public void Happened(AgentId agent, AgentEvent happened)
    {
        if (!_days.TryGetValue(agent, out var day)) _days[agent] = day = new Day();
        switch (happened)
        {
            case Connected e: day.Turn(e.At, day.Connections + 1, day.Status); break;
            case Disconnected e: day.Turn(e.At, day.Connections - e.Connections.Length, day.Status); break;
            case StatusSet e: day.Turn(e.At, day.Connections, e.Status); break;
            case ShiftBegan e: day.Begun[e.Shift] = e.At; break;
        }
    }

    /// <summary>Each shift that is over was spent as the engine says.</summary>
    public void Same(AgentId agent, IEnumerable<Shift> shifts)
    {
        foreach (var shift in shifts)
        {
            if (shift is not { EndedAt: { } ended, Attended: { } attended }) continue;
            var (asPlanned, worked) = _days[agent].Spent(shift.Plan, _days[agent].Begun[shift.Plan.Id], ended);
            if ((attended.AsPlannedMs, attended.WorkedMs) != (asPlanned, worked))
                throw Violation.Wrong($"{shift.Plan.Id} was spent as planned for {attended.AsPlannedMs} ms and worked for {attended.WorkedMs} ms; recounted {asPlanned} and {worked}");
        }
    }

    private sealed class Day
    {
        private readonly List<(Instant At, int Connections, AgentStatus Status)> _turns = [];

        public int Connections => _turns.Count > 0 ? _turns[^1].Connections : 0;

        public AgentStatus Status => _turns.Count > 0 ? _turns[^1].Status : AgentStatus.Offline;

        public Dictionary<string, Instant> Begun { get; } = new(StringComparer.Ordinal);

        public void Turn(Instant at, int connections, AgentStatus status) => _turns.Add((at, connections, status));

        public (long AsPlanned, long Worked) Spent(ShiftPlan plan, Instant from, Instant until)
        {
            var cuts = _turns.Select(turn => turn.At).Concat([plan.From, plan.Until, from, until])
                .Concat(plan.Breaks.SelectMany(pause => new[] { pause.From, pause.Until })).Where(at => at >= from && at <= until).Distinct().Order().ToList();
            var (asPlanned, worked) = (0L, 0L);
            foreach (var (begin, end) in cuts.Zip(cuts.Skip(1)))
            {
                var turn = _turns.LastOrDefault(known => known.At <= begin);
                var isAtWork = turn is { Connections: > 0, Status: AgentStatus.Available or AgentStatus.Busy or AgentStatus.Draining };
                var isInTraining = turn is { Connections: > 0, Status: AgentStatus.Training };
                var isBreak = plan.Breaks.Any(pause => pause.From <= begin && begin < pause.Until);
                var isPlanned = plan.From <= begin && begin < plan.Until && !isBreak;
                if (isAtWork ? isPlanned : isBreak && !isInTraining) asPlanned += end - begin;
                if (isAtWork || isInTraining) worked += end - begin;
            }

            return (asPlanned, worked);
        }
    }
}
