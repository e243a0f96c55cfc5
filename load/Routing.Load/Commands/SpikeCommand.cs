using System.CommandLine;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary><c>spike</c>: what agents and customers notice when the volume multiplies.</summary>
public static class SpikeCommand
{
    public static Command Create()
    {
        var agents = new Option<int>("--agents") { Description = "Connected agents.", DefaultValueFactory = _ => 300 };
        var rate = new Option<double>("--rate") { Description = "Messages a second outside the peak.", DefaultValueFactory = _ => 50 };
        var peak = new Option<double>("--peak") { Description = "How many times as many in the middle third.", DefaultValueFactory = _ => 5 };
        var minutes = new Option<double>("--minutes") { Description = "How long in all.", DefaultValueFactory = _ => 2 };
        var slots = new Option<int>("--slots") { Description = "Threads an agent works on at a time.", DefaultValueFactory = _ => 3 };
        var handle = new Option<double>("--handle-seconds")
        {
            Description = "Average time an agent takes for a thread.",
            DefaultValueFactory = _ => 2,
        };
        var target = new Option<double>("--target-seconds")
        {
            Description = "Within which a message is to be before an agent.",
            DefaultValueFactory = _ => 5,
        };
        var seed = new Option<int>("--seed") { Description = "Of the schedule.", DefaultValueFactory = _ => 1 };
        var url = ServerOptions.Url();
        var readyFile = ServerOptions.ReadyFile();
        var command = new Command("spike", "Multiplies the volume in the middle of a run and measures what reaches agents, and when.")
        {
            agents, rate, peak, minutes, slots, handle, target, seed, url, readyFile,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var server = await Target.Open(parsed.GetValue(url), parsed.GetValue(readyFile));
            var spike = new Spike(
                server, parsed.GetValue(agents), parsed.GetValue(rate), parsed.GetValue(peak), parsed.GetValue(minutes), parsed.GetValue(slots),
                parsed.GetValue(handle), parsed.GetValue(target), parsed.GetValue(seed));
            return (await spike.Run()).Print();
        });
        return command;
    }
}
