using System.Security.Cryptography;
using System.Text;
using Routing.Core;

namespace Routing.Simulation;

/// <summary>Everything that happened in a run, as one hash: equal runs have equal hashes. Printed line by line where somebody looks.</summary>
internal sealed class Trace(TextWriter? lines) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Where the run is in the schedule, for each line.</summary>
    public Schedule? Schedule { get; set; }

    public bool IsWatched => lines is not null;

    public void Note(string what)
    {
        var now = Schedule?.Now ?? default;
        _hash.AppendData(Encoding.UTF8.GetBytes($"{now.Ms} {what}\n"));
        lines?.WriteLine($"{now.ToDateTimeOffset():HH:mm:ss.fff} {what}");
    }

    public void Note(string what, ReadOnlyMemory<byte> bytes)
    {
        Note(what);
        _hash.AppendData(bytes.Span);
        lines?.WriteLine($"             {Encoding.UTF8.GetString(bytes.Span)}");
    }

    /// <summary>Of all that was noted so far.</summary>
    public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 8));

    public void Dispose() => _hash.Dispose();
}
