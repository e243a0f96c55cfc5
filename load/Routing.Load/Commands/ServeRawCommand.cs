using System.CommandLine;
using Routing.Load.Raw;

namespace Routing.Load.Commands;

/// <summary>Runs a reference; <c>limits</c> starts these itself.</summary>
public static class ServeRawCommand
{
    public static Command Create()
    {
        var kind = new Option<RawKind>("--kind") { Description = "Which reference.", Required = true };
        var data = new Option<string>("--data") { Description = "Folder for what must be on a disk.", Required = true };
        var readyFile = new Option<string>("--ready-file") { Description = "Written once it accepts.", Required = true };
        var command = new Command("serve-raw", "Serves one bare reference until it is ended (started by 'limits').") { kind, data, readyFile };
        command.SetAction(async (parsed, cancel) =>
        {
            await RawServer.Run(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(data), parsed.GetRequiredValue(readyFile), cancel);
            return 0;
        });
        return command;
    }
}
