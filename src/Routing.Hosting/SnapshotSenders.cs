using Routing.Core;

namespace Routing.Hosting;

/// <summary>The last envelope taken from each sender of one kind: three columns of equal length, so that a desk which has heard from a
/// hundred thousand threads in the last hour writes them in milliseconds.</summary>
/// <param name="At">Milliseconds since 1970 at which the first was taken; what follows is the difference to the one before.</param>
internal sealed record SnapshotSenders(ActorKind Kind, string Workspace, string[] Keys, long[] Numbers, long[] At)
{
    public static SnapshotSenders[] Of(Inbox inbox) =>
    [
        .. inbox.All().GroupBy(item => (item.From.Kind, item.From.Workspace)).Select(kind =>
        {
            var senders = kind.ToArray();
            var times = new long[senders.Length];
            var before = 0L;
            for (var i = 0; i < senders.Length; i++)
            {
                times[i] = senders[i].At.Ms - before;
                before = senders[i].At.Ms;
            }

            return new SnapshotSenders(
                kind.Key.Kind, kind.Key.Workspace, Array.ConvertAll(senders, item => item.From.Key), Array.ConvertAll(senders, item => item.Number), times);
        }),
    ];

    public void Restore(Inbox inbox)
    {
        var at = 0L;
        inbox.EnsureCapacity(Keys.Length);
        for (var i = 0; i < Keys.Length; i++)
        {
            at += At[i];
            inbox.Took(new ActorId(Kind, Workspace, Keys[i]), Numbers[i], new Instant(at));
        }
    }
}
