using System.CommandLine;
using System.CommandLine.Parsing;
using Routing.Edge.Presence;
using Routing.Server.Cluster;
using Routing.Server.Moving;

namespace Routing.Server;

/// <summary>The arguments of the server, their help, and what is wrong with them.</summary>
public static class CommandLine
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static RootCommand Build(Func<ServerOptions, CancellationToken, Task<int>> run)
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder for everything that is kept (one SQLite file). "
                + "Made at first start; a later start goes on where it stopped.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("data"),
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, separated by semicolons. "
                + "The default is this machine only; put TLS in front before you open it to others.",
            HelpName = "URLS",
            DefaultValueFactory = _ => DefaultUrls,
        };
        var policy = new Option<FileInfo?>("--policy")
        {
            Description = "A policy (YAML or JSON) to put in force in the sample workspace: queues, service levels, hours, skills, weights. "
                + "policy.sample.yaml, beside the program, explains every field.",
            HelpName = "FILE",
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "Play sample conversations against a few simulated agents, so that there is something to see.",
        };
        var ready = new Option<FileInfo?>("--ready-file")
        {
            Description = "Write where it listens and a token for each role to this file once requests are taken, "
                + "for programs that start the server.",
            HelpName = "FILE",
        };
        var privateWebhooks = new Option<bool>("--allow-private-webhooks")
        {
            Description = "Let webhooks go to loopback and private addresses: for development and for connectors on the same machine.",
        };
        var cluster = new Option<string?>("--cluster")
        {
            Description = "Be one of many silos on this store: redis://host:port, one primary with 'appendfsync always'. Start the same on each machine.",
            HelpName = "REDIS",
        };
        var siloAddress = new Option<string>("--silo-address")
        {
            Description = "With --cluster: the address of this machine under which the other silos reach it.",
            HelpName = "IP",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var publicUrl = new Option<string?>("--public-url")
        {
            Description = "The address under which clients reach this very process, where a balancer stands before several: whoever negotiates a hub "
                + "connection with a token is sent there, so that the balancer needs no stickiness.",
            HelpName = "URL",
        };
        publicUrl.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } url && !IsListenable(url)) result.AddError($"--public-url: '{url}' is no address such as {DefaultUrls}.");
        });
        var allowFsync = new Option<string?>("--allow-appendfsync")
        {
            Description = "With --cluster: allow a store that may lose what was acknowledged: everysec, no, or off.",
            HelpName = "SETTING",
        };
        allowFsync.AcceptOnlyFromAmong("everysec", "no", "off");
        var acceptLoss = new Option<string[]>("--accept-loss")
        {
            Description = "With --cluster: go on from a store that lost writes, as the refusal to do so named it: workspace@position.",
            HelpName = "LOSS",
        };
        var noticeAfter = new Option<double>("--notice-after")
        {
            Description = "Seconds from the last sign of life of an agent's client that answers until it counts as gone, at most: 0.2 to 120.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => new PresenceTimes().NoticedWithin.TotalSeconds,
        };
        var silentClient = new Option<double>("--silent-client")
        {
            Description = "Seconds after which a connection is closed on which nothing came at all, for older clients that do not answer: up to 3,600. "
                + "Their timers may run once a minute.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => new PresenceTimes().SilentClient.TotalSeconds,
        };
        siloAddress.Validators.Add(result =>
        {
            if (!System.Net.IPAddress.TryParse(result.GetValueOrDefault<string>(), out _)) result.AddError("--silo-address: give an IP address.");
        });
        urls.Validators.Add(result =>
        {
            foreach (var url in result.GetValueOrDefault<string>()?.Split(';') ?? [])
                if (!IsListenable(url)) result.AddError($"--urls: '{url}' is no address such as {DefaultUrls}.");
        });
        policy.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>() is { Exists: false } missing) result.AddError($"--policy: there is no file {missing.FullName}.");
        });

        var root = new RootCommand(
            """
            Real-time routing for social customer service, in one process.

            Messages come in over HTTP (POST /v1/messages) and become threads; threads are ranked and offered to agents over
            SignalR (/hubs/agent); replies leave through the outbox. The first start makes keys and a sample workspace, and prints
            a sign-in link for an agent, one for a supervisor, and a line of curl that posts a first message.
            """) { data, urls, policy, demo, ready, privateWebhooks, cluster, siloAddress, publicUrl, allowFsync, acceptLoss, noticeAfter, silentClient };
        root.Validators.Add(result => CheckPresence(result, noticeAfter, silentClient));
        root.Subcommands.Add(MovingCommands.Export());
        root.Subcommands.Add(MovingCommands.Import());
        root.Subcommands.Add(RaiseCommand.Create());
        root.SetAction((parsed, cancel) => run(
            new(parsed.GetRequiredValue(data), parsed.GetRequiredValue(urls), parsed.GetValue(policy), parsed.GetValue(demo),
                parsed.GetValue(ready), parsed.GetValue(privateWebhooks), parsed.GetValue(cluster) is { } store
                    ? new ClusterOptions(store, parsed.GetRequiredValue(siloAddress), parsed.GetValue(allowFsync), parsed.GetValue(acceptLoss) ?? [])
                    : null,
                parsed.GetValue(publicUrl) is { } own ? new Uri(own) : null,
                PresenceTimes.Of(parsed.GetValue(noticeAfter), parsed.GetValue(silentClient))), cancel));
        return root;
    }

    private static void CheckPresence(CommandResult result, Option<double> noticeAfter, Option<double> silentClient)
    {
        try
        {
            PresenceTimes.Of(Given(noticeAfter), Given(silentClient)).Checked();
        }
        catch (Exception wrong) when (wrong is ArgumentException or OverflowException or InvalidOperationException)
        {
            result.AddError($"{noticeAfter.Name}, {silentClient.Name}: {wrong.Message}");
        }

        // While it is checked, a command does not know yet what its options are by default.
        double Given(Option<double> option) => result.GetResult(option)?.GetValueOrDefault<double>() ?? (double)option.GetDefaultValue()!;
    }

    // Kestrel's own wild cards are no host names of a URI.
    private static bool IsListenable(string url) =>
        Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal)
            .Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
