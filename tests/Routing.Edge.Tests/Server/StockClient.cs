using System.Diagnostics;
using System.Text;

namespace Routing.Edge.Tests.Server;

/// <summary>Programs on npm's own clients, in the folder of the same name; installed at first use, which needs Node 20.</summary>
internal static class StockClient
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "StockClient");
    private static readonly Lazy<Task> Installed = new(Install);

    /// <summary>Runs a program to its end; returns what it printed, fails with what it complained of.</summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        await Installed.Value;
        return await ToEnd("node", [program, .. arguments]);
    }

    /// <summary>Starts a program that goes on until it is killed.</summary>
    public static async Task<Process> Start(string program, params string[] arguments)
    {
        await Installed.Value;
        return Begin("node", [program, .. arguments]);
    }

    private static async Task Install()
    {
        if (!System.IO.Directory.Exists(Path.Combine(Folder, "node_modules")))
            await ToEnd("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    }

    private static async Task<string> ToEnd(string file, string[] arguments)
    {
        using var process = Begin(file, arguments);
        var complaints = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = new StringBuilder(await process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{file} {arguments[0]} ended with {process.ExitCode}: {await complaints}");
            return output.ToString();
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {arguments[0]} did not end: {await complaints}", late);
        }
    }

    private static Process Begin(string file, string[] arguments) => Process.Start(new ProcessStartInfo(file, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
