using Routing.Core;
using Routing.Core.Directory;
using Routing.Core.Threads;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Every message in its chain and its thread.</summary>
/// <remarks>A chain is named by its root, and all rows of a chain name the same root; so where a chain joins another whose own root has
/// moved on meanwhile, the root's row says where to.</remarks>
internal sealed class MessageRows(string workspace, Numbers numbers, OutboxRows outbox) : IProjection
{
    private readonly HashSet<MessageKey> _wanted = [];
    private readonly Dictionary<MessageKey, StoredMessage> _before = [];
    private readonly Dictionary<MessageKey, StoredMessage> _rows = [];

    /// <summary>Of the chains that join others in this slice, the messages as they are at this moment of the fold.</summary>
    private readonly Dictionary<MessageKey, HashSet<MessageKey>> _joining = [];

    /// <summary>Chains that came to have messages, or have none any more.</summary>
    private readonly Dictionary<MessageKey, bool> _exist = [];

    public void Note(PendingTurn turn)
    {
        foreach (var happened in turn.Record.Events)
        {
            switch (happened)
            {
                case MessageReceived e: _wanted.Add(e.Message); break;
                case SentRegistered e: _wanted.Add(e.Message); break;
                case ChainJoined e:
                    _wanted.Add(e.Child);
                    _wanted.Add(e.Root);
                    _joining.TryAdd(e.Child, []);
                    break;
                case MessageDeleted e: _wanted.Add(e.Message); break;
                case MessageAdded e: _wanted.Add(e.Message.Message); break;
                case MessageTaken e: _wanted.Add(e.Message.Message); break;
                case ThreadAbsorbed e: _wanted.UnionWith(e.Messages.Select(message => message.Message)); break;
            }
        }
    }

    public async Task Load(IDatabase database)
    {
        foreach (var (chain, members) in _joining)
        {
            foreach (var member in await database.SortedSetRangeByRankAsync(ProjectionKeys.Chain(workspace, chain)))
                members.Add(new MessageKey(member.ToString()));
            _wanted.UnionWith(members);
        }

        foreach (var row in await Rows.Read<StoredMessage>(database, _wanted.Select(message => ProjectionKeys.Message(workspace, message))))
            _rows[row.Message] = _before[row.Message] = row;
    }

    public void Apply(PendingTurn turn)
    {
        foreach (var happened in turn.Record.Events) Apply(turn.Record.Actor, happened);
    }

    public void Write(Change change)
    {
        foreach (var (key, row) in _rows)
        {
            var before = _before.GetValueOrDefault(key);
            if (row == before) continue;
            change.Add(change.To.StringSetAsync(ProjectionKeys.Message(workspace, key), Rows.Write(row)));
            if (row.Chain == before?.Chain) continue;
            if (before is not null) change.Add(change.To.SortedSetRemoveAsync(ProjectionKeys.Chain(workspace, before.Chain), key.Value));
            change.Add(change.To.SortedSetAddAsync(ProjectionKeys.Chain(workspace, row.Chain), key.Value, row.CreatedAt.Ms));
        }

        var chains = ProjectionKeys.Chains(workspace);
        foreach (var (chain, exists) in _exist)
            change.Add(exists ? change.To.SetAddAsync(chains, chain.Value) : change.To.SetRemoveAsync(chains, chain.Value));
    }

    private void Apply(ActorId self, Event happened)
    {
        switch (happened)
        {
            case MessageReceived e:
                Add(new StoredMessage(
                    e.Message, e.Parent, e.Message, null, e.Author, e.Facts.Own, e.Facts.Repost, e.Deleted, e.Facts.Visibility, e.Facts.CreatedAt,
                    e.Facts.ReceivedAt, null));
                break;
            case SentRegistered e:
                Add(new StoredMessage(
                    e.Message, e.Parent, e.Message, null, new CustomerKey(""), Own: true, Repost: false, Deleted: false, outbox.VisibilityOf(e.Reply),
                    e.At, e.At, e.Reply));
                Set(e.Message, row => row with { Own = true, Reply = e.Reply });
                break;
            case ChainJoined e:
                Join(e.Child, e.Root);
                if (e.EchoOf is { } reply) Set(e.Child, row => row with { Own = true, Reply = reply });
                break;
            case MessageDeleted e: Set(e.Message, row => row with { Deleted = true }); break;
            case MessageAdded e: File(e.Message); break;
            case MessageTaken e: File(e.Message); break;
            case ThreadAbsorbed e:
                foreach (var message in e.Messages) File(message);
                break;
        }

        void File(ThreadMessage message) => Set(message.Message, row => row with { Thread = self.Key });
    }

    private void Add(StoredMessage row)
    {
        if (!_rows.TryAdd(row.Message, row)) return;
        numbers.Message++;
        Put(row.Message, row.Chain);
    }

    private void Set(MessageKey message, Func<StoredMessage, StoredMessage> change)
    {
        if (_rows.TryGetValue(message, out var row)) _rows[message] = change(row);
    }

    private void Join(MessageKey child, MessageKey root)
    {
        var target = _rows.TryGetValue(root, out var row) ? row.Chain : root;
        var members = _joining[child];
        if (target == child || members.Count == 0) return;
        foreach (var member in members)
        {
            _rows[member] = _rows[member] with { Chain = target };
            Put(member, target);
        }

        members.Clear();
        _exist[child] = false;
    }

    private void Put(MessageKey message, MessageKey chain)
    {
        if (_joining.TryGetValue(chain, out var members)) members.Add(message);
        _exist[chain] = true;
    }
}
