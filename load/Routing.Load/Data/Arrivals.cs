namespace Routing.Load.Data;

/// <summary>The order in which messages are posted.</summary>
public enum Order
{
    /// <summary>As they stand in the file.</summary>
    File,
    /// <summary>By the time at which they were written; equal times as in the file.</summary>
    Time,
    /// <summary>In any order, drawn from a seed.</summary>
    Shuffle,
}

/// <summary>Puts messages into the order in which they arrive, with repeats.</summary>
public static class Arrivals
{
    /// <param name="repeat">Share of messages that come twice, 0–1; the second comes anywhere after the first.</param>
    public static List<SourceMessage> Of(IReadOnlyList<SourceMessage> messages, Order order, int seed, double repeat)
    {
        var random = new Random(seed);
        SourceMessage[] arriving = order == Order.Time ? [.. messages.OrderBy(message => message.CreatedAt)] : [.. messages];
        if (order == Order.Shuffle) random.Shuffle(arriving);

        // Each slot i is followed by the repeats that fell there.
        var repeats = new List<SourceMessage>?[arriving.Length];
        for (var i = 0; i < arriving.Length; i++)
        {
            if (random.NextDouble() < repeat) (repeats[random.Next(i, arriving.Length)] ??= []).Add(arriving[i]);
        }

        var all = new List<SourceMessage>(arriving.Length + (int)(arriving.Length * repeat * 1.2));
        for (var i = 0; i < arriving.Length; i++)
        {
            all.Add(arriving[i]);
            if (repeats[i] is { } again) all.AddRange(again);
        }

        return all;
    }
}
