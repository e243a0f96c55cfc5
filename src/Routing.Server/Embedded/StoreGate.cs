using Routing.Core;
using Routing.Edge.Ports;
using Routing.Sqlite;

namespace Routing.Server.Embedded;

/// <summary>Refuses new messages while the store is behind or its disk is nearly full; work on what was taken goes on.</summary>
internal sealed class StoreGate(SqliteStore store) : IMessageGate
{
    private static readonly Outcome Full = new(Refusal.StoreFull, "the disk is nearly full");
    private static readonly Outcome Behind = new(Refusal.Overloaded, "the store is behind");

    public Outcome? Refuses =>
        store.Library.RoomForMessages <= 0 ? Full
        : store.Journal.Backlog.IsFull ? Behind
        : null;
}
