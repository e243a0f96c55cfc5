using System.Collections.Concurrent;
using Routing.Load.Clients;
using Routing.Load.Ledger;

namespace Routing.Load.Crash;

/// <summary>What an agent does with each thread: accept or decline, read, answer, resolve or wait for the customer. One piece of work
/// per thread at a time.</summary>
public sealed class Desk(CrashAgent agent, Random random)
{
    private const int NotSeenNewest = 304;
    private const int NotOwner = 303;

    // Who holds a thread is the desk's to say; the thread hears of it a moment later, and after a restart perhaps some seconds later.
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _busy = new();
    private readonly ConcurrentDictionary<string, (long Epoch, bool Offered)> _again = new();

    /// <summary>Every thread is resolved, none declined or left open.</summary>
    public bool Calm { get; set; }

    /// <summary>What the agent holds or is offered, after a connection.</summary>
    public void Show(IEnumerable<WorkSeen> work)
    {
        foreach (var item in work) Begin(item.Thread, item.Epoch, item.Holding == "offered");
    }

    public void Show(PushSeen push)
    {
        switch (push.Kind)
        {
            case PushSeen.Offer: Begin(push.Thread!, push.Epoch, offered: true); break;
            case PushSeen.Assigned or PushSeen.News: Begin(push.Thread!, push.Epoch, offered: false); break;
        }
    }

    /// <summary>Ends when nothing is being done any more.</summary>
    public Task Ended() => Task.WhenAll(_busy.Values);

    // Called on the reading loop: the work itself runs elsewhere. What comes while a thread is being worked on is looked at after.
    private void Begin(string thread, long epoch, bool offered)
    {
        _again[thread] = (epoch, offered);
        var work = new Task<Task>(() => Handle(thread));
        if (_busy.TryAdd(thread, work.Unwrap())) work.Start(TaskScheduler.Default);
    }

    private async Task Handle(string thread)
    {
        try
        {
            while (_again.TryRemove(thread, out var seen))
            {
                if (!seen.Offered || await Take(thread, seen.Epoch)) await Finish(thread);
            }
        }
        finally
        {
            _busy.TryRemove(thread, out _);
        }

        // Between the last look and the removal something may have come.
        if (_again.TryGetValue(thread, out var late)) Begin(thread, late.Epoch, late.Offered);
    }

    private async Task<bool> Take(string thread, long epoch)
    {
        if (!Calm && Chance(0.04))
        {
            await agent.Do(
                new Entry(0, 0, Act.Decline, Step.Invoke, Thread: thread, Epoch: epoch),
                (client, id) => client.Decline(thread, epoch, "not mine", id));
            return false;
        }

        var accept = new Entry(0, 0, Act.Accept, Step.Invoke, Thread: thread, Epoch: epoch);
        return await agent.Do(accept, (client, id) => client.Accept(thread, epoch, id)) is { Done: true };
    }

    private async Task Finish(string thread)
    {
        var pause = Pause;
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0)
            {
                await Task.Delay(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            var conversation = await agent.Ask(client => client.Thread(thread));
            if (conversation is null || conversation.State is "resolved" or "joined") return;
            if (conversation.Agent != agent.Id) continue;
            if (conversation.Unanswered > 0)
            {
                var reply = await agent.Do(
                    new Entry(0, 0, Act.Reply, Step.Invoke, Thread: thread),
                    (client, id) => client.Reply(thread, conversation.Newest, "We are looking into it.", id));
                if (reply is null) return;
                if (reply.Code is NotSeenNewest or NotOwner) continue;
                if (!reply.Done) return;
            }

            if (!Calm && Chance(0.1)) return;
            await agent.Do(new Entry(0, 0, Act.Resolve, Step.Invoke, Thread: thread), (client, id) => client.Resolve(thread, id));
            return;
        }
    }

    private bool Chance(double share)
    {
        lock (random) return random.NextDouble() < share;
    }
}
