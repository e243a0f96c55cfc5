using System.CommandLine;
using Routing.Load.Quality;
using Routing.Load.Quality.Checks;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary><c>quality</c>: how many customers are served in time, beside what peers do with the same staff.</summary>
public static class QualityCommand
{
    public static Command Create()
    {
        var seeds = new Option<int>("--seeds") { Description = "Days of each scenario.", DefaultValueFactory = _ => 20 };
        var first = new Option<long>("--first-seed") { Description = "Of the first day; nothing was tuned on those from 9001.", DefaultValueFactory = _ => 9001 };
        var only = new Option<string?>("--scenario") { Description = "Only this one: A to E, C+ to E+ (patient customers), C= (equal groups)." };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the tables and charts to this HTML file." };
        var judge = new Option<bool>("--judge") { Description = "Whether a goal that is not met is a failure.", DefaultValueFactory = _ => true };
        var command = new Command("quality", "Runs simulated days through the desk that ships and through the policies of peers, and compares.")
        {
            seeds, first, only, report, judge,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var run = new QualityRun(
                parsed.GetValue(seeds), parsed.GetValue(first), parsed.GetValue(only), parsed.GetValue(report), parsed.GetValue(judge));
            return (await run.Run()).Print();
        });
        command.Add(Check());
        return command;
    }

    private static Command Check()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The folder that holds anonymous-bank.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Repository.Root, "..", "shared", "data")),
        };
        var command = new Command("check", "Checks the simulator itself: against exact Erlang A and C, and against a month of a real queue.") { data };
        command.SetAction(parsed => ChecksRun.Run(parsed.GetRequiredValue(data)).Print());
        return command;
    }
}
