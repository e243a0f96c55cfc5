using Routing.Simulation;

for (ulong seed = 1; seed <= (args.Length > 1 ? ulong.Parse(args[1]) : 20); seed++)
{
    var run = Run.Of(seed, Scenario.All, null, args.Length > 0 && ulong.Parse(args[0]) == seed ? Console.Out : null);
    Console.WriteLine($"{seed} {run.Ending} {run.Steps} steps {run.Assignments} {run.Hash} {run.Conditions.Model} {run.What[..Math.Min(1500, run.What.Length)]}");
}

return 0;
