using System.CommandLine;
using Routing.Load.Commands;

var root = new RootCommand("Drives the routing server as channels and agents do, checks what it promises, and measures it.")
{
    ReplayCommand.Create(),
    SpikeCommand.Create(),
    CrashCommand.Create(),
    LimitsCommand.Create(),
    RestartCommand.Create(),
    MoveCommand.Create(),
    FailoverCommand.Create(),
    QualityCommand.Create(),
    PagesCommand.Create(),
    ServeRawCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
