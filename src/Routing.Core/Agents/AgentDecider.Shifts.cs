using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Agents;

/// <summary>Shifts: planned, begun, warned of, ended, handed over. The agent's own timer brings the time; each step is one event, so a crash between
/// two loses nothing: what is due is due still.</summary>
public sealed partial class AgentDecider
{
    private static Decision OnPlan(AgentState state, PlanShifts c, Instant now)
    {
        var plans = c.Shifts.OrderBy(plan => plan.From).ToArray();
        var kept = state.Shifts.Where(shift => shift.Stage != ShiftStage.Planned).ToList();
        var coming = plans.Where(plan => !kept.Exists(shift => shift.Plan.Id == plan.Id && !shift.IsRunning)).ToArray();
        if (coming.Length > Limits.ShiftsPerAgent) return Decision.Refuse(Refusal.TooManyShifts, $"{Limits.ShiftsPerAgent}");
        if (Array.Find(coming, plan => !IsSound(plan)) is { } unsound) return Decision.Refuse(Refusal.ShiftUnsound, unsound.Id);

        // One that runs and is not named goes on, and nothing may begin while it does.
        var spans = kept.Where(shift => shift.IsRunning && !Array.Exists(coming, plan => plan.Id == shift.Plan.Id))
            .Select(shift => (shift.Plan.Id, shift.Plan.From, shift.Until))
            .Concat(coming.Select(plan => (plan.Id, plan.From, plan.Until))).OrderBy(span => span.From).ToList();
        for (var i = 1; i < spans.Count; i++)
            if (spans[i].From < spans[i - 1].Until) return Decision.Refuse(Refusal.ShiftsOverlap, $"{spans[i - 1].Id}, {spans[i].Id}");

        if (IsAsPlanned(state, coming, c.Rules)) return Decision.Nothing;
        var moved = Array.Find(coming, plan => state.Shift(plan.Id) is { IsRunning: true });
        return Decision.Of(new ShiftsPlanned(coming, c.Rules, c.By, now, moved));
    }

    private static bool IsSound(ShiftPlan plan)
    {
        if (plan.Until <= plan.From || plan.Until - plan.From > Limits.ShiftMs || plan.Breaks.Length > Limits.BreaksPerShift) return false;
        var from = plan.From;
        foreach (var pause in plan.Breaks)
        {
            if (pause.From < from || pause.Until <= pause.From || pause.Until > plan.Until) return false;
            from = pause.Until;
        }

        return true;
    }

    private static bool IsAsPlanned(AgentState state, ShiftPlan[] coming, ShiftRules rules)
    {
        var known = state.Shifts.Where(shift => shift.Stage == ShiftStage.Planned || (shift.IsRunning && Array.Exists(coming, plan => plan.Id == shift.Plan.Id))).ToList();
        if (known.Count != coming.Length) return false;
        for (var i = 0; i < coming.Length; i++)
        {
            var (shift, plan) = (known[i], coming[i]);
            if (shift.Rules != rules || shift.Plan.Id != plan.Id || shift.Until != plan.Until || shift.Plan.HandTo != plan.HandTo) return false;
            if (!shift.Plan.Breaks.AsSpan().SequenceEqual(plan.Breaks)) return false;
        }

        return true;
    }

    private static Decision OnMoveEnd(AgentState state, MoveShiftEnd c, Instant now)
    {
        if (state.Shift(c.Shift) is not { } shift) return Decision.Refuse(Refusal.NoSuchShift, c.Shift);
        if (shift.Stage >= ShiftStage.HandingOver) return Decision.Refuse(Refusal.ShiftOver, c.Shift);
        if (c.LateMs >= 0 && c.Until > shift.Plan.Until + c.LateMs) return Decision.Refuse(Refusal.ShiftTooLate, (shift.Plan.Until + c.LateMs).ToString());
        if (c.Until - shift.Plan.From > Limits.ShiftMs) return Decision.Refuse(Refusal.ShiftUnsound, c.Shift);
        var next = state.Shifts.Find(other => other.Plan.From > shift.Plan.From);
        if (next is not null && c.Until > next.Plan.From) return Decision.Refuse(Refusal.ShiftsOverlap, $"{c.Shift}, {next.Plan.Id}");

        // One that is called off before it begins ends as it begins.
        var until = c.Until < now ? now : c.Until;
        if (shift.Stage == ShiftStage.Planned && until < shift.Plan.From) until = shift.Plan.From;
        return until == shift.Until
            ? Decision.Nothing
            : Decision.Of(new ShiftEndMoved(c.Shift, until, c.By, shift.IsRunning, now, News(state, c.Shift, ShiftNews.Moved, until, now)));
    }

