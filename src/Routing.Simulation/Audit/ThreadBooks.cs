using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Directory;
using Routing.Core.Threads;
using Routing.Simulation.Clients;

namespace Routing.Simulation.Audit;

/// <summary>Which message came, where it belongs, and who may speak in which thread.</summary>
internal sealed class ThreadBooks : Books
{
    private readonly Dictionary<MessageKey, Post> _posts = [];
    private readonly HashSet<MessageKey> _received = [];
    private readonly Dictionary<MessageKey, ThreadId> _filed = [];
    private readonly SortedDictionary<ThreadId, ThreadBook> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reply> _replies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);

    /// <summary>Called for each reply that left, once.</summary>
    public Action<ThreadId, Replied, CustomerKey> Left { get; set; } = (_, _, _) => { };

    public IReadOnlyCollection<Post> Posts => _posts.Values;

    public Partition Partition { get; } = new();

    public IReadOnlyDictionary<ThreadId, ThreadBook> Threads => _threads;

    public void Posted(Post post) => _posts[post.Key] = post;

    /// <summary>Whether the customer's actor gave it a thread: what was deleted before it came is not filed.</summary>
    public bool IsFiled(MessageKey message) => _filed.ContainsKey(message);

    public void Answered(Post post, Outcome outcome)
    {
        if (outcome.IsRefused) throw Violation.Wrong($"{post.Key} was refused: {outcome}");
        Must(_received.Contains(post.Key), () => $"{post.Key} was acknowledged and is not stored");
        if (outcome is { Code: Refusal.None, Value: { } thread })
            Must(_filed.ContainsKey(post.Key), () => $"{post.Key} was said to be in {thread}, and is not stored there");
        post.IsAcknowledged = true;
    }

    public void Replied(ThreadId thread, Reply command, Visibility answered, Outcome outcome)
    {
        if (outcome.IsRefused) return;
        Must(_stored.Contains(command.Id), () => $"reply {command.Id} in {thread} was acknowledged and is not stored");
        if (command.Visibility < answered && !command.AllowMorePublic)
            throw Violation.Wrong($"reply {command.Id} is more public than what it answers");
    }

    public void Resolved(ThreadId thread, AgentId agent, Outcome outcome)
    {
        var stored = _threads.GetValueOrDefault(thread)?.ResolvedBy.Contains(agent) ?? false;
        Must(outcome.IsRefused || stored, () => $"{agent} was told that {thread} is resolved, and it is not stored");
    }

    /// <summary>What the agent's client put into the reply, before it is sent.</summary>
    public void Replying(Reply command) => _replies[command.Id] = command;

    public void Happened(DirectoryEvent happened)
    {
        switch (happened)
        {
            case MessageReceived e:
                if (!_received.Add(e.Message)) throw Violation.Wrong($"{e.Message} was received twice");
                if (e.Parent is { } parent) Partition.Link(e.Message, parent);
                break;
            case SentRegistered e:
                _received.Add(e.Message);
                Partition.Link(e.Message, e.Parent);
                break;
        }
    }

    public void Happened(ActorId customer, CustomerEvent happened)
    {
        switch (happened)
        {
            case MessageFiled e:
                if (!_filed.TryAdd(e.Message, e.Thread)) throw Violation.Wrong($"{e.Message} was filed twice");
                Partition.File(new CustomerKey(customer.Key), e.Message, e.Facts);
                break;
            case CutRecorded e: Partition.Cut(new CustomerKey(customer.Key), e.Chains, e.At); break;
        }
    }

    public void Happened(ThreadId id, ThreadEvent happened)
    {
        if (!_threads.TryGetValue(id, out var thread)) _threads[id] = thread = new ThreadBook();
        switch (happened)
        {
            case MessageAdded e: thread.Add(id, e.Message.Message); break;
            case MessageTaken e: thread.Add(id, e.Message.Message); break;
            case MessageMovedOut e: thread.Remove(id, e.Message.Message); break;
            case ThreadAbsorbed e:
                foreach (var message in e.Messages) thread.Add(id, message.Message);
                break;
            case ThreadEndedJoined e:
                thread.Messages.Clear();
                thread.JoinedInto = e.Into;
                break;
            case Placed e: thread.Owner = e.Holding == Holding.Assigned ? e.Agent : null; break;
            case Replied e:
                Speaks(id, thread, e.Reply.Agent, "replies");
                if (_replies.TryGetValue(e.Reply.Id, out var command) && command.SeenNewest != thread.Newest)
                    throw Violation.Wrong($"{e.Reply.Agent} replied in {id} having seen {command.SeenNewest}, newest was {thread.Newest}");
                if (!_stored.Add(e.Reply.Id)) throw Violation.Wrong($"reply {e.Reply.Id} left twice");
                Left(id, e, e.Report.Customer);
                break;
            case ThreadResolved e:
                if (e.By != "auto") Speaks(id, thread, e.By, "resolves");
                thread.ResolvedBy.Add(e.By);
                thread.Owner = null;
                break;
            case ThreadParked e: Speaks(id, thread, e.Agent, "parks"); break;
        }

        if (ReportOf(happened) is { } report) thread.Newest = report.Newest;
    }

    private static void Speaks(ThreadId id, ThreadBook thread, AgentId agent, string what)
    {
        if (thread.Owner != agent) throw Violation.Wrong($"{agent} {what} in {id}, which {thread.Owner ?? "nobody"} holds");
    }

    private static Report? ReportOf(ThreadEvent happened) => happened switch
    {
        MessageAdded e => e.Report,
        MessageTaken e => e.Report,
        MessageMovedOut e => e.Report,
        ThreadAbsorbed e => e.Report,
        MessageChanged e => e.Report,
        TextRemoved e => e.Report,
        CustomerNoted e => e.Report,
        ReplyFailed e => e.Report,
        _ => null,
    };
}

/// <summary>One thread by its durable events.</summary>
internal sealed class ThreadBook
{
    public SortedSet<MessageKey> Messages { get; } = [];

    public ThreadId? JoinedInto { get; set; }

    /// <summary>Who may speak in it, as the thread was last told.</summary>
    public AgentId? Owner { get; set; }

    public MessageKey Newest { get; set; }

    public HashSet<string> ResolvedBy { get; } = new(StringComparer.Ordinal);

    public void Add(ThreadId id, MessageKey message)
    {
        if (!Messages.Add(message)) throw Violation.Wrong($"{message} is in {id} twice");
    }

    public void Remove(ThreadId id, MessageKey message)
    {
        if (!Messages.Remove(message)) throw Violation.Wrong($"{message} left {id} without having been there");
    }
}
