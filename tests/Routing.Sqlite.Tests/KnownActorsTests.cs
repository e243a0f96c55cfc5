using Routing.Core;

namespace Routing.Sqlite.Tests;

public sealed class KnownActorsTests
{
    [Fact]
    public void Until_all_names_were_read_anything_may_be_stored()
    {
        var known = new KnownActors(0);

        Assert.True(known.MayHave(ActorId.Thread("acme", "t1")));
    }

    [Fact]
    public void A_name_that_was_added_is_never_missed_and_few_others_are_taken_for_one()
    {
        var known = new KnownActors(1_000);
        for (var number = 0; number < 100_000; number++) known.Add(ActorId.Thread("acme", $"t{number}"));
        known.Complete();

        Assert.All(Enumerable.Range(0, 100_000), number => Assert.True(known.MayHave(ActorId.Thread("acme", $"t{number}"))));
        var mistaken = Enumerable.Range(0, 100_000).Count(number => known.MayHave(ActorId.Customer("acme", new CustomerKey($"c{number}"))));
        Assert.InRange(mistaken, 0, 1_000);
    }
}
