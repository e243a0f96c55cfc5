using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Shifts;

/// <summary>Reads and changes shifts of a workspace's agents, for HTTP and hubs alike.</summary>
public sealed class ShiftPlanner(IActors actors, CommandDoor door, BoardRoom boards)
{
    public async ValueTask<Outcome> Plan(Caller caller, AgentId agent, ShiftPlan[] plans, string? why, Guid id, CancellationToken cancel)
    {
        if (!await Exists(caller, agent, cancel)) return new Outcome(Refusal.NoSuchAgent, agent);
        foreach (var to in plans.Select(plan => plan.HandTo).OfType<AgentId>().Distinct(StringComparer.Ordinal))
            if (!await Exists(caller, to, cancel)) return new Outcome(Refusal.NoSuchAgent, to);
        var rules = await Rules(caller, cancel);
        var command = new PlanShifts(plans, new ShiftRules(rules.WarnSeconds, rules.NoShowSeconds), caller.Sender, why);
        return await door.Do(caller, Actor(caller, agent), command, id, [], cancel);
    }

    /// <summary>An agent moves the end of their own shift, within what the policy allows; a supervisor of anyone's.</summary>
    public async ValueTask<Outcome> MoveEnd(Caller caller, string shift, Instant until, string? why, Guid id, CancellationToken cancel)
    {
        if (ShiftPlan.AgentOf(shift) is not { } agent || !AgentForm.IsId(agent)) return new Outcome(Refusal.NoSuchShift, shift);
        if (caller.Role == Roles.Agent && caller.Subject != agent) return new Outcome(Refusal.Forbidden);
        if (why?.Length > Limits.IdChars) return new Outcome(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters");
        var late = caller.Role == Roles.Agent ? (await Rules(caller, cancel)).LateSeconds * 1000L : -1;
        return await door.Do(caller, Actor(caller, agent), new MoveShiftEnd(shift, until, caller.Sender, late, why), id, [], cancel);
    }

    /// <summary>Two agents change shifts; see <see cref="ShiftSwap"/>.</summary>
    public async ValueTask<Outcome> Swap(Caller caller, string shift, string? with, string? why, Guid id, CancellationToken cancel)
    {
        if (why?.Length > Limits.IdChars) return new Outcome(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters");
        if (ShiftPlan.AgentOf(shift) is not { } one || !await Exists(caller, one, cancel)) return new Outcome(Refusal.NoSuchShift, shift);
        if (with is null || ShiftPlan.AgentOf(with) is not { } other || !await Exists(caller, other, cancel)) return new Outcome(Refusal.NoSuchShift, with);
        var (swap, refused) = ShiftSwap.Of((one, await Of(caller, one, cancel)), shift, (other, await Of(caller, other, cancel)), with);
        if (swap is null) return refused;
        var outcome = await Plan(caller, one, swap.OneAfter, why, id, cancel);
        if (outcome.IsRefused) return outcome;
        outcome = await Plan(caller, other, swap.OtherAfter, why, id, cancel);
        if (outcome.IsRefused && door.TryId(null, out var back)) await Plan(caller, one, swap.OneBefore, why, back, cancel);
        return outcome;
    }

    public async ValueTask<IReadOnlyList<Shift>> Of(Caller caller, AgentId agent, CancellationToken cancel) =>
        (await actors.Read<ShiftsView>(Actor(caller, agent), new ReadShifts(), cancel)).Shifts;

    /// <returns>Null if there is no such shift.</returns>
    public async ValueTask<HandOverReport?> Report(Caller caller, string shift, CancellationToken cancel) =>
        await Find(caller, shift, cancel) is var (agent, found) ? HandOverReport.Of(agent, found, await Desk(caller, agent, cancel)) : null;

    /// <returns>Null if there is no such shift.</returns>
    public async ValueTask<AdherenceReport?> Adherence(Caller caller, string shift, CancellationToken cancel) =>
        await Find(caller, shift, cancel) is var (agent, found) ? AdherenceReport.Of(agent, found) : null;

    public async ValueTask<IReadOnlyList<AgentId>> Agents(Caller caller, CancellationToken cancel) =>
        [.. (await actors.Read<DeskView>(ActorId.Desk(caller.Workspace), new ReadDesk(), cancel)).Agents.Select(agent => agent.Agent)];

    public async ValueTask<bool> Exists(Caller caller, AgentId agent, CancellationToken cancel) =>
        AgentForm.IsId(agent) && (await Desk(caller, agent, cancel)).Slots > 0;

    private async ValueTask<(AgentId Agent, Shift Shift)?> Find(Caller caller, string shift, CancellationToken cancel)
    {
        if (ShiftPlan.AgentOf(shift) is not { } agent || !AgentForm.IsId(agent)) return null;
        return (await Of(caller, agent, cancel)).FirstOrDefault(known => known.Plan.Id == shift) is { } found ? (agent, found) : null;
    }

    private async ValueTask<ShiftPolicy> Rules(Caller caller, CancellationToken cancel) => (await boards.Of(caller.Workspace, cancel)).Policy.ShiftRules();

    private ValueTask<DeskAgentView> Desk(Caller caller, AgentId agent, CancellationToken cancel) =>
        actors.Read<DeskAgentView>(ActorId.Desk(caller.Workspace), new ReadDeskAgent(agent), cancel);

    private static ActorId Actor(Caller caller, AgentId agent) => ActorId.Agent(caller.Workspace, agent);
}
