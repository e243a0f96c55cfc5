using Routing.Load.Quality.Figures;
using Routing.Load.Report;

namespace Routing.Load.Quality.Checks;

/// <summary>What the checks of the simulator found.</summary>
/// <param name="ErlangAgree">Of <c>ErlangCompared</c> figures, those within three standard errors of the formula.</param>
/// <param name="Bank">Null: the data is not there.</param>
public sealed record ChecksResult(int ErlangCompared, int ErlangAgree, double? BankPicksByCredit, double? BankPicksByArrival) : Result
{
    public override string Command => "quality check";
}

/// <summary>The simulator against exact formulas and against a month of a real queue.</summary>
public static class ChecksRun
{
    private const int Seeds = 30;
    private const double Hours = 80;

    /// <param name="data">The folder that holds <c>anonymous-bank</c>.</param>
    public static ChecksResult Run(DirectoryInfo data)
    {
        var compared = ErlangCheck.Run(Seeds, Hours).ToList();
        foreach (var figure in compared)
            Console.Out.WriteLine($"{figure.What,-32} exact {figure.Exact,9:F4}   simulated {figure.Simulated.Value,9:F4} ±{figure.Simulated.Se:F4}   {(figure.Agrees ? "agrees" : "DIFFERS")}");

        var failures = compared.Where(figure => !figure.Agrees).Select(figure => $"{figure.What}: {figure.Exact} by formula, {figure.Simulated.Value} here").ToList();
        var path = Path.Combine(data.FullName, BankCall.File);
        var bank = File.Exists(path) ? BankReplay.Of(BankCall.Read(path)) : null;
        if (bank is null) Terminal.Say($"SKIPPED: the bank's calls are not at {path} (--data names the folder)");
        else if (!Say(bank)) failures.Add("the bank's calls are not explained by its published rule, or the replay does not show it");
        return new ChecksResult(compared.Count, compared.Count(figure => figure.Agrees), Rounded(bank?.ByCredit), Rounded(bank?.ByArrival)) { Failures = failures };
    }

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;

    private static bool Say(BankFindings bank)
    {
        Console.Out.WriteLine($"bank: {bank.Calls} calls in {bank.Days} days; {bank.Picks} choices between both priorities: "
            + $"{Tables.Number(100 * bank.ByCredit, 1)} % by the credit rule, {Tables.Number(100 * bank.ByArrival, 1)} % by arrival alone");
        Line("recorded", bank.Recorded);
        Line("replayed with the credit", bank.Replayed);
        Line("replayed without it", bank.WithoutCredit);
        return bank.Agrees;

        static void Line(string what, (double Regular, double Priority) waits) => Console.Out.WriteLine(
            $"  {what,-26} mean wait of those who waited: regular {waits.Regular,6:F1} s, priority {waits.Priority,6:F1} s");
    }
}
