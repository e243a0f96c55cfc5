using Routing.Load.Data;

namespace Routing.Load.Ledger;

/// <summary>Messages of one customer in one chain are one thread, but for cuts where an agent resolved it; and the thread that an
/// acknowledgement named is where the message is. Holds for runs without joining by time.</summary>
public static class OneThread
{
    public static IEnumerable<Finding> Check(Run run)
    {
        var now = new Dictionary<string, string>();
        foreach (var thread in run.Final.Threads.Values.Where(thread => thread.JoinedInto is null))
        {
            foreach (var message in thread.Messages) now[message] = thread.Id;
        }

        var resolves = run.All(Act.Resolve).Where(resolve => resolve.MayHaveHappened)
            .Select(resolve => run.Final.Now(resolve.Begun.Thread!)).OfType<string>()
            .CountBy(thread => thread).ToDictionary();

        return Strangers(run, now, resolves).Concat(Elsewhere(run, now, resolves));
    }

    private static IEnumerable<Finding> Strangers(Run run, Dictionary<string, string> now, Dictionary<string, int> resolves)
    {
        // A link counts only if the message that carries it is stored.
        var acknowledged = run.All(Act.Post).Where(post => post.Succeeded).Select(post => post.Begun.Id!).ToHashSet();
        var stored = run.Posted.Values.Where(message => now.ContainsKey(message.Id) || (message.Own && acknowledged.Contains(message.Id))).ToList();
        var reference = ReferenceThreads.Of(stored, joinMinutes: 0);

        var conversationOf = new Dictionary<string, string>();
        var threadsOf = new Dictionary<string, HashSet<string>>();
        foreach (var (message, conversation) in reference.ThreadOf)
        {
            if (!now.TryGetValue(message, out var thread)) continue;
            if (!conversationOf.TryAdd(thread, conversation) && conversationOf[thread] != conversation)
                yield return new Finding(Fault.Apart, $"thread {thread} holds message {message} of another conversation");
            if (!threadsOf.TryGetValue(conversation, out var threads)) threadsOf[conversation] = threads = [];
            threads.Add(thread);
        }

        foreach (var (conversation, threads) in threadsOf)
        {
            if (threads.Count - 1 > threads.Sum(thread => resolves.GetValueOrDefault(thread)))
                yield return new Finding(Fault.Apart, $"the conversation of {conversation} is in {threads.Count} threads without as many resolves");
        }
    }

    private static IEnumerable<Finding> Elsewhere(Run run, Dictionary<string, string> now, Dictionary<string, int> resolves)
    {
        foreach (var post in run.All(Act.Post).Where(post => post is { Succeeded: true, Ended.Thread: not null }))
        {
            var named = run.Final.Now(post.Ended!.Thread!);
            if (named is null)
                yield return new Finding(Fault.Apart, $"message {post.Begun.Id} was said to be in {post.Ended.Thread}, which is not there");
            else if (now.TryGetValue(post.Begun.Id!, out var thread) && thread != named
                && !resolves.ContainsKey(named) && !resolves.ContainsKey(thread))
                yield return new Finding(Fault.Apart, $"message {post.Begun.Id} was said to be in {post.Ended.Thread} and is in {thread}");
        }
    }
}
