using System.Diagnostics;
using Routing.Load.Clients;

namespace Routing.Load.Tests.Clients;

public sealed class InToPushTests
{
    [Fact]
    public void The_two_ends_may_come_in_either_order_and_count_once()
    {
        var inToPush = new InToPush(TimeSpan.FromMinutes(1));
        inToPush.Sent("t1", Stopwatch.GetTimestamp());
        inToPush.Pushed("t1");
        inToPush.Pushed("t2");
        inToPush.Sent("t2", Stopwatch.GetTimestamp() - Stopwatch.Frequency);
        inToPush.Pushed("t1");
        inToPush.Sent("t3", Stopwatch.GetTimestamp());

        Assert.Equal(2, inToPush.Latencies.Count);
        Assert.Equal(2, inToPush.Latencies.InTime);
        Assert.InRange(inToPush.Latencies.Max, 900, 60_000);
        Assert.Equal(1, inToPush.Unserved);
    }
}
