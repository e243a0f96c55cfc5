namespace Routing.Load.Ledger;

/// <summary>Of two messages of one thread where one was acknowledged before the other was sent, and was written no later, the first
/// stands before the second.</summary>
public static class InOrder
{
    public static IEnumerable<Finding> Check(Run run)
    {
        var posts = new Dictionary<string, Operation>();
        foreach (var post in run.All(Act.Post).Where(post => post.Succeeded)) posts.TryAdd(post.Begun.Id!, post);

        foreach (var thread in run.Final.Threads.Values)
        {
            foreach (var (first, second) in thread.Messages.Zip(thread.Messages.Skip(1)))
            {
                if (!posts.TryGetValue(first, out var shownFirst) || !posts.TryGetValue(second, out var shownSecond)) continue;
                var sentEarlier = shownSecond.Ended!.At < shownFirst.Begun.At;
                if (sentEarlier && run.Posted[second].CreatedAt < run.Posted[first].CreatedAt)
                    yield return new Finding(Fault.Unordered,
                        $"thread {thread.Id} shows {first} before {second}, which is older and was sent earlier");
            }
        }
    }
}
