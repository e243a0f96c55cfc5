namespace Routing.Core.Tests.Customers;

/// <summary>Real conversations: 64 of 100 answers stand before what they answer, six roots are missing.</summary>
public sealed class TwcsTests
{
    [TwcsTheory]
    [InlineData(0, 1_483)]
    [InlineData(30, 1_455)]
    public void Five_thousand_tweets_in_any_order_are_the_same_chains_and_threads(int joinMinutes, int threads)
    {
        var (posts, refused) = TwcsFile.Read(joinMinutes * Given.Minute);
        Assert.Equal(5_000, posts.Count);
        Assert.Contains("|3398|", Assert.Single(refused), StringComparison.Ordinal);

        var reference = Reference.Threads(posts, []);
        Assert.Equal(threads, reference.Length);

        AssertThreads(Play(posts, seed: 1, repeats: 0));
        AssertThreads(Play(Enumerable.Reverse(posts), seed: 2, repeats: 0));
        for (var seed = 3; seed < 6; seed++)
        {
            var shuffled = posts.ToArray();
            new Random(seed).Shuffle(shuffled);
            AssertThreads(Play(shuffled, seed, repeats: 0.1));
        }

        void AssertThreads(Network network)
        {
            Assert.Equal(1_312, posts.Select(post => network.RootOf(post.Message)).Distinct().Count());
            Assert.Equal(reference, network.Threads());
            Assert.Equal(reference, network.ThreadsAsTold());
            Assert.Equal(5_000, network.Answers.Count);
            network.AssertReplaysExactly();
        }
    }

    private static Network Play(IEnumerable<Post> posts, int seed, double repeats)
    {
        var network = new Network(seed);
        var dice = new Random(seed);
        var sent = new List<Post>();
        foreach (var post in posts)
        {
            sent.Add(post);
            network.Tell(post.Receive(sent.Count), post.Message);
            if (dice.NextDouble() < repeats)
            {
                var again = sent[dice.Next(sent.Count)];
                Assert.Equal(Refusal.Duplicate, network.Tell(again.Receive(), again.Message).Code);
            }

            network.Deliver(dice.Next(4));
        }

        network.Deliver();
        return network;
    }
}
