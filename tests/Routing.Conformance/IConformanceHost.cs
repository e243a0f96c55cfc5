using Routing.Core;
using Routing.Core.Agents;
using Routing.Hosting;

namespace Routing.Conformance;

/// <summary>What the suite needs of a host. Each mode implements it in its own tests: simulation, embedded, cluster.</summary>
public interface IConformanceHost : IAsyncDisposable
{
    /// <summary>In which nobody has done anything before: a host may be shared by several tests, one after the other.</summary>
    string Workspace { get; }

    /// <summary>The actors' clock: moves by <see cref="Advance"/>, and otherwise by little more than what it takes to work.</summary>
    Instant Now { get; }

    /// <summary>A client's command; completes once what its answer says is stored.</summary>
    ValueTask<Outcome> Do(ActorId to, ClientCommand command);

    /// <summary>As <see cref="Do"/>, for a command that another actor may answer: made with the origin of this question.</summary>
    ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies);

    ValueTask<TView> Read<TView>(ActorId from, Query query)
        where TView : View;

    /// <summary>Moves the clock, and lets happen what comes due.</summary>
    ValueTask Advance(TimeSpan by);

    /// <summary>Lets the host work, its clock all but still, until this holds.</summary>
    /// <exception cref="TimeoutException">It does not come to hold.</exception>
    ValueTask Until(Func<ValueTask<bool>> holds);

    /// <summary>Ends the host without warning and starts it again on what is stored.</summary>
    ValueTask Restart();

    /// <summary>What was pushed in this workspace towards an agent's screens so far, in order; survives restarts.</summary>
    IReadOnlyList<Push> PushesOf(AgentId agent);
}
