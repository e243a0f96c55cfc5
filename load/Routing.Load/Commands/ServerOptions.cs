using System.CommandLine;

namespace Routing.Load.Commands;

/// <summary>Options by which a command finds a server that runs already; without them it starts one of its own.</summary>
public static class ServerOptions
{
    public static Option<string?> Url() => new("--url") { Description = "A server that runs already; without it one is started on a free port." };

    public static Option<string?> ReadyFile() =>
        new("--ready-file") { Description = "With --url: the file that server wrote for its own --ready-file, which holds its tokens." };
}
