using System.CommandLine;

namespace Routing.Server.Moving;

/// <summary><c>export</c> and <c>import</c>: from a data folder into a cluster, and back.</summary>
internal static class MovingCommands
{
    public static Command Export()
    {
        var (data, cluster, allowFsync) = Place();
        var file = new Option<FileInfo>("--out") { Description = "The archive to write; it must not be there yet.", HelpName = "FILE", Required = true };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>() is { Exists: true } there) result.AddError($"--out: {there.FullName} is there already.");
        });
        var command = new Command("export", "Writes all that a stopped server keeps, or a stopped cluster, to one file.") { data, cluster, allowFsync, file };
        Check(command, data, cluster, mustExist: true);
        command.SetAction((parsed, cancel) => MovingRun.Export(
            new Place(parsed.GetValue(data), parsed.GetValue(cluster), parsed.GetValue(allowFsync)), parsed.GetRequiredValue(file), cancel));
        return command;
    }

    public static Command Import()
    {
        var (data, cluster, allowFsync) = Place();
        var file = new Option<FileInfo>("--in") { Description = "The archive to read.", HelpName = "FILE", Required = true };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>() is { Exists: false } missing) result.AddError($"--in: there is no file {missing.FullName}.");
        });
        var command = new Command("import", "Puts an archive into an empty data folder or an empty store, and compares what is there then with it by hash.")
        {
            data, cluster, allowFsync, file,
        };
        Check(command, data, cluster, mustExist: false);
        command.SetAction((parsed, cancel) => MovingRun.Import(
            new Place(parsed.GetValue(data), parsed.GetValue(cluster), parsed.GetValue(allowFsync)), parsed.GetRequiredValue(file), cancel));
        return command;
    }

    private static (Option<DirectoryInfo?> Data, Option<string?> Cluster, Option<string?> AllowFsync) Place()
    {
        var allowFsync = new Option<string?>("--allow-appendfsync")
        {
            Description = "With --cluster: allow a store that does not write through to disk: everysec, no, or off.", HelpName = "SETTING",
        };
        allowFsync.AcceptOnlyFromAmong("everysec", "no", "off");
        return (
            new Option<DirectoryInfo?>("--data") { Description = "A data folder.", HelpName = "DIR" },
            new Option<string?>("--cluster") { Description = "A cluster's store: redis://host:port.", HelpName = "REDIS" },
            allowFsync);
    }

    private static void Check(Command command, Option<DirectoryInfo?> data, Option<string?> cluster, bool mustExist) => command.Validators.Add(result =>
    {
        var folder = result.GetValue(data);
        if (folder is null == result.GetValue(cluster) is null) result.AddError("Give either --data or --cluster.");
        else if (mustExist && folder is { Exists: false }) result.AddError($"--data: there is no folder {folder.FullName}.");
    });
}

/// <summary>Where something is taken from or put to: a data folder or a cluster's store.</summary>
internal sealed record Place(DirectoryInfo? Data, string? Cluster, string? AllowedAppendFsync);