    private static Decision OnHandOverNote(AgentState state, WriteHandOver c) =>
        !state.Holds(c.Thread) ? Decision.Refuse(Refusal.NotOwner, c.Thread)
        : state.Notes.GetValueOrDefault(c.Thread) == c.Note ? Decision.Answer(Outcome.With(c.Note))
        : Decision.Of([new HandOverWritten(c.Agent, c.Thread, c.Note)], Outcome.With(c.Note));

    private static Decision OnHandedOver(AgentState state, TellHandedOver c, Instant now) =>
        state.Shift(c.Shift) is { Stage: ShiftStage.HandingOver }
            ? Decision.Of(new ShiftHandedOver(c.Shift, now, News(state, c.Shift, ShiftNews.HandedOver, null, now)))
            : Decision.Nothing;

    /// <summary>What is due of the shifts, one step at a time, the earliest shift first.</summary>
    public static Event? Next(AgentState state, Instant now)
    {
        if (state.PlannedStatus is { } status) return NewStatus(state, status, ByPlan, state.Sequence + 1, now);
        foreach (var shift in state.Shifts)
        {
            if (shift.Due <= now) return Step(state, shift, now);
        }

        return null;
    }

    /// <summary>Who sets an agent on a break, back from it, or away at the end.</summary>
    private const string ByPlan = "shift";

    private static AgentEvent Step(AgentState state, Shift shift, Instant now)
    {
        var id = shift.Plan.Id;
        if (shift.Stage == ShiftStage.Planned) return new ShiftBegan(id, shift.Until, now, News(state, id, ShiftNews.Began, shift.Until, now));
        if (shift.Until <= now)
        {
            var away = state.Status is AgentStatus.Offline or AgentStatus.Away ? (AgentStatus?)null : AgentStatus.Away;
            HandOverNote[] notes = [.. state.Notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => new HandOverNote(note.Key, note.Value))];
            return new ShiftEnded(id, shift.EndedBy, shift.Plan.HandTo, notes, away, now, News(state, id, ShiftNews.Ended, null, now));
        }

        if (shift.NextBreak <= now)
        {
            var begins = shift.Breaks % 2 == 0;
            AgentStatus? status = begins ? state.Status == AgentStatus.Available ? AgentStatus.Break : null
                : state is { Status: AgentStatus.Break, IsOnPlannedBreak: true } ? AgentStatus.Available : null;
            return new BreakTurned(id, begins, status, now);
        }

