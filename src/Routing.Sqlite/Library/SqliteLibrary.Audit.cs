using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>Entries of the audit after a cursor (0: from the beginning), in their order.</summary>
    public ValueTask<IReadOnlyList<AuditEntry>> Audit(string workspace, AuditFilter filter, long after, int limit, CancellationToken cancel) =>
        _readers.Read<IReadOnlyList<AuditEntry>>(database => new AuditQuery(database, workspace, filter).Run(after, limit), cancel);
}
