using System.Diagnostics;
using System.Globalization;
using System.Text;
using Routing.Core.Desks.Rebalancing;

namespace Routing.Core.Tests.Desks.Rebalancing;

/// <summary>A solver of somebody else's: the problem written out as an integer program, without a word of flows.</summary>
internal static class Glpk
{
    public const string Program = "/usr/bin/glpsol";

    /// <summary>The best value of <see cref="Value"/>.</summary>
    public static int Best(RoomProblem problem)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory();
        try
        {
            var (model, answer) = (Path.Combine(folder.FullName, "model.lp"), Path.Combine(folder.FullName, "answer.txt"));
            File.WriteAllText(model, Written(problem));
            using var run = Process.Start(new ProcessStartInfo(Program, ["--lp", model, "-o", answer]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Assert.True(run.ExitCode == 0 && said.Contains("INTEGER OPTIMAL SOLUTION FOUND", StringComparison.Ordinal), said);
            var line = File.ReadLines(answer).Single(text => text.StartsWith("Objective:", StringComparison.Ordinal));
            return int.Parse(line.Split('=')[1].Split('(')[0], NumberStyles.Integer | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Saved first, then unbroken, then unmoved.</summary>
    public static int Value(int saved, int broken, int moves) => (10_000 * saved) - (100 * broken) - moves;

    private static string Written(RoomProblem problem)
    {
        var variables = new List<(string Name, int Need, int From, int To, char Kind)>();
        for (var need = 0; need < problem.Fits.Length; need++)
        {
            foreach (var to in problem.Fits[need])
            {
                variables.Add(($"w_{need}_{to}", need, -1, to, 'w'));
                variables.Add(($"s_{need}_{to}", need, -1, to, 's'));
                for (var from = 0; from < problem.Free.Length; from++)
                    if (from != to) variables.Add(($"h_{need}_{from}_{to}", need, from, to, 'h'));
            }
        }

        var text = new StringBuilder("Maximize\n value: 0 none ");
        text.AppendJoin(' ', variables.Select(x => x.Kind switch { 'w' => $"+ {Value(1, 0, 1)} {x.Name}", 's' => $"+ {Value(1, 1, 1)} {x.Name}", _ => $"- {-Value(0, 1, 1)} {x.Name}" }));
        text.Append("\nSubject To\n none <= 0\n");
        Row(_ => "+", _ => true, problem.Moves);
        Row(_ => "+", x => x.Kind != 'w', problem.Broken);
        for (var need = 0; need < problem.Fits.Length; need++)
        {
            Row(_ => "+", x => x.Kind == 'w' && x.Need == need, problem.Waiting[need]);
            Row(_ => "+", x => x.Kind == 's' && x.Need == need, problem.Stranded[need]);
            for (var from = 0; from < problem.Free.Length; from++) Row(_ => "+", x => x.Need == need && x.From == from, problem.Held[need][from]);
        }

        for (var seat = 0; seat < problem.Free.Length; seat++) Row(x => x.To == seat ? "+" : "-", x => x.To == seat || x.From == seat, problem.Free[seat]);
        text.Append("General\n none ").AppendJoin(' ', variables.Select(x => x.Name)).Append("\nEnd\n");
        return text.ToString();

        void Row(Func<(string Name, int Need, int From, int To, char Kind), string> sign, Func<(string Name, int Need, int From, int To, char Kind), bool> has, int most)
        {
            var terms = variables.Where(has).Select(x => $"{sign(x)} {x.Name}").ToList();
            if (terms.Count > 0) text.Append(' ').AppendJoin(' ', terms).Append(CultureInfo.InvariantCulture, $" <= {most}\n");
        }
    }
}

/// <summary>A fact that needs GLPK, which <c>.ci/run</c> installs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GlpkFactAttribute : FactAttribute
{
    public GlpkFactAttribute()
    {
        if (!File.Exists(Glpk.Program)) Skip = $"There is no {Glpk.Program} (Debian: glpk-utils): the plan's optimum is not compared with another solver's.";
    }
}