        return shift.Stage == ShiftStage.Running && shift.WarnAt <= now
            ? new ShiftEnding(id, now, News(state, id, ShiftNews.Ending, shift.Until, now))
            : new ShiftMissed(id, now);
    }

    private static Push News(AgentState state, string shift, ShiftNews news, Instant? until, Instant now) =>
        new(state.Sequence + 1, PushKind.Shift, null, 0, until, shift, (int)news, null, now);

    private static void EvolveShifts(AgentState state, AgentEvent happened)
    {
        switch (happened)
        {
            case ShiftsPlanned e: Planned(state, e); break;
            case ShiftEndMoved e:
                Log(state, e.Push);
                Change(state, e.Shift, shift => shift with
                {
                    Until = e.Until,
                    EndedBy = e.By,
                    Stage = shift.Stage == ShiftStage.Ending && e.Until + (-shift.Rules.WarnSeconds * 1000L) > e.At ? ShiftStage.Running : shift.Stage,
                });
                break;
            case HandOverWritten e: state.Notes[e.Thread] = e.Note; break;
            case ShiftBegan e:
                Log(state, e.Push);
                Change(state, e.Shift, shift => shift with
                {
                    Stage = ShiftStage.Running,
                    BeganAt = e.At,
                    Attended = new Attendance(e.At, 0, 0),
                    CameAt = state is { IsConnected: true, Status: AgentStatus.Available } ? e.At : null,
                });
                break;
            case ShiftEnding e:
                Log(state, e.Push);
                Change(state, e.Shift, shift => shift with { Stage = ShiftStage.Ending });
                break;
            case ShiftMissed e: Change(state, e.Shift, shift => shift with { HasMissed = true }); break;
            case BreakTurned e:
                state.PlannedStatus = e.Status;
                state.IsOnPlannedBreak = e.Begins && e.Status is not null;
                Change(state, e.Shift, shift => shift with { Breaks = shift.Breaks + 1 });
                break;
            case ShiftEnded e:
                Log(state, e.Push);
                state.PlannedStatus = e.Status;
                state.IsOnPlannedBreak = false;
                Change(state, e.Shift, shift => shift with { Stage = ShiftStage.HandingOver, EndedAt = e.At, EndedBy = e.By, Handed = [] });
                break;
            case ShiftHandedOver e:
                Log(state, e.Push);
                Change(state, e.Shift, shift => shift with { Stage = ShiftStage.Over, HandedAt = e.At });
                break;
        }
    }

    private static void Planned(AgentState state, ShiftsPlanned e)
    {
        state.Shifts.RemoveAll(shift => shift.Stage == ShiftStage.Planned);
        foreach (var plan in e.Shifts)
        {
            var at = state.Shifts.FindIndex(shift => shift.Plan.Id == plan.Id);
            if (at >= 0) state.Shifts[at] = Replanned(state.Shifts[at], plan, e);
            else state.Shifts.Add(new Shift(plan, e.Rules, plan.Until));
        }

        state.Shifts.Sort((a, b) => a.Plan.From.CompareTo(b.Plan.From));
        var over = state.Shifts.Count(shift => shift.Stage == ShiftStage.Over) - Limits.ShiftsRemembered;
        if (over > 0) state.Shifts.RemoveAll(shift => shift.Stage == ShiftStage.Over && over-- > 0);
    }

    /// <summary>Of one that runs: breaks that are behind by the new plan are not made up for.</summary>
    private static Shift Replanned(Shift shift, ShiftPlan plan, ShiftsPlanned e) => shift with
    {
        Plan = plan,
        Rules = e.Rules,
        Until = plan.Until,
        EndedBy = null,
        Stage = shift.Stage == ShiftStage.Ending && plan.Until + (-e.Rules.WarnSeconds * 1000L) > e.At ? ShiftStage.Running : shift.Stage,
        Breaks = plan.Breaks.Sum(pause => (pause.From < e.At ? 1 : 0) + (pause.Until < e.At ? 1 : 0)),
    };

    private static void Change(AgentState state, string id, Func<Shift, Shift> change)
    {
        var at = state.Shifts.FindIndex(shift => shift.Plan.Id == id);
        if (at >= 0) state.Shifts[at] = change(state.Shifts[at]);
    }

    /// <summary>Available for the first time in the shift that runs: the agent has come.</summary>
    private static void Come(AgentState state, Instant at)
    {
        if (state is not { IsConnected: true, Status: AgentStatus.Available }) return;
        var running = state.Shifts.FindIndex(shift => shift.IsRunning && shift.CameAt is null);
        if (running >= 0) state.Shifts[running] = state.Shifts[running] with { CameAt = at };
    }

    /// <summary>Before anything changes that it depends on: the shift that runs was spent like this until now.</summary>
    private static void Attend(AgentState state, AgentEvent happened)
    {
        var at = happened switch
        {
            Connected e => e.At,
            Disconnected e => e.At,
            StatusSet e => e.At,
            ShiftsPlanned e => e.At,
            ShiftEnded e => e.At,
            _ => default,
        };
        if (at == default) return;
        for (var i = 0; i < state.Shifts.Count; i++)
            if (state.Shifts[i].IsRunning) state.Shifts[i] = Attended(state, state.Shifts[i], at);
    }

    private static Shift Attended(AgentState state, Shift shift, Instant at) =>
        shift.Attended is { } attended ? shift with { Attended = attended.Until(at, shift.Plan, state.Activity) } : shift;

    private static void Handed(AgentState state, Push push)
    {
        if (push is not { Kind: PushKind.Freed, Thread: { } thread, Reason: HandOver.Reason }) return;
        var at = state.Shifts.FindLastIndex(shift => shift.Stage == ShiftStage.HandingOver);
        if (at < 0 || state.Shifts[at].Handed!.Length >= Limits.HandedPerShift) return;
        var handed = new HandedThread(thread, push.Ref, state.Notes.GetValueOrDefault(thread), push.At);
        state.Shifts[at] = state.Shifts[at] with { Handed = [.. state.Shifts[at].Handed!, handed] };
    }
}
