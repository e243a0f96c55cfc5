namespace Routing.Load.Ledger;

/// <summary>A message or reply that was acknowledged is there at the end. A message of a brand makes no thread: it is known by
/// being a duplicate when it comes again.</summary>
public static class NothingLost
{
    public static IEnumerable<Finding> Check(Run run)
    {
        var live = run.Final.Threads.Values.Where(thread => thread.JoinedInto is null).ToList();
        var messages = live.SelectMany(thread => thread.Messages).ToHashSet();
        var replies = live.SelectMany(thread => thread.Replies).ToHashSet();

        foreach (var id in run.All(Act.Post).Where(post => post.Succeeded).Select(post => post.Begun.Id!).Distinct())
        {
            if (run.Final.NotStored.Contains(id)) yield return new Finding(Fault.Lost, $"message {id} was acknowledged and is not stored");
            else if (!run.Posted[id].Own && !messages.Contains(id))
                yield return new Finding(Fault.Lost, $"message {id} was acknowledged and is in no thread");
        }

        foreach (var reply in run.All(Act.Reply).Where(reply => reply.Succeeded))
        {
            if (!replies.Contains(reply.Begun.Id!))
                yield return new Finding(Fault.Lost, $"reply {reply.Begun.Id} of {reply.Begun.Agent} was acknowledged and is in no thread");
        }
    }
}
