namespace Routing.Core.Policies;

/// <summary>How shifts begin and end.</summary>
/// <param name="HandlingSeconds">How long a thread is expected to take its agent, where its queue says nothing else: 1–86,400. So long before
/// the end of a shift nothing is offered any more.</param>
/// <param name="WarnSeconds">So long before its end the agent sees it come and is asked for notes: 0–86,400.</param>
/// <param name="NoShowSeconds">Who is not available so long after its begin has not come: 0–86,400.</param>
/// <param name="LateSeconds">So much later than planned an agent may finish by themselves: 0–86,400; a supervisor may allow more.</param>
public sealed record ShiftPolicy(int HandlingSeconds = 300, int WarnSeconds = 900, int NoShowSeconds = 900, int LateSeconds = 3_600)
{
    public static readonly ShiftPolicy Default = new();
}

/// <summary>What a policy says of shifts.</summary>
public static class ShiftTimes
{
    public static ShiftPolicy ShiftRules(this Policy policy) => policy.Shifts ?? ShiftPolicy.Default;

    /// <summary>Seconds that a thread of the queue is expected to take its agent.</summary>
    public static int HandlingSeconds(this Policy policy, QueuePolicy queue) => queue.HandlingSeconds ?? policy.ShiftRules().HandlingSeconds;
}
