using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Http;

namespace Routing.Edge.Shifts;

/// <summary>An agent's shifts from now on, as people write them. A split shift is two shifts.</summary>
/// <param name="Zone">An IANA time zone for times without an offset.</param>
public sealed record ShiftsForm(string? Zone, IReadOnlyList<ShiftForm>? Shifts)
{
    /// <returns>The plans, or what is wrong first.</returns>
    internal (ShiftPlan[] Plans, Wrong? Wrong) Read(AgentId agent)
    {
        if (!ZonedTime.IsZone(Zone, out var zone)) return ([], Bad("zone", "must be an IANA time zone such as Europe/Berlin"));
        if (Shifts is null) return ([], Bad("shifts", "is missing; an empty list takes all that have not begun away"));
        if (Shifts.Count > Limits.ShiftsPerAgent) return ([], Bad("shifts", $"must be at most {Limits.ShiftsPerAgent}"));
        var plans = new ShiftPlan[Shifts.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            if (Shifts[i] is not { } shift) return ([], Bad($"shifts[{i}]", "is missing"));
            if (shift.Read(agent, zone, $"shifts[{i}]", out plans[i]) is { } wrong) return ([], wrong);
        }

        return (plans, null);
    }

    internal static Wrong Bad(string field, string message) => new(Refusal.BadRequest, field, message);
}

/// <param name="From">Local time, or a time with an offset.</param>
/// <param name="HandTo">The colleague who takes over what is open at the end; left out: the queue.</param>
public sealed record ShiftForm(string? From, string? Until, IReadOnlyList<PauseForm>? Breaks, AgentId? HandTo)
{
    internal Wrong? Read(AgentId agent, TimeZoneInfo? zone, string path, out ShiftPlan plan)
    {
        plan = new ShiftPlan("", default, default, [], null);
        if (ZonedTime.Read(From, zone, isEnd: false, out var from) is { } begin) return ShiftsForm.Bad($"{path}.from", begin);
        if (ZonedTime.Read(Until, zone, isEnd: true, out var until) is { } end) return ShiftsForm.Bad($"{path}.until", end);
        if (until <= from) return ShiftsForm.Bad($"{path}.until", "must be after from");
        if (until - from > Limits.ShiftMs) return ShiftsForm.Bad($"{path}.until", "must be within a day of from");
        if (HandTo is not null && !AgentForm.IsId(HandTo)) return ShiftsForm.Bad($"{path}.handTo", "must be an agent's id");
        if (HandTo == agent) return ShiftsForm.Bad($"{path}.handTo", "must be somebody else");
        if (Breaks?.Count > Limits.BreaksPerShift) return ShiftsForm.Bad($"{path}.breaks", $"must be at most {Limits.BreaksPerShift}");
        var breaks = new Pause[Breaks?.Count ?? 0];
        var last = from;
        for (var i = 0; i < breaks.Length; i++)
        {
            var place = $"{path}.breaks[{i}]";
            if (ZonedTime.Read(Breaks![i]?.From, zone, isEnd: false, out var left) is { } wrong) return ShiftsForm.Bad($"{place}.from", wrong);
            if (ZonedTime.Read(Breaks[i]?.Until, zone, isEnd: true, out var back) is { } bad) return ShiftsForm.Bad($"{place}.until", bad);
            if (left < last || back <= left || back > until) return ShiftsForm.Bad(place, "must lie in the shift, after the break before it");
            breaks[i] = new Pause(left, back);
            last = back;
        }

        plan = new ShiftPlan(ShiftPlan.IdOf(agent, from), from, until, breaks, HandTo);
        return null;
    }
}

public sealed record PauseForm(string? From, string? Until);

/// <param name="Until">A time with an offset; not in the future: now.</param>
public sealed record MoveEndForm(string? Until);

/// <param name="With">The id of the other agent's shift.</param>
public sealed record SwapForm(string? With, string? Why);
