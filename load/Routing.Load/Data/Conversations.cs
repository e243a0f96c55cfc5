namespace Routing.Load.Data;

/// <summary>Made-up conversations for where no file is given: customers who write in bursts, brands that answer, others who join in.</summary>
public static class Conversations
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Asks =
    [
        "My order has not arrived yet", "I was charged twice this month", "The app crashes when I open it", "How do I change my address?",
        "No service at home since this morning", "Please call me back, this is urgent", "Thank you, that helped", "Still waiting for an answer",
    ];

    /// <summary>About <paramref name="count"/> messages in the order of their times; equal seeds make equal messages.</summary>
    public static List<SourceMessage> Make(int count, int seed)
    {
        var random = new Random(seed);
        var messages = new List<SourceMessage>(count + 16);
        var chain = 0;
        while (messages.Count < count)
        {
            // Mostly the customer and the brand in turns; one in eight chains has a second customer in it.
            var customer = $"c{random.Next(1 + (count / 6))}";
            var other = random.Next(8) == 0 ? $"c{random.Next(1 + (count / 6))}" : customer;
            var at = Begin.AddSeconds(chain * 40);
            string? last = null;
            var length = 1 + random.Next(7);
            for (var i = 0; i < length; i++)
            {
                var own = i > 0 && random.Next(5) < 2;
                var author = own ? "brand" : random.Next(3) == 0 ? other : customer;
                var id = $"{chain}.{i}";
                messages.Add(new SourceMessage(id, author, own, at, own ? "We are looking into it" : Asks[random.Next(Asks.Length)], last));
                at = at.AddSeconds(20 + random.Next(1200));
                if (last is null || random.Next(4) > 0) last = id;
            }

            chain++;
        }

        messages.Sort((one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
        return messages;
    }
}
