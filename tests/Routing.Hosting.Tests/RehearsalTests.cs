using Routing.Core.Desks;

namespace Routing.Hosting.Tests;

public sealed class RehearsalTests
{
    [Fact]
    public void A_rehearsed_desk_holds_what_came_before_its_snapshot_and_after_it() =>
        Assert.Equal(1_000, ((DeskView)Rehearsal.Once().Read(new ReadDesk(), new Routing.Core.Instant(0))).Waiting);
}
