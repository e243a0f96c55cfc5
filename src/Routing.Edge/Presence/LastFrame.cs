using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Routing.Edge.Presence;

/// <summary>When anything at all came on a connection, a ping too: what the hub is not told of.</summary>
/// <remarks>SignalR's own timeout begins with a client's first ping, so a client that never pings would live for ever.</remarks>
public sealed class LastFrame(TimeProvider clock)
{
    private long _at = clock.GetTimestamp();

    /// <summary>A timestamp of the clock.</summary>
    public long At => Volatile.Read(ref _at);

    public void Came() => Volatile.Write(ref _at, clock.GetTimestamp());

    /// <summary>Of a connection that was <see cref="Watched"/>.</summary>
    public static LastFrame Of(IDictionary<object, object?> items) => (LastFrame)items[typeof(LastFrame)]!;

    /// <summary>From now on what comes on the connection is noticed.</summary>
    internal static ConnectionDelegate Watched(ConnectionDelegate next, TimeProvider clock) => connection =>
    {
        var last = new LastFrame(clock);
        connection.Items[typeof(LastFrame)] = last;
        connection.Transport = new Pipe(new Reader(connection.Transport.Input, last), connection.Transport.Output);
        return next(connection);
    };

    private sealed record Pipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Reader(PipeReader inner, LastFrame last) : PipeReader
    {
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(cancellationToken);
            if (!read.Buffer.IsEmpty) last.Came();
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            if (!inner.TryRead(out result)) return false;
            if (!result.Buffer.IsEmpty) last.Came();
            return true;
        }

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
