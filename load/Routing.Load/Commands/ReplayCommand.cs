using System.CommandLine;
using Routing.Load.Data;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary><c>replay</c>: a file's messages become the right threads, whatever the order.</summary>
public static class ReplayCommand
{
    private const int MadeUpMessages = 2_000;

    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file")
        {
            Description = "A CSV of the public set 'Customer Support on Twitter'; without it conversations are made up.",
        };
        var order = new Option<Order>("--order") { Description = "file, time or shuffle.", DefaultValueFactory = _ => Order.File };
        var seed = new Option<int>("--seed") { Description = "Of the shuffle and the repeats.", DefaultValueFactory = _ => 1 };
        var repeat = new Option<double>("--repeat") { Description = "Share of messages that come twice, 0 to 1.", DefaultValueFactory = _ => 0 };
        var join = new Option<int>("--join-minutes")
        {
            Description = "Messages of one author this close are one thread; 0: only by replies.",
            DefaultValueFactory = _ => 0,
        };
        var channel = new Option<string>("--channel") { Description = "The channel on which they come.", DefaultValueFactory = _ => "x" };
        var url = ServerOptions.Url();
        var token = ServerOptions.ReadyFile();
        var command = new Command("replay", "Posts a file's messages and compares who is in which thread with an independent answer.")
        {
            file, order, seed, repeat, join, channel, url, token,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var target = await Target.Open(parsed.GetValue(url), parsed.GetValue(token));
            var prefix = target.IsOurs ? "" : $"{DateTime.UtcNow:yyyyMMddHHmmss}-";
            var replay = new Replay(
                target.Ready, Source(parsed.GetValue(file)), parsed.GetValue(order), parsed.GetValue(seed), parsed.GetValue(repeat),
                parsed.GetValue(join), parsed.GetRequiredValue(channel), prefix);
            return (await replay.Run()).Print();
        });
        return command;
    }

    private static TwcsFile Source(FileInfo? file) =>
        file is null ? new TwcsFile(Conversations.Make(MadeUpMessages, seed: 1), []) : TwcsFile.Read(file.FullName);
}
