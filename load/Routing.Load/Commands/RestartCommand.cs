using System.CommandLine;

namespace Routing.Load.Commands;

/// <summary><c>restart</c>: how fast the server is back after a long history.</summary>
public static class RestartCommand
{
    public static Command Create()
    {
        var messages = new Option<int>("--messages") { Description = "In the journal.", DefaultValueFactory = _ => 1_000_000 };
        var threads = new Option<int>("--threads") { Description = "Which they form.", DefaultValueFactory = _ => 200_000 };
        var command = new Command("restart", "Fills a data folder, restarts the server on it, and measures time and memory until it accepts.")
        {
            messages, threads,
        };
        command.SetAction(async (parsed, cancel) => (await new Restart(parsed.GetValue(messages), parsed.GetValue(threads)).Run()).Print());
        return command;
    }
}
