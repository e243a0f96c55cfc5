using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Load.Clients;

namespace Routing.Load.Tests.Clients;

public sealed class AgentSocketTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_question_of_the_server_is_answered_while_its_other_calls_go_on()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapHub<AskingHub>("/hub");
        await app.StartAsync();
        var heard = new TaskCompletionSource<string>();
        await using var socket = await AgentSocket.Connect(app.Urls.First(), "/hub", "", (method, _) =>
        {
            if (method != "Alive") heard.TrySetResult(method);
        });
        var id = await socket.Call("Me", [], json => json.GetString()!).WaitAsync(Late);

        var client = app.Services.GetRequiredService<IHubContext<AskingHub>>().Clients.Client(id);
        var alive = await client.InvokeAsync<bool>("Alive", CancellationToken.None).WaitAsync(Late);
        await client.SendAsync("Push");

        Assert.True(alive);
        Assert.Equal("Push", await heard.Task.WaitAsync(Late));
    }

    public sealed class AskingHub : Hub
    {
        public string Me() => Context.ConnectionId;
    }
}
