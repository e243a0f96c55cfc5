Console.WriteLine("Routing.Server: the routing engine in one process.");
Console.WriteLine("usage: Routing.Server [--help]");
Console.WriteLine("No command is built in yet.");
return args is [] or ["--help"] ? 0 : 2;
