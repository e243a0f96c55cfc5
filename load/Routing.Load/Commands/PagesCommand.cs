using System.CommandLine;
using Routing.Load.Pages;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary><c>pages</c>: whether a board and a desk stay smooth and small while much happens.</summary>
public static class PagesCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long is measured, after half a minute to warm up.", DefaultValueFactory = _ => 10 };
        var events = new Option<int>("--events") { Description = "Entries of the feed a second.", DefaultValueFactory = _ => 200 };
        var desks = new Option<int>("--desks") { Description = "Agents beside the one in the browser, as protocol clients.", DefaultValueFactory = _ => 20 };
        var chromium = new Option<string>("--chromium") { Description = "The browser.", DefaultValueFactory = _ => "/usr/bin/chromium" };
        var command = new Command("pages", "Opens a board and a desk in Chromium under load and measures frames, tasks, memory, and event to DOM.")
        {
            minutes, events, desks, chromium,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var server = await Target.Open(null, null);
            await using var browser = await WatchedBrowser.Start(parsed.GetValue(chromium)!);
            var run = new PagesRun(server, browser, parsed.GetValue(desks), parsed.GetValue(events), TimeSpan.FromMinutes(parsed.GetValue(minutes)));
            return (await run.Run(cancel)).Print();
        });
        return command;
    }
}
