using System.CommandLine;
using Routing.Load.Crash;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary><c>crash</c>: the plug is pulled again and again, and nothing that was promised is broken.</summary>
public static class CrashCommand
{
    private const int MadeUpMessages = 5_000;

    public static Command Create()
    {
        var kills = new Option<int>("--kills")
        {
            Description = "Kills that must count (100 commands in flight at least).",
            DefaultValueFactory = _ => 20,
        };
        var agents = new Option<int>("--agents") { Description = "Connected agents.", DefaultValueFactory = _ => 50 };
        var slots = new Option<int>("--slots") { Description = "Threads an agent works on at a time.", DefaultValueFactory = _ => 3 };
        var seed = new Option<int>("--seed") { Description = "Of the times of kills and of what agents do.", DefaultValueFactory = _ => 1 };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "A CSV of 'Customer Support on Twitter'; by default the public part beside the repository, else conversations are made up.",
        };
        var cluster = new Option<bool>("--cluster")
        {
            Description = "Three silos and a redis-server of its own: a random silo is killed, the next when the last has rejoined.",
        };
        var freeze = new Option<bool>("--freeze") { Description = "With --cluster: every other time a silo is not killed but stands still (SIGSTOP)." };
        var killStore = new Option<bool>("--kill-redis") { Description = "With --cluster: every third time it is the store that is killed." };
        var pause = new Option<int>("--pause")
        {
            Description = "With --cluster: seconds between a silo's return and the next kill.",
            DefaultValueFactory = _ => 20,
        };
        var command = new Command("crash", "Kills the server under load, starts it again, and checks what clients were told against what is there.")
        {
            kills, agents, slots, seed, file, cluster, freeze, killStore, pause,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var source = Source(parsed.GetValue(file), parsed.GetValue(seed));
            var plan = parsed.GetValue(cluster)
                ? new ClusterPlan(parsed.GetValue(freeze), parsed.GetValue(killStore), TimeSpan.FromSeconds(parsed.GetValue(pause)))
                : null;
            var run = new CrashRun(source, parsed.GetValue(kills), parsed.GetValue(agents), parsed.GetValue(slots), parsed.GetValue(seed), plan);
            return (await run.Run()).Print();
        });
        return command;
    }

    private static IReadOnlyList<SourceMessage> Source(FileInfo? file, int seed)
    {
        var path = file?.FullName ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "twcs-subset", "twcs-5k.csv"));
        if (File.Exists(path)) return TwcsFile.Read(path).Messages;
        if (file is not null) throw new FileNotFoundException("No such file", path);
        Terminal.Say($"{path} is not on this machine: conversations are made up");
        return Conversations.Make(MadeUpMessages, seed);
    }
}
