using Routing.Core;
using Routing.Core.Directory;
using Routing.Core.Threads;

namespace Routing.Sqlite;

/// <summary>Every message in its chain and its thread, whoever wrote it.</summary>
/// <remarks>A chain is named by its root, and all rows of a chain name the same root; so where a chain joins another whose own root has
/// moved on meanwhile, the root's row says where to.</remarks>
internal sealed class MessageTable(Database database)
{
    private readonly Statement _add = database.Prepare(
        """
        INSERT INTO message(workspace, message, parent, chain, author, own, repost, deleted, visibility, created, received)
        VALUES(?1, ?2, ?3, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
        """);

    private readonly Statement _addOwn = database.Prepare(
        """
        INSERT INTO message(workspace, message, parent, chain, author, own, repost, deleted, visibility, created, received, reply)
        VALUES(?1, ?2, ?3, ?2, '', 1, 0, 0, coalesce((SELECT visibility FROM outbox WHERE workspace = ?1 AND reply = ?4), 0), ?5, ?5, ?4)
        ON CONFLICT DO UPDATE SET reply = excluded.reply, own = 1
        """);

    // The index must be named: since it holds what changes, SQLite would rather read the whole workspace.
    private readonly Statement _joinChain = database.Prepare(
        """
        UPDATE message INDEXED BY message_chain SET chain = coalesce((SELECT root.chain FROM message AS root WHERE root.workspace = ?1 AND root.message = ?3), ?3)
        WHERE workspace = ?1 AND chain = ?2
        """);

    private readonly Statement _echo = database.Prepare("UPDATE message SET reply = ?3, own = 1 WHERE workspace = ?1 AND message = ?2");

    private readonly Statement _delete = database.Prepare("UPDATE message SET deleted = 1 WHERE workspace = ? AND message = ?");

    private readonly Statement _file = database.Prepare("UPDATE message SET thread = ?3 WHERE workspace = ?1 AND message = ?2");

    public void Apply(ActorId self, Event happened)
    {
        switch (happened)
        {
            case MessageReceived e:
                _add.Set(1, self.Workspace).Set(2, e.Message.Value).Set(3, e.Parent?.Value).Set(4, e.Author.Value).Set(5, e.Facts.Own)
                    .Set(6, e.Facts.Repost).Set(7, e.Deleted).Set(8, (int)e.Facts.Visibility).Set(9, e.Facts.CreatedAt.Ms)
                    .Set(10, e.Facts.ReceivedAt.Ms)
                    .Run();
                break;
            case SentRegistered e:
                _addOwn.Set(1, self.Workspace).Set(2, e.Message.Value).Set(3, e.Parent.Value).Set(4, e.Reply).Set(5, e.At.Ms).Run();
                break;
            case ChainJoined e:
                _joinChain.Set(1, self.Workspace).Set(2, e.Child.Value).Set(3, e.Root.Value).Run();
                if (e.EchoOf is { } reply) _echo.Set(1, self.Workspace).Set(2, e.Child.Value).Set(3, reply).Run();
                break;
            case MessageDeleted e: _delete.Set(1, self.Workspace).Set(2, e.Message.Value).Run(); break;
            case MessageAdded e: File(e.Message); break;
            case MessageTaken e: File(e.Message); break;
            case ThreadAbsorbed e:
                foreach (var message in e.Messages) File(message);
                break;
        }

        void File(ThreadMessage message) => _file.Set(1, self.Workspace).Set(2, message.Message.Value).Set(3, self.Key).Run();
    }
}
