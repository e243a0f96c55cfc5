using Routing.Conformance;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Tests;

/// <summary>The simulated host in fair weather, for the suite that every host passes.</summary>
internal sealed class SimulatedHost : IConformanceHost
{
    /// <summary>Steps in which everything must come about that is not a matter of time.</summary>
    private const int Patience = 20_000;

    private readonly Dictionary<AgentId, List<Push>> _pushes = new(StringComparer.Ordinal);
    private readonly Schedule _schedule = new(new Instant(1_800_000_000_000));
    private readonly Trace _trace = new(null);
    private readonly Host _host;

    public SimulatedHost(CommitModel model)
    {
        var conditions = Conditions.Draw(1, model == CommitModel.Embedded ? Scenario.Embedded : Scenario.Cluster);
        var weather = new Weather(conditions, new Dice(1)) { IsFair = true };
        _host = new Host(conditions, _schedule, weather, _trace, ActorLoops.BringUp, ShellFault.None)
        {
            Push = (agent, push) =>
            {
                if (!_pushes.TryGetValue(agent, out var pushes)) _pushes[agent] = pushes = [];
                pushes.Add(push);
            },
        };
        _host.Start();
    }

    public string Workspace => World.Workspace;

    public Instant Now => _schedule.Now;

    public ValueTask<Outcome> Do(ActorId to, ClientCommand command) => Answered<Outcome>(answer => _host.Do(to, _ => command, answer));

    public ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies) =>
        Answered<Outcome>(answer => _host.Do(to, origin => new ClientCommand(null, null, command(origin), bodies), answer));

    public async ValueTask<TView> Read<TView>(ActorId from, Query query)
        where TView : View => (TView)await Answered<View>(answer => _host.Read(from, query, answer));

    public ValueTask Advance(TimeSpan by)
    {
        var until = Now + (long)by.TotalMilliseconds;
        while (_schedule.Step(until))
        {
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask Until(Func<ValueTask<bool>> holds)
    {
        for (var i = 0; i < Patience; i++)
        {
            if (await holds()) return;
            _schedule.Step(Now + 1);
        }

        throw new TimeoutException($"it does not come to hold in {Patience} steps");
    }

    public ValueTask Restart()
    {
        foreach (var silo in _host.Silos) _host.Crash(silo);
        foreach (var silo in _host.Silos) silo.Start();
        return ValueTask.CompletedTask;
    }

    public IReadOnlyList<Push> PushesOf(AgentId agent) => _pushes.TryGetValue(agent, out var pushes) ? [.. pushes] : [];

    public ValueTask DisposeAsync()
    {
        _trace.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask<TAnswer> Answered<TAnswer>(Action<Action<TAnswer>> ask)
        where TAnswer : class
    {
        TAnswer? answer = null;
        ask(given => answer = given);
        for (var i = 0; i < Patience && answer is null; i++) _schedule.Step(Now + 1);
        return ValueTask.FromResult(answer ?? throw new TimeoutException("nobody answers"));
    }
}
