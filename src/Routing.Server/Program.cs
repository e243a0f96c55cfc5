using Routing.Server;

return await CommandLine.Build(ServerRun.Run).Parse(args).InvokeAsync();
