using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Routing.Edge.Http;

/// <summary>A whole body in memory, up to a limit.</summary>
internal static class RequestBody
{
    /// <returns>The body, or that it is larger than allowed.</returns>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, bool TooLarge)> Read(HttpContext http, int mostBytes, CancellationToken cancel)
    {
        if (http.Request.ContentLength > mostBytes) return (default, true);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > mostBytes) return (default, true);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = read.Buffer.ToArray();
            reader.AdvanceTo(read.Buffer.End);
            return (body, false);
        }
    }
}
