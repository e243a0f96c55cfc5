using Spectre.Console;

namespace Routing.Load.Report;

/// <summary>Shows how far a command has come, on the error stream: the output stays for results.</summary>
public static class Terminal
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()];

    public static void Say(string text) => Error.MarkupLineInterpolated($"[grey]{DateTime.Now:HH:mm:ss}[/] {text}");

    /// <summary>Runs work whose share done (0–1) it reports.</summary>
    public static Task<T> Progress<T>(string title, Func<IProgress<double>, Task<T>> work) =>
        Error.Progress().Columns(Columns).StartAsync(async shown =>
        {
            var bar = shown.AddTask(Markup.Escape(title), maxValue: 1);
            var result = await work(new Shown(bar));
            bar.Value = 1;
            return result;
        });

    private sealed class Shown(ProgressTask bar) : IProgress<double>
    {
        public void Report(double value) => bar.Value = value;
    }
}
