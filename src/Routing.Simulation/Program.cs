Console.WriteLine("Routing.Simulation: the engine on virtual time, with injected faults.");
Console.WriteLine("usage: Routing.Simulation [--help]");
Console.WriteLine("No command is built in yet.");
return args is [] or ["--help"] ? 0 : 2;
