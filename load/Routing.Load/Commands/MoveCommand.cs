using System.CommandLine;

namespace Routing.Load.Commands;

/// <summary><c>move</c>: from a data folder into a cluster, and back.</summary>
public static class MoveCommand
{
    public static Command Create()
    {
        var messages = new Option<int>("--messages") { Description = "In the folder.", DefaultValueFactory = _ => 1_000_000 };
        var threads = new Option<int>("--threads") { Description = "Which they form.", DefaultValueFactory = _ => 200_000 };
        var command = new Command("move", "Fills a data folder, exports it, imports it into a redis-server of its own, and back; compares by hash.")
        {
            messages, threads,
        };
        command.SetAction(async (parsed, cancel) => (await new Move(parsed.GetValue(messages), parsed.GetValue(threads)).Run()).Print());
        return command;
    }
}
