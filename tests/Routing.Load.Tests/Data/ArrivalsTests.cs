using Routing.Load.Data;

namespace Routing.Load.Tests.Data;

public sealed class ArrivalsTests
{
    private static readonly List<SourceMessage> Messages = Conversations.Make(1_000, seed: 1);

    [Fact]
    public void File_order_without_repeats_changes_nothing() => Assert.Equal(Messages, Arrivals.Of(Messages, Order.File, 1, 0));

    [Fact]
    public void Time_order_follows_the_messages_clocks()
    {
        var arriving = Arrivals.Of([.. Enumerable.Reverse(Messages)], Order.Time, 1, 0);
        Assert.Equal(Messages.Select(message => message.CreatedAt), arriving.Select(message => message.CreatedAt));
    }

    [Fact]
    public void A_seed_gives_the_same_shuffle_with_about_the_asked_share_of_repeats()
    {
        var arriving = Arrivals.Of(Messages, Order.Shuffle, seed: 7, repeat: 0.1);
        Assert.Equal(arriving, Arrivals.Of(Messages, Order.Shuffle, seed: 7, repeat: 0.1));
        Assert.NotEqual(arriving, Arrivals.Of(Messages, Order.Shuffle, seed: 8, repeat: 0.1));
        Assert.InRange(arriving.Count - Messages.Count, 60, 140);
        Assert.Equal(Messages.Select(message => message.Id).Order(), arriving.Select(message => message.Id).Distinct().Order());
    }

    [Fact]
    public void Laps_have_ids_and_days_of_their_own_and_the_same_links()
    {
        var laps = new Laps(Messages, "x");
        var first = laps.Take(Messages.Count);
        var second = laps.Take(Messages.Count);

        Assert.Empty(first.Select(message => message.Id).Intersect(second.Select(message => message.Id)));
        Assert.Equal(Messages[0].CreatedAt.AddDays(1), second[0].CreatedAt);
        Assert.Equal(ReferenceThreads.Of(Messages, 0).Threads, ReferenceThreads.Of(second, 0).Threads);
    }
}
