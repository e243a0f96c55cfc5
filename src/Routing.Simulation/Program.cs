using Routing.Simulation;

return CommandLine.Run(args, Console.Out);
