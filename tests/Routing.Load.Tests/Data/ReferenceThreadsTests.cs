using FsCheck;
using FsCheck.Fluent;
using Routing.Load.Data;

namespace Routing.Load.Tests.Data;

public sealed class ReferenceThreadsTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_thread_is_one_customers_messages_in_one_chain()
    {
        var reference = ReferenceThreads.Of([M("1", "carl"), M("2", "brand", "1", own: true), M("3", "carl", "2"), M("4", "dora", "2")], 0);
        Assert.Equal(1, reference.Chains);
        Assert.Equal(2, reference.Threads);
        Assert.Equal(reference.ThreadOf["1"], reference.ThreadOf["3"]);
        Assert.False(reference.ThreadOf.ContainsKey("2"));
    }

    [Fact]
    public void Children_of_a_message_nobody_has_are_one_chain() =>
        Assert.Equal(1, ReferenceThreads.Of([M("1", "carl", "gone"), M("2", "carl", "gone")], 0).Chains);

    [Theory]
    [InlineData(30, 1)]
    [InlineData(31, 2)]
    public void Neighbours_in_time_are_joined_up_to_and_with_the_window(int apart, int threads) =>
        Assert.Equal(threads, ReferenceThreads.Of([M("1", "carl"), M("2", "carl", minute: apart)], 30).Threads);

    [Fact]
    public void Another_authors_message_between_does_not_count() =>
        Assert.Equal(3, ReferenceThreads.Of([M("1", "carl"), M("2", "dora", minute: 20), M("3", "carl", minute: 40)], 30).Threads);

    [Fact]
    public void Differences_are_found_apart_together_missing_and_extra()
    {
        var reference = ReferenceThreads.Of([M("1", "carl"), M("2", "carl", "1"), M("3", "dora")], 0);
        Assert.Empty(reference.Differences(new Dictionary<string, string> { ["1"] = "a", ["2"] = "a", ["3"] = "b" }));
        Assert.Single(reference.Differences(new Dictionary<string, string> { ["1"] = "a", ["2"] = "c", ["3"] = "b" }));
        Assert.Single(reference.Differences(new Dictionary<string, string> { ["1"] = "a", ["2"] = "a", ["3"] = "a" }));
        Assert.Single(reference.Differences(new Dictionary<string, string> { ["1"] = "a", ["2"] = "a" }));
        Assert.Single(reference.Differences(new Dictionary<string, string> { ["1"] = "a", ["2"] = "a", ["3"] = "b", ["9"] = "b" }));
    }

    [Fact]
    public void The_order_of_messages_does_not_matter() =>
        Prop.ForAll((int seed) =>
        {
            var messages = Conversations.Make(60, seed);
            var expected = ReferenceThreads.Of(messages, 30);
            var shuffled = ReferenceThreads.Of(Arrivals.Of(messages, Order.Shuffle, seed, 0), 30);
            return !expected.Differences(shuffled.ThreadOf).Any() && expected.Chains == shuffled.Chains;
        }).QuickCheckThrowOnFailure();

    private static SourceMessage M(string id, string author, string? to = null, bool own = false, int minute = 0) =>
        new(id, author, own, Noon.AddMinutes(minute), "hello", to);
}
