using System.CommandLine;
using Routing.Load.Limits;

namespace Routing.Load.Commands;

/// <summary><c>limits</c>: what the engine does in proportion to what the frameworks below it can do here, now.</summary>
public static class LimitsCommand
{
    public static Command Create()
    {
        var agents = new Option<int>("--agents") { Description = "Connections.", DefaultValueFactory = _ => 500 };
        var rounds = new Option<int>("--rounds") { Description = "Of each measurement.", DefaultValueFactory = _ => 5 };
        var waiting = new Option<int>("--waiting")
        {
            Description = "Threads that wait in the comparison with none.",
            DefaultValueFactory = _ => 10_000,
        };
        var cycles = new Option<int>("--cycles") { Description = "Full cycles of each round.", DefaultValueFactory = _ => 20_000 };
        var saturation = new Option<bool>("--saturation") { Description = "The saturation rounds alone, for work on the engine; judges nothing." };
        var paced = new Option<bool>("--paced") { Description = "The rounds at a quarter of saturation alone; judges nothing." };
        var full = new Option<bool>("--full") { Description = "The comparison with many waiting and the overload alone; judges nothing." };
        var quick = new Option<bool>("--quick") { Description = "A short run that shows that all parts work; its figures mean little." };
        var command = new Command("limits", "Measures the engine's full cycle against raw SignalR, SQLite, Orleans and HTTP in the same run.")
        {
            agents, rounds, waiting, cycles, saturation, paced, full, quick,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var run = parsed.GetValue(quick)
                ? new LimitsRun(Agents: 50, Rounds: 1, CyclesPerRound: 2_000, Waiting: 500, OverloadSeconds: 3, Judged: false)
                : new LimitsRun(parsed.GetValue(agents), parsed.GetValue(rounds), parsed.GetValue(cycles), parsed.GetValue(waiting),
                    OverloadSeconds: 30, Judged: true);
            if (parsed.GetValue(saturation)) return (await run.Saturation()).Print();
            if (parsed.GetValue(paced)) return (await run.AtAQuarter()).Print();
            if (parsed.GetValue(full)) return (await run.WaitingAndOverload()).Print();
            return (await run.Run()).Print();
        });
        return command;
    }
}
