namespace Routing.Load.Ledger;

/// <summary>Every thread is in one state of the table, with the holder that the state names; and nothing waits while somebody is free.</summary>
public static class NoLimbo
{
    private static readonly Dictionary<string, bool> StateHasAgent = new()
    {
        ["waiting"] = false,
        ["offered"] = true,
        ["assigned"] = true,
        ["awaitingApproval"] = true,
        ["awaitingCustomer"] = true,
        ["parked"] = true,
    };

    public static IEnumerable<Finding> Check(Run run)
    {
        foreach (var thread in run.Final.Threads.Values)
        {
            if (thread.State == "joined")
            {
                if (run.Final.Now(thread.Id) is null) yield return new Finding(Fault.Limbo, $"thread {thread.Id} is joined into nothing");
            }
            else if (thread.State != "resolved")
            {
                if (!StateHasAgent.TryGetValue(thread.State, out var hasAgent))
                    yield return new Finding(Fault.Limbo, $"thread {thread.Id} is '{thread.State}'");
                else if (hasAgent != thread.Agent is not null)
                    yield return new Finding(Fault.Limbo, $"thread {thread.Id} is {thread.State} with {thread.Agent ?? "nobody"}");
            }
        }

        var waiting = run.Final.Threads.Values.Count(thread => thread.State == "waiting");
        var free = run.Final.Agents.Count(agent => agent.Ready && agent.Used < agent.Slots);
        if (waiting > 0 && free > 0) yield return new Finding(Fault.Idle, $"{waiting} threads wait while {free} agents are free");
    }
}
