using Routing.Core;

namespace Routing.Simulation.Audit;

/// <summary>The reference for threading: which messages of a customer are one thread, by the words of the design and nothing else.</summary>
/// <remarks>Quadratic on purpose: every pair of messages is asked whether a rule links it.</remarks>
internal sealed class Partition
{
    private readonly Dictionary<MessageKey, MessageKey> _up = [];
    private readonly Dictionary<CustomerKey, List<(MessageKey Message, MessageFacts Facts)>> _filed = [];
    private readonly List<(CustomerKey Customer, MessageKey Chain, Instant At)> _cuts = [];

    /// <summary>A reply link, or our reply's: both are one chain.</summary>
    public void Link(MessageKey a, MessageKey b)
    {
        var (x, y) = (Chain(a), Chain(b));
        if (x != y) _up[x] = y;
    }

    public void File(CustomerKey customer, MessageKey message, MessageFacts facts)
    {
        if (!_filed.TryGetValue(customer, out var messages)) _filed[customer] = messages = [];
        messages.Add((message, facts));
    }

    public void Cut(CustomerKey customer, IEnumerable<MessageKey> chains, Instant at)
    {
        foreach (var chain in chains) _cuts.Add((customer, chain, at));
    }

    /// <summary>All groups: each is to be one thread.</summary>
    public IEnumerable<(CustomerKey Customer, List<MessageKey> Messages)> Groups()
    {
        foreach (var (customer, messages) in _filed.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal))
        {
            var sorted = messages.OrderBy(item => item.Facts.CreatedAt).ThenBy(item => item.Message).ToList();
            var group = Enumerable.Range(0, sorted.Count).ToArray();
            for (var a = 0; a < sorted.Count; a++)
            {
                for (var b = a + 1; b < sorted.Count; b++)
                {
                    if (AreOne(customer, sorted, a, b)) Merge(group, group[a], group[b]);
                }
            }

            foreach (var members in Enumerable.Range(0, sorted.Count).GroupBy(i => group[i]))
                yield return (customer, [.. members.Select(i => sorted[i].Message)]);
        }
    }

    private bool AreOne(CustomerKey customer, List<(MessageKey Message, MessageFacts Facts)> sorted, int a, int b)
    {
        var (early, late) = (sorted[a], sorted[b]);
        var (chainA, chainB) = (Chain(early.Message), Chain(late.Message));
        var isCut = _cuts.Exists(cut =>
            cut.Customer == customer && Chain(cut.Chain) is var chain && (chain == chainA || chain == chainB)
            && early.Facts.CreatedAt <= cut.At && cut.At < late.Facts.CreatedAt);
        if (isCut) return false;
        if (chainA == chainB) return true;

        var between = sorted.Skip(a + 1).Take(b - a - 1).Any(other => other.Facts.Visibility == early.Facts.Visibility);
        var join = Math.Max(early.Facts.JoinMs, late.Facts.JoinMs);
        return early.Facts.Visibility == late.Facts.Visibility && !between && join > 0 && late.Facts.CreatedAt - early.Facts.CreatedAt <= join;
    }

    private MessageKey Chain(MessageKey message)
    {
        while (_up.TryGetValue(message, out var up)) message = up;
        return message;
    }

    private static void Merge(int[] group, int a, int b)
    {
        if (a == b) return;
        for (var i = 0; i < group.Length; i++)
        {
            if (group[i] == b) group[i] = a;
        }
    }
}
