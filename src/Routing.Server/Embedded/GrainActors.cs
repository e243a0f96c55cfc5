using Routing.Core;
using Routing.Core.Directory;
using Routing.Edge.Ports;
using Routing.Grains;
using Routing.Hosting;

namespace Routing.Server.Embedded;

/// <summary>The edge's door to the actors.</summary>
internal sealed class GrainActors(ActorDoor door, Asked asked, IMessageGate gate, TimeProvider time) : IActors
{
    /// <summary>For how long a question is asked again by itself: it has no effect, and a silo that died is noticed within three seconds.</summary>
    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the store is waited for; past it the client asks again with the same id.</summary>
    private static readonly TimeSpan StoreTimeout = RoutingSilo.CallTimeout;

    /// <summary>How long an answer that another actor gives is waited for; past it the client asks again with the same id.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    public async ValueTask<Outcome> Do(
        ActorId to, Command command, string? sender, Guid? id, IReadOnlyList<Body> bodies, CancellationToken cancel)
    {
        if (command is Receive && gate.Refuses is { } refusal) return refusal;
        try
        {
            return await door.Do(to, new ClientCommand(sender, id, command, bodies)).AsTask().WaitAsync(StoreTimeout, cancel);
        }
        catch (Exception error) when (error is TimeoutException or NotDoneException or Orleans.Runtime.OrleansException)
        {
            return new Outcome(Refusal.Unknown, "no answer in time; ask again with the same id");
        }
    }

    public async ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies, CancellationToken cancel)
    {
        var origin = asked.Open(out var answer);
        try
        {
            var outcome = await Do(to, command(origin), null, null, bodies, cancel);
            return outcome.Code == Refusal.None ? await answer.WaitAsync(AnswerTimeout, cancel) : outcome;
        }
        catch (TimeoutException)
        {
            return new Outcome(Refusal.Unknown, "taken, but not filed in time; ask again with the same id");
        }
        finally
        {
            asked.Close(origin);
        }
    }

    public async ValueTask<TView> Read<TView>(ActorId from, Query query, CancellationToken cancel)
        where TView : View
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return (TView)await door.Read(from, query);
            }
            catch (Exception error) when (error is NotDoneException or TimeoutException or Orleans.Runtime.OrleansException)
            {
                var code = (error as NotDoneException)?.Code ?? Refusal.Unknown;
                if (code != Refusal.Unknown || time.GetElapsedTime(begun) > AskedFor) throw new RefusedException(code, error.Message);
            }

            await Task.Delay(Pause, time, cancel);
        }
    }
}
