using System.CommandLine;

namespace Routing.Load.Commands;

/// <summary><c>failover</c>: a desk with many waiting threads moves when its silo dies.</summary>
public static class FailoverCommand
{
    public static Command Create()
    {
        var waiting = new Option<int>("--waiting") { Description = "Threads in the queue.", DefaultValueFactory = _ => 100_000 };
        var kills = new Option<int>("--kills") { Description = "Silos that are killed, at random: one in three has the desk.", DefaultValueFactory = _ => 6 };
        var seed = new Option<int>("--seed") { Description = "Of which silo is killed.", DefaultValueFactory = _ => 1 };
        var command = new Command("failover", "Three silos and a long queue: kills silos (SIGKILL), and measures until the desk answers; the order must be as it was.")
        {
            waiting, kills, seed,
        };
        command.SetAction(async (parsed, cancel) =>
            (await new Failover(parsed.GetValue(waiting), parsed.GetValue(kills), parsed.GetValue(seed)).Run()).Print());
        return command;
    }
}
