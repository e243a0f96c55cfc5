using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Hosting;

/// <summary>A desk of nobody's, brought up to no end: so that the first real one that comes to a process does not wait a second for code to be
/// compiled and for the wire to learn its types.</summary>
public static class Rehearsal
{
    private const string Workspace = "rehearsal";

    /// <summary>Threads on it: enough for all that is done for each of them to be called often.</summary>
    private const int Threads = 1_000;

    private static readonly ActorId Desk = ActorId.Desk(Workspace);
    private static readonly Instant Start = new(1_700_000_000_000);

    /// <summary>Takes some tenths of a second the first time, some hundredths when it is known.</summary>
    /// <returns>The desk, read back from its snapshot and what came after it.</returns>
    public static IActorLoop Once()
    {
        var loop = ActorLoops.BringUp(Desk, StoredActor.Empty);
        var (snapshot, at) = (Array.Empty<byte>(), 0L);
        var records = new List<ReadOnlyMemory<byte>>();
        for (var n = 0; n < Threads; n++)
        {
            if (n == Threads / 2)
            {
                (snapshot, at) = (loop.Snapshot(), loop.Version);
                records.Clear();
            }

            loop.Take(new Envelope(ActorId.Thread(Workspace, $"t{n}"), Desk, 1, 0, Arrival(n)), Start + n, out var turn);
            records.Add(turn!.Record);
        }

        var back = ActorLoops.BringUp(Desk, new StoredActor(loop.Version, at, snapshot, records));
        back.Read(new ReadDesk(), Start + Threads);
        return back;
    }

    private static ReportThread Arrival(int n) => new($"t{n}", new Report(
        1, Phase.Open, new CustomerKey($"c{n}"), "x", Visibility.Public, new Reading((Urgency)(n % 5), "billing", "en"), n % 100, 0, Start + n, 1,
        MessageKey.Of("x", $"{n}")));
}
