using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>What every grain needs of its silo: the store, the outside, the clock, the due list.</summary>
public sealed class ActorShell(IJournal journal, IRelease release, TimeProvider time, DueList due, ILogger<ActorShell> log)
{
    public IJournal Journal => journal;

    public IRelease Release => release;

    public TimeProvider Time => time;

    public DueList Due => due;

    public ILogger Log => log;

    public Instant Now => Instant.Of(time.GetUtcNow());
}
