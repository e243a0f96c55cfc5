namespace Routing.Load.Ledger;

/// <summary>Each message and each reply stands in one place once, and somebody sent it.</summary>
public static class NothingDoubled
{
    public static IEnumerable<Finding> Check(Run run)
    {
        var live = run.Final.Threads.Values.Where(thread => thread.JoinedInto is null).ToList();
        var replied = run.All(Act.Reply).Where(reply => reply.MayHaveHappened).Select(reply => reply.Begun.Id!).ToHashSet();

        return Twice(live, thread => thread.Messages, "message")
            .Concat(Twice(live, thread => thread.Replies, "reply"))
            .Concat(Unsent(live.SelectMany(thread => thread.Messages), run.Posted.ContainsKey, "message"))
            .Concat(Unsent(live.SelectMany(thread => thread.Replies), replied.Contains, "reply"));
    }

    private static IEnumerable<Finding> Twice(IEnumerable<FinalThread> threads, Func<FinalThread, IEnumerable<string>> of, string what)
    {
        var first = new Dictionary<string, string>();
        foreach (var thread in threads)
        {
            foreach (var id in of(thread))
            {
                if (!first.TryAdd(id, thread.Id)) yield return new Finding(Fault.Doubled, $"{what} {id} is in {first[id]} and in {thread.Id}");
            }
        }
    }

    private static IEnumerable<Finding> Unsent(IEnumerable<string> ids, Func<string, bool> sent, string what) =>
        ids.Where(id => !sent(id)).Select(id => new Finding(Fault.Doubled, $"{what} {id} was never sent"));
}
