using Routing.Core.Threads;

namespace Routing.Core.Policies;

/// <summary>What threads take of an agent's slots. Counted in hundredths of a slot, so that a sum has no rounding.</summary>
/// <remarks>An agent is offered something only while there is room for the dearest thread that the policy knows. So who has room does not
/// depend on the thread, which matching relies on, and no capacity is exceeded, not by a fraction either; with costs of 25 and 100 some room
/// stays unused. What a thread takes may change under its agent, with the policy or with what the customer writes: nothing is taken away
/// then, and nothing more is offered until there is room.</remarks>
/// <param name="ThreadPercent">Of one slot, for a thread that asks for an answer, where its channel says nothing else: 1–100.</param>
/// <param name="AwaitingPercent">Of that cost, for one that its agent keeps while it awaits the customer: 0–100.</param>
/// <param name="ParkedPercent">Likewise, for one that is parked.</param>
/// <param name="WrapUpSeconds">After a resolve the agent is offered nothing in the slot that the thread took, for this long: 0–3,600. What
/// the agent takes or is given by hand ends no wrap-up and is not refused because of one.</param>
/// <param name="UrgentSlots">0 or 1: so many slots above their own may be offered to agents who are full, for a critical thread that is about
/// to miss its deadline and for nothing else.</param>
/// <param name="UrgentSeconds">How long before its deadline that begins: 1–86,400. Once the deadline has passed it is over.</param>
public sealed record CapacityPolicy(
    int ThreadPercent = 100, int AwaitingPercent = 0, int ParkedPercent = 0, int WrapUpSeconds = 0, int UrgentSlots = 0, int UrgentSeconds = 60)
{
    public static readonly CapacityPolicy Default = new();
}

/// <summary>What a policy says that a thread takes of its agent's slots, in hundredths of one.</summary>
public static class Costs
{
    public static int WrapUpSeconds(this Policy policy) => policy.Capacity?.WrapUpSeconds ?? 0;

    /// <summary>Every thread takes a slot while it asks for an answer, and nothing otherwise.</summary>
    public static bool IsPlain(this Policy policy) =>
        (policy.Capacity is null || policy.Capacity is { ThreadPercent: 100, AwaitingPercent: 0, ParkedPercent: 0 }) && Array.TrueForAll(policy.Channels, channel => channel.SlotCost is null);

    /// <summary>While it asks for an answer.</summary>
    public static int FullCost(this Policy policy, Report report) =>
        Array.Find(policy.Channels, channel => channel.Id == report.Channel)?.SlotCost?.Percent(report.Visibility)
        ?? (policy.Capacity ?? CapacityPolicy.Default).ThreadPercent;

    /// <summary>While an agent holds it in this phase.</summary>
    public static int HeldCost(this Policy policy, Report report)
    {
        var share = report.Phase switch
        {
            Phase.Open => 100,
            Phase.AwaitingCustomer => policy.Capacity?.AwaitingPercent ?? 0,
            Phase.Parked => policy.Capacity?.ParkedPercent ?? 0,
            _ => 0,
        };
        return share == 0 ? 0 : policy.FullCost(report) * share / 100;
    }

    /// <summary>The most that any thread can take.</summary>
    public static int DearestCost(this Policy policy) => Math.Max(
        (policy.Capacity ?? CapacityPolicy.Default).ThreadPercent,
        policy.Channels.Max(channel => channel.SlotCost is { } cost ? (int?)Math.Max(cost.PrivatePercent, cost.PublicPercent) : null) ?? 0);
}
