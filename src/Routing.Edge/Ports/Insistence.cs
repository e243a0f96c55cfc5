using Routing.Core;

namespace Routing.Edge.Ports;

/// <summary>For what an actor must be told, however long the store is away.</summary>
public static class Insistence
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Tells it until the answer is known, at pauses from 100 ms to 5 s. The command must change nothing when it comes twice.</summary>
    /// <returns>Never <see cref="Refusal.Unknown"/> or <see cref="Refusal.Overloaded"/>.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before it was known.</exception>
    public static async Task<Outcome> Insist(this IActors actors, ActorId to, Command command, TimeProvider clock, CancellationToken cancel)
    {
        for (var pause = First; ; pause = pause + pause < Longest ? pause + pause : Longest)
        {
            var outcome = await actors.Do(to, command, null, null, [], cancel);
            if (outcome.Code is not (Refusal.Unknown or Refusal.Overloaded)) return outcome;
            await Task.Delay(pause, clock, cancel);
        }
    }
}
