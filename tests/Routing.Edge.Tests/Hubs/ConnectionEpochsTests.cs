using Microsoft.Extensions.Time.Testing;
using Routing.Edge.Hubs;

namespace Routing.Edge.Tests.Hubs;

public class ConnectionEpochsTests
{
    [Fact]
    public void Epochs_rise_within_a_millisecond_and_over_a_restart()
    {
        var clock = new FakeTimeProvider();
        var first = new ConnectionEpochs(clock);
        var epochs = Enumerable.Range(0, 500).Select(_ => first.Next()).ToList();
        Assert.Equal(epochs.Distinct().Order(), epochs);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = new ConnectionEpochs(clock);
        Assert.True(second.RunStartedAt > epochs[^1]);
        Assert.True(second.Next() > second.RunStartedAt);
    }
}
