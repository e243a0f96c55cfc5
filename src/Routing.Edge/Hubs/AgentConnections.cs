using System.Collections.Concurrent;
using System.Collections.Immutable;
using Routing.Core.Agents;

namespace Routing.Edge.Hubs;

/// <summary>Which connections an agent has here, and who has which thread open.</summary>
public sealed class AgentConnections
{
    private readonly ConcurrentDictionary<(string Workspace, AgentId Agent), ImmutableArray<AgentFeed>> _agents = new();
    private readonly ConcurrentDictionary<(string Workspace, ThreadId Thread), ImmutableArray<AgentFeed>> _watchers = new();

    /// <summary>From now on the feed gets the agent's pushes.</summary>
    public void Add(AgentFeed feed) => Add(_agents, (feed.Caller.Workspace, feed.Caller.Subject), feed);

    public void Remove(AgentFeed feed)
    {
        Remove(_agents, (feed.Caller.Workspace, feed.Caller.Subject), feed);
        foreach (var thread in feed.Watched) Remove(_watchers, (feed.Caller.Workspace, thread), feed);
    }

    /// <summary>Hands a push to every connection of the agent. Returns at once.</summary>
    public void Push(string workspace, AgentId agent, Push push)
    {
        if (!_agents.TryGetValue((workspace, agent), out var feeds)) return;
        foreach (var feed in feeds) feed.Offer(push);
    }

    /// <summary>The connection has this thread on its screen; the oldest of too many is forgotten.</summary>
    public void Watch(AgentFeed feed, ThreadId thread)
    {
        var (isNew, forgotten) = feed.Watch(thread);
        if (forgotten is not null) Remove(_watchers, (feed.Caller.Workspace, forgotten), feed);
        if (isNew) Add(_watchers, (feed.Caller.Workspace, thread), feed);
    }

    /// <summary>Connections, but for the one given, that have the thread open.</summary>
    public IReadOnlyList<string> Watchers(AgentFeed but, ThreadId thread) =>
        _watchers.TryGetValue((but.Caller.Workspace, thread), out var feeds)
            ? [.. feeds.Where(feed => feed != but).Select(feed => feed.Connection)] : [];

    private static void Add<TKey>(ConcurrentDictionary<TKey, ImmutableArray<AgentFeed>> map, TKey key, AgentFeed feed)
        where TKey : notnull => map.AddOrUpdate(key, static (_, one) => [one], static (_, all, one) => all.Contains(one) ? all : all.Add(one), feed);

    private static void Remove<TKey>(ConcurrentDictionary<TKey, ImmutableArray<AgentFeed>> map, TKey key, AgentFeed feed)
        where TKey : notnull
    {
        while (map.TryGetValue(key, out var all))
        {
            var left = all.Remove(feed);
            var done = left.IsEmpty ? map.TryRemove(new(key, all)) : map.TryUpdate(key, left, all);
            if (done) return;
        }
    }
}
