using Routing.Load.Server;

namespace Routing.Load.Crash;

/// <summary>What a run breaks again and again: one server, or a cluster.</summary>
public interface ISubject : IAsyncDisposable
{
    /// <summary>Where clients may come in, whether it answers at present or not; tokens of one are good at all.</summary>
    IReadOnlyList<Ready> Doors { get; }

    /// <summary>The slowest start since the run began.</summary>
    TimeSpan SlowestStart { get; }

    /// <summary>What was seen at each break, where there is something to be seen.</summary>
    IReadOnlyList<Outage> Outages { get; }

    /// <summary>Breaks something, and makes it whole again.</summary>
    /// <param name="broken">Called at the instant at which it is broken.</param>
    Task Break(Random random, IReadOnlyList<CrashAgent> agents, Action broken);

    /// <summary>Data and logs stay on disk.</summary>
    /// <returns>Where they are.</returns>
    IReadOnlyList<string> Keep();

    /// <summary>What the subject itself should not have done, in words.</summary>
    Task<IReadOnlyList<string>> Faults();
}

/// <summary>How a cluster came through the loss of one of its parts. Seconds.</summary>
/// <param name="What">Killed, frozen, or the store killed.</param>
/// <param name="Detect">Until it was declared dead; null where no silo was lost.</param>
/// <param name="DeskGap">From then until the desk answered; 0 if it did before.</param>
/// <param name="Resume">From then until all agents who were connected there were again elsewhere; 0 if they were before.</param>
public sealed record Outage(string What, double? Detect, double DeskGap, double Resume);
