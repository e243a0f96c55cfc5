using System.Text;
using Routing.Load.Clients;

namespace Routing.Load.Tests.Clients;

public sealed class FrameBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5_000)]
    public void Frames_come_out_whole_however_the_bytes_came_in(int bytesAtOnce)
    {
        string[] sent = ["a", "", new string('b', 10_000), "c", new string('d', 4_095)];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(sent.Select(frame => frame + "\u001e")));

        var buffer = new FrameBuffer();
        var frames = new List<string>();
        for (var at = 0; at < bytes.Length;)
        {
            var room = buffer.Room();
            var count = Math.Min(Math.Min(bytesAtOnce, room.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(room.Span);
            buffer.Took(count);
            at += count;
            while (buffer.TryNext(0x1e, out var frame)) frames.Add(Encoding.UTF8.GetString(frame.Span));
        }

        Assert.Equal(sent, frames);
    }
}
