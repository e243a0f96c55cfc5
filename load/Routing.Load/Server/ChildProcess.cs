using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Routing.Load.Server;

/// <summary>A program that we started, and alone may end. Its output goes to a file.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int StandStill = 19;
    private const int GoOn = 18;
    private readonly string _log;

    private ChildProcess(Process process, string log)
    {
        Process = process;
        _log = log;
    }

    public Process Process { get; }

    /// <summary>Starts a .NET program.</summary>
    /// <param name="log">Where its output goes, appended.</param>
    public static ChildProcess Start(string dll, IEnumerable<string> arguments, string log) => StartAny("dotnet", [dll, .. arguments], log);

    /// <summary>Starts any program that is found on the path.</summary>
    public static ChildProcess StartAny(string program, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(log)!,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        var child = new ChildProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, log);
        var writer = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
        child.Process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        child.Process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        child.Process.Start();
        child.Process.BeginOutputReadLine();
        child.Process.BeginErrorReadLine();
        return child;
    }

    /// <summary>A port on the loopback address that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a file that the program writes when it is ready is there.</summary>
    public async Task WaitFor(string readyFile, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (!File.Exists(readyFile))
        {
            if (Process.HasExited)
                throw new InvalidOperationException($"The program ended with {Process.ExitCode} before it was ready:\n{LastOutput()}");
            if (waited.Elapsed > patience)
                throw new TimeoutException($"The program was not ready within {patience.TotalSeconds:0} s:\n{LastOutput()}");
            await Task.Delay(2);
        }
    }

    /// <summary>Ends it at once, as a power cut would: no handler runs.</summary>
    public async Task Kill()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>It does nothing more until <see cref="Thaw"/>, and does not know it: a machine that stalls.</summary>
    public void Freeze() => Send(StandStill);

    public void Thaw() => Send(GoOn);

    /// <summary>Asks it to end, and waits.</summary>
    public async Task Stop(TimeSpan patience)
    {
        Send(Terminate);
        using var late = new CancellationTokenSource(patience);
        await Process.WaitForExitAsync(late.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited) await Kill();
        Process.Dispose();
    }

    private void Send(int signal)
    {
        if (!Process.HasExited && Signal(Process.Id, signal) != 0) throw new InvalidOperationException($"Process {Process.Id} cannot be signalled");
    }

    private string LastOutput() => string.Join(Environment.NewLine, File.ReadLines(_log).TakeLast(20));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
