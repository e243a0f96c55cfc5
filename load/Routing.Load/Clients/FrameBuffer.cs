namespace Routing.Load.Clients;

/// <summary>Puts frames together from what a socket delivers: parts of one, or several at once.</summary>
public sealed class FrameBuffer
{
    // A conversation of 5,000 messages is the largest thing a hub sends.
    private const int MostBytes = 64 * 1024 * 1024;

    private byte[] _bytes = new byte[4096];
    private int _begin;
    private int _end;

    /// <summary>Where the next bytes may be received.</summary>
    public Memory<byte> Room()
    {
        if (_begin == _end) _begin = _end = 0;
        if (_end == _bytes.Length)
        {
            var held = _end - _begin;
            if (held == MostBytes) throw new InvalidOperationException($"A frame is longer than {MostBytes:N0} bytes");
            var into = held > _bytes.Length / 2 ? new byte[Math.Min(MostBytes, _bytes.Length * 2)] : _bytes;
            Buffer.BlockCopy(_bytes, _begin, into, 0, held);
            (_bytes, _begin, _end) = (into, 0, held);
        }

        return _bytes.AsMemory(_end);
    }

    public void Took(int count) => _end += count;

    /// <summary>The next whole frame, valid until <see cref="Room"/> is asked for again.</summary>
    public bool TryNext(byte end, out ReadOnlyMemory<byte> frame)
    {
        var length = _bytes.AsSpan(_begin, _end - _begin).IndexOf(end);
        frame = length < 0 ? default : _bytes.AsMemory(_begin, length);
        if (length >= 0) _begin += length + 1;
        return length >= 0;
    }
}
