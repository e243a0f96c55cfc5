using Microsoft.Extensions.Time.Testing;

namespace Routing.Edge.Tests;

public sealed class AdmissionLimitTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly AdmissionLimit admission;

    public AdmissionLimitTests() => admission = new(clock, new EdgeOptions { MessagesInFlight = 900 });

    [Fact]
    public void More_is_let_in_while_messages_are_quick_up_to_the_most()
    {
        var before = Fill();
        for (var round = 0; round < 100; round++) Round(TimeSpan.FromMilliseconds(60));

        Assert.Equal(256, before);
        Assert.Equal(900, Fill());
        Assert.True(admission.IsFull);
    }

    [Fact]
    public void Less_is_let_in_while_messages_are_slow_but_never_nothing()
    {
        for (var round = 0; round < 10; round++) Round(TimeSpan.FromMilliseconds(60));
        var quick = Round(TimeSpan.FromSeconds(1));
        for (var round = 0; round < 100; round++) Round(TimeSpan.FromSeconds(2));

        Assert.True(quick > 256);
        Assert.Equal(128, Fill());
    }

    /// <summary>Lets in what is let in, all of which takes so long.</summary>
    private int Round(TimeSpan each)
    {
        var entered = new List<long>();
        while (admission.TryEnter(out var at)) entered.Add(at);
        clock.Advance(each);
        foreach (var at in entered) admission.Leave(at);
        return entered.Count;
    }

    private int Fill()
    {
        var entered = new List<long>();
        while (admission.TryEnter(out var at)) entered.Add(at);
        var most = entered.Count;
        if (most < 900)
        {
            foreach (var at in entered) admission.Leave(at);
        }

        return most;
    }
}
