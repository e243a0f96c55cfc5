using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Routing.Web;

/// <summary>One file of the pages, held in memory as it is and gzipped.</summary>
/// <param name="Path">Below the site's root, with forward slashes: <c>assets/main-4f1c.js</c>.</param>
/// <param name="Zipped">Null where zipping gains nothing.</param>
internal sealed record PageFile(string Path, string ContentType, byte[] Content, byte[]? Zipped, string Tag)
{
    private const string Prefix = "pages/";

    public static IReadOnlyList<PageFile> All { get; } = Load();

    /// <summary>The page itself; what it shows is decided by its script.</summary>
    public static PageFile Index { get; } = All.Single(file => file.Path == "index.html");

    /// <summary>The name carries a hash of the content, so it may be kept for ever.</summary>
    public bool IsHashed => Path.StartsWith("assets/", StringComparison.Ordinal);

    private static List<PageFile> Load()
    {
        var assembly = typeof(PageFile).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))];
    }

    private static PageFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        var zipped = Zip(bytes);
        var path = name[Prefix.Length..].Replace('\\', '/');
        return new(path, TypeOf(path), bytes, zipped.Length < bytes.Length ? zipped : null, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"{path}: say here what {other} is."),
    };
}
