using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>What every actor needs of its silo: the store, the outside, the clock, the due list.</summary>
public sealed class ActorShell(IJournal journal, IRelease release, ActorClock clock, DueList due, ILogger<ActorShell> log)
{
    public IJournal Journal => journal;

    public IRelease Release => release;

    public TimeProvider Time => clock.Time;

    public DueList Due => due;

    public ILogger Log => log;

    public Instant Now => clock.Now;
}

/// <summary>The time that actors are told. Apart from the silo's own, so that a test can move it without moving Orleans.</summary>
public sealed class ActorClock(TimeProvider time)
{
    public TimeProvider Time => time;

    public Instant Now => Instant.Of(time.GetUtcNow());
}
