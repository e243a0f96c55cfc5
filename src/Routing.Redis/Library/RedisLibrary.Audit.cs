using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>Entries of the audit after a cursor (0: from the beginning), in their order.</summary>
    public ValueTask<IReadOnlyList<AuditEntry>> Audit(string workspace, AuditFilter filter, long after, int limit) =>
        new AuditPage(_store.Database, workspace, filter).Read(after, limit);
}
