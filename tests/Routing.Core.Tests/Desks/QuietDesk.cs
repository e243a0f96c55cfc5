using System.Text.Json;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>A desk that stands still, and how it stands: to see what an undo leaves behind.</summary>
internal static class QuietDesk
{
    private static readonly Standstill Nobody = new("", null, default);

    /// <summary>Agents who are there but take no offers: nothing moves by itself.</summary>
    public static LiveDesk Drawn(Random dice)
    {
        var desk = new LiveDesk();
        desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Id = "q0", Match = new QueueMatch(Topics: ["zero"]) }, policy.Queues[0] with { Id = "q1" }] });
        for (var n = 0; n < 4; n++)
        {
            desk.Do(new SetAgent($"a{n}", $"a{n}", [], 1 + dice.Next(4)));
            desk.Ready($"a{n}", ready: false);
        }

        for (var n = 0; n < 10; n++)
        {
            desk.Report($"t{n}", minutes: -dice.Next(30));
            if (dice.Next(3) > 0) desk.Do(new Transfer(null, $"t{n}", $"a{dice.Next(4)}", null, "sue", null));
            else if (dice.Next(2) == 0) desk.Do(new Transfer(null, $"t{n}", null, $"q{dice.Next(2)}", "sue", null));
            if (dice.Next(4) == 0) desk.Report($"t{n}", Phase.AwaitingCustomer, minutes: -1);
            if (dice.Next(4) == 0 && desk.Of($"t{n}").Agent is { } holder) desk.Do(new ReturnToQueue(holder, $"t{n}", holder, null));
        }

        return desk;
    }

    /// <summary>The whole state but for epochs, for who said something when and why, for the moves themselves, and for what the desk measures of
    /// itself.</summary>
    public static string Written(LiveDesk desk)
    {
        var saved = ((DeskSnapshot)DeskDecider.Save(desk.State)).InRows();
        return JsonSerializer.Serialize(saved with
        {
            LastEpoch = 0, Moves = null, Plans = null, Prices = null, Demand = null,
            Threads = [.. saved.Threads.Select(thread => thread with { Epoch = 0, PriorityBy = null })],
            Agents = [.. saved.Agents.Select(agent => agent with { Temporary = agent.Temporary is { } set ? set with { By = "", Why = null } : null })],
            Standstills = saved.Standstills is { } stopped
                ? new([.. stopped.Queues.Select(queue => queue with { Since = Nobody })], [.. stopped.Authors.Select(author => author with { Since = Nobody })])
                : null,
        });
    }
}
