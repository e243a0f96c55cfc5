using Routing.Core;
using Routing.Core.Threads;

namespace Routing.Sqlite;

/// <summary>Replies on their way to their networks, in the order in which they left.</summary>
internal sealed class OutboxTable(Database database, Cursors cursors)
{
    private readonly Statement _add = database.Prepare(
        """
        INSERT INTO outbox(workspace, cursor, reply, thread, agent, answers, visibility, at, status, attempts, next_attempt)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?8)
        """);

    private readonly Statement _report = database.Prepare(
        """
        UPDATE outbox SET status = ?3, sent_as = ?4, reason = ?5, next_attempt = CASE WHEN ?3 = 0 THEN next_attempt END
        WHERE workspace = ?1 AND reply = ?2
        """);

    public void Apply(ActorId self, Event happened)
    {
        switch (happened)
        {
            case Replied { Reply: var reply }:
                _add.Set(1, self.Workspace).Set(2, cursors.Next("outbox", self.Workspace)).Set(3, reply.Id).Set(4, self.Key).Set(5, reply.Agent)
                    .Set(6, reply.To.Value).Set(7, (int)reply.Visibility).Set(8, reply.At.Ms).Set(9, (int)ReplyStatus.Leaving)
                    .Run();
                break;
            case ReplySent e: Report(e.Reply, ReplyStatus.Sent, e.As.Value, null); break;
            case ReplyFailed e: Report(e.Reply, e.GivenUp ? ReplyStatus.Failed : ReplyStatus.Leaving, null, e.Reason); break;
        }

        void Report(string reply, ReplyStatus status, string? sentAs, string? reason) =>
            _report.Set(1, self.Workspace).Set(2, reply).Set(3, (int)status).Set(4, sentAs).Set(5, reason).Run();
    }
}
