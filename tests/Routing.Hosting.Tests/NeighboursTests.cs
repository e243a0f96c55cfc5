using FsCheck.Xunit;
using Routing.Core;

namespace Routing.Hosting.Tests;

public sealed class NeighboursTests
{
    [Property(EndSize = 200)]
    public void What_is_known_of_few_and_of_many_is_what_a_dictionary_would_know((bool Forget, byte Who, int Value)[] steps)
    {
        var (neighbours, plain) = (new Neighbours<int>(), new Dictionary<ActorId, int>());
        foreach (var (forget, who, value) in steps)
        {
            var actor = ActorId.Desk($"w{who % 20}");
            if (forget)
            {
                neighbours.Remove(actor);
                plain.Remove(actor);
            }
            else
            {
                neighbours.Set(actor, value);
                plain[actor] = value;
            }

            Assert.Equal(plain.Count, neighbours.Count);
            Assert.Equal(plain.TryGetValue(actor, out var kept) ? kept : (int?)null, neighbours.TryGet(actor, out var known) ? known : null);
        }

        Assert.Equal(plain.OrderBy(InOrder), neighbours.All().OrderBy(InOrder));

        static string InOrder(KeyValuePair<ActorId, int> pair) => pair.Key.Workspace;
    }

    [Fact]
    public void Nobody_is_known_once_all_are_forgotten()
    {
        var neighbours = new Neighbours<int>();
        for (var i = 0; i < 12; i++) neighbours.Set(ActorId.Desk($"w{i}"), i);

        neighbours.Clear();

        Assert.Equal(0, neighbours.Count);
        Assert.Empty(neighbours.All());
        Assert.False(neighbours.TryGet(ActorId.Desk("w1"), out _));
    }
}
