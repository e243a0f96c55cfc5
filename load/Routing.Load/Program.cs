Console.WriteLine("Routing.Load: spikes, replays and soaks against a running server.");
Console.WriteLine("usage: Routing.Load [--help]");
Console.WriteLine("No command is built in yet.");
return args is [] or ["--help"] ? 0 : 2;
