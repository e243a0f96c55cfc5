using Routing.Core.Directory;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Customers;

/// <summary>Order does not matter: the same posts in any order, with repeats, delivered in any order, are threaded as the reference says.</summary>
public sealed class AnyOrderTests
{
    private const int Seeds = 400;

    [Fact]
    public void Any_order_with_repeats_gives_the_threads_and_chains_of_the_reference()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var dice = new Random(seed);
            var posts = Draw(dice);
            var network = Play(posts, dice, seed);

            Says(seed, Reference.Threads(posts, []), network.Threads());
            Says(seed, network.Threads(), network.ThreadsAsTold());
            Says(seed, ChainsOf(posts, Reference.Chains(posts).Of), ChainsOf(posts, network.RootOf));
            Assert.All(posts, (post, i) => Assert.True(network.Answers.ContainsKey(i + 1), $"seed {seed}: {post.Message} was never answered"));
            network.AssertReplaysExactly();
        }
    }

    [Fact]
    public void Of_replies_in_a_circle_exactly_one_link_is_dropped()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var dice = new Random(seed);
            var length = dice.Next(2, 7);
            var posts = Enumerable.Range(0, length + 3)
                .Select(i => new Post(Key($"m{i}"), Customer("ann"), Key($"m{(i < length ? (i + 1) % length : dice.Next(i))}"), Facts(i)))
                .ToList();
            var network = Play(posts, dice, seed);

            Assert.Equal(1, network.LinksDropped);
            Assert.Single(network.Threads());
            Assert.Single(posts.Select(post => network.RootOf(post.Message)).Distinct());
        }
    }

    [Fact]
    public void Cuts_hold_for_messages_that_come_before_and_after_them()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var dice = new Random(seed);
            var posts = Draw(dice);
            var network = Play(posts, dice, seed, cutting: true);

            Says(seed, Reference.Threads(posts, network.Cuts), network.Threads());
            Says(seed, network.Threads(), network.ThreadsAsTold());
            network.AssertReplaysExactly();
        }
    }

    [Fact]
    public void Edits_and_deletions_reach_their_message_before_and_after_it_came()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var dice = new Random(seed);
            var posts = Draw(dice).ConvertAll(post => post with { Facts = post.Facts with { JoinMs = 0 } });
            var edited = posts.Where(_ => dice.Next(3) == 0).Select(post => post.Message).ToHashSet();
            var deleted = posts.Where(_ => dice.Next(4) == 0).Select(post => post.Message).ToHashSet();
            var network = new Network(seed);
            var last = new Reading(Urgency.High, "last", "en");
            var inputs = posts.Select(post => (Action)(() => network.Tell(post.Receive(), post.Message)))
                .Concat(edited.Select(key => (Action)(() => network.Tell(new Edit(key, 8, 8, Reading.Unknown, At(1_000)), key))))
                .Concat(edited.Select(key => (Action)(() => network.Tell(new Edit(key, 9, 9, last, At(2_000)), key))))
                .Concat(deleted.Select(key => (Action)(() => network.Tell(new Delete(key, At(3_000)), key))))
                .ToArray();
            dice.Shuffle(inputs);
            foreach (var input in inputs)
            {
                input();
                network.Deliver(dice.Next(6));
            }

            network.Deliver();

            foreach (var post in posts.Where(post => post.Facts.MakesWork))
            {
                var filed = network.Added.TryGetValue(post.Message, out var facts);
                if (deleted.Contains(post.Message)) Assert.Equal(filed, network.Removed.Contains(post.Message));
                else Assert.True(filed, $"seed {seed}: {post.Message} was lost");
                if (edited.Contains(post.Message) && !deleted.Contains(post.Message)) Assert.Equal(last, facts!.Reading);
            }

            Says(seed, network.Threads(), network.ThreadsAsTold());
            Says(seed, Without(Reference.Threads(posts, [])), Without(network.Threads()));
            network.AssertReplaysExactly();

            IEnumerable<string> Without(string[] threads) => threads
                .Select(thread => string.Join(' ', thread.Split(' ').Where(key => !deleted.Contains(new MessageKey(key)))))
                .Where(thread => thread.Length > 0)
                .Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public void An_echo_of_our_reply_makes_no_work_whether_it_comes_before_or_after_the_report()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var dice = new Random(seed);
            var network = new Network(seed);
            var (question, reply, top) = (Key("question"), Key("reply"), Key("top"));
            var hash = Hashes.Content("we help");
            network.Tell(new Receive(question, Customer("ann"), top, Facts(), Origin.Nobody), question);
            network.Deliver();
            network.Tell(new ExpectEcho(question, "r1", hash, new Instant(long.MaxValue)), question);
            Action[] inputs =
            [
                () => network.Tell(new Receive(reply, Customer("us"), question, Facts(1, "we help"), new Origin(1)), reply),
                () => network.Tell(new RegisterSent(reply, question, "r1", hash, At(1)), reply),
                () => network.Tell(new Receive(Key("thanks"), Customer("ann"), reply, Facts(2, "thanks"), Origin.Nobody), Key("thanks")),
                () => network.Tell(new Receive(top, Customer("bob"), Key("above"), Facts(-1), Origin.Nobody), top),
            ];
            dice.Shuffle(inputs);
            foreach (var input in inputs)
            {
                input();
                network.Deliver(dice.Next(4));
            }

            network.Deliver();

            Assert.Equal(["net/question net/thanks", "net/top"], network.Threads());
            Assert.All([question, reply, Key("thanks"), top], key => Assert.Equal(Key("above"), network.RootOf(key)));
        }
    }

    private static Network Play(List<Post> posts, Random dice, int seed, bool cutting = false)
    {
        var network = new Network(seed);
        var order = Enumerable.Range(0, posts.Count).ToArray();
        dice.Shuffle(order);
        for (var n = 0; n < order.Length; n++)
        {
            var post = posts[order[n]];
            network.Tell(post.Receive(order[n] + 1), post.Message);
            if (dice.Next(3) == 0)
            {
                var again = posts[order[dice.Next(n + 1)]];
                Assert.Equal(Refusal.Duplicate, network.Tell(again.Receive(), again.Message).Code);
            }

            network.Deliver(dice.Next(8));
            if (cutting && dice.Next(3) == 0 && network.Placed.Count > 0)
            {
                var placed = network.Placed.ElementAt(dice.Next(network.Placed.Count));
                var author = posts.Find(post => post.Message == placed.Key)!.Author;
                network.Tell(author, new Routing.Core.Customers.RecordCut(placed.Value, At(dice.Next(60))));
            }
        }

        network.Deliver();
        return network;
    }

    // Few keys and parents drawn at will: long chains, missing roots, circles, forests.
    private static List<Post> Draw(Random dice)
    {
        var count = dice.Next(1, 15);
        var withCircles = dice.Next(2) == 0;
        var posts = new List<Post>();
        for (var i = 0; i < count; i++)
        {
            var parent = dice.Next(4) == 0 ? (MessageKey?)null : Key($"m{(withCircles ? dice.Next(count + 2) : dice.Next(i, count + 2))}");
            var visibility = dice.Next(4) == 0 ? Visibility.Private : Visibility.Public;
            var facts = Facts(dice.Next(60), $"{i}", dice.Next(3) * 5, visibility, own: dice.Next(5) == 0);
            posts.Add(new Post(Key($"m{i}"), Customer($"c{dice.Next(3)}"), parent, facts));
        }

        return posts;
    }

    private static string[] ChainsOf(List<Post> posts, Func<MessageKey, MessageKey> chainOf) =>
        Partition.Of(posts.Select(post => (chainOf(post.Message).Value, post.Message.Value)));

    private static void Says(int seed, IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.True(
            expected.SequenceEqual(actual),
            $"seed {seed}: expected\n  {string.Join("\n  ", expected)}\ngot\n  {string.Join("\n  ", actual)}");
}
