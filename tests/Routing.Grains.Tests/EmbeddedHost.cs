using Routing.Conformance;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;

namespace Routing.Grains.Tests;

/// <summary>The embedded mode, for the suite that every host passes.</summary>
internal sealed class EmbeddedHost(EmbeddedSilo silo) : IConformanceHost
{
    /// <summary>How long what is not a matter of time may take on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async ValueTask<IConformanceHost> Start() => new EmbeddedHost(await EmbeddedSilo.Start());

    public string Workspace => EmbeddedSilo.Workspace;

    public Instant Now => silo.Now;

    public async ValueTask<Outcome> Do(ActorId to, ClientCommand command) =>
        await silo.Do(to, command.Command, command.Sender, command.Id, [.. command.Bodies]);

    public async ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies) => await silo.Ask(to, command, [.. bodies]);

    public async ValueTask<TView> Read<TView>(ActorId from, Query query)
        where TView : View => await silo.Read<TView>(from, query);

    public async ValueTask Advance(TimeSpan by)
    {
        foreach (var step in Steps.Of(by))
        {
            silo.Clock.Advance(step);
            await silo.Woken();
        }
    }

    public async ValueTask Until(Func<ValueTask<bool>> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
        {
            if (!await pause.WaitForNextTickAsync(timeout.Token)) return;
        }
    }

    public async ValueTask Restart()
    {
        await silo.Restart();
        await silo.Do(ActorId.Desk(EmbeddedSilo.Workspace), new Core.Desks.Resume());
    }

    public IReadOnlyList<Push> PushesOf(AgentId agent) => silo.PushesOf(agent);

    public async ValueTask DisposeAsync() => await silo.DisposeAsync();
}
