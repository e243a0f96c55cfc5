using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Routing.Edge.Webhooks;

/// <summary>Signatures of Standard Webhooks 1.0.0: <c>v1,</c> and the HMAC-SHA256 of <c>id.timestamp.body</c> under the endpoint's secret.</summary>
public static class Signature
{
    private const string Prefix = "whsec_";

    /// <summary>Bytes of a secret, as the standard has it.</summary>
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        if (!TryKey(secret, out var key)) throw new FormatException("The secret is not whsec_ and base64 of 24 to 64 bytes.");
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(head);
        hash.AppendData(body);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }

    public static bool IsSecret(string secret) => TryKey(secret, out _);

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static bool TryKey(string secret, out byte[] key)
    {
        key = [];
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) || length is < LeastBytes or > MostBytes) return false;
        key = bytes[..length];
        return true;
    }
}
