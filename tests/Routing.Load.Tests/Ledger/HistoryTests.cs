using Routing.Load.Ledger;

namespace Routing.Load.Tests.Ledger;

public sealed class HistoryTests
{
    [Fact]
    public void Entries_of_many_writers_stand_in_the_order_of_the_clock()
    {
        var history = new History();
        Parallel.For(0, 1_000, i => history.End(history.Begin(new Entry(0, 0, Act.Post, Step.Invoke, Id: $"{i}")), Step.Ok));

        var entries = history.Entries();
        Assert.Equal(2_000, entries.Length);
        Assert.Equal(entries.Select(entry => entry.At).Order(), entries.Select(entry => entry.At));
        Assert.Equal(1_000, entries.Select(entry => entry.Operation).Distinct().Count());
    }
}
