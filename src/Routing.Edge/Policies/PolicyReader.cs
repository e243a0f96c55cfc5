using System.Text;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Reads a policy from JSON or YAML, as people write it. What is left out keeps its default; what is not known is refused.</summary>
/// <remarks>All mistakes are told at once, up to <see cref="PolicyErrors.Most"/>, each with its line and path
/// (<c>queues[1].serviceLevel.target</c>), what is expected there and what was found.</remarks>
public static class PolicyReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The policy, or what is wrong with it.</returns>
    public static (Policy? Policy, IReadOnlyList<PolicyError> Errors) Read(string text, bool yaml) => Read(Encoding.UTF8.GetBytes(text), yaml);

    /// <param name="utf8">At most <see cref="Limits.PolicyBytes"/>; a byte order mark is passed over.</param>
    /// <param name="file">Named in every error.</param>
    public static (Policy? Policy, IReadOnlyList<PolicyError> Errors) Read(ReadOnlySpan<byte> utf8, bool yaml, string? file = null)
    {
        var errors = new PolicyErrors(file);
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        Policy? policy = null;
        try
        {
            var text = Text(utf8);
            policy = new PolicyWalk(errors).Policy(yaml ? YamlTree.Read(text, errors) : JsonTree.Read(utf8, errors));
            if (!errors.Any) PolicyChecks.Check(policy, errors);
        }
        catch (BrokenPolicyException broken)
        {
            errors.Add(broken.Path, broken.Message, broken.Line);
        }

        return errors.Any ? (null, errors.All) : (policy, []);
    }

    /// <summary>Reads a file: JSON if its name ends in <c>.json</c>, else YAML. Errors carry its name.</summary>
    public static async Task<(Policy? Policy, IReadOnlyList<PolicyError> Errors)> Read(FileInfo file, CancellationToken cancel)
    {
        try
        {
            if (file.Length > Limits.PolicyBytes) return (null, [new("", null, TooLarge, file.Name)]);
            var bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
            return Read(bytes, yaml: !file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase), file.Name);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return (null, [new("", null, $"cannot be read: {unread.Message}", file.Name)]);
        }
    }

    internal static readonly string TooLarge = $"must have at most {Limits.PolicyBytes} bytes";

    private static string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Limits.PolicyBytes) throw new BrokenPolicyException("", null, TooLarge);
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException invalid)
        {
            var line = utf8[..Math.Clamp(invalid.Index, 0, utf8.Length)].Count((byte)'\n') + 1;
            throw new BrokenPolicyException("", line, $"must be UTF-8, not byte 0x{invalid.BytesUnknown?.FirstOrDefault():X2}");
        }
    }
}
