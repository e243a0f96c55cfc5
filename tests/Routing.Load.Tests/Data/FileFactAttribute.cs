using Routing.Load.Server;

namespace Routing.Load.Tests.Data;

/// <summary>A test that needs a public data file which is not part of the repository; skipped, and counted as such, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FileFactAttribute : FactAttribute
{
    public FileFactAttribute(string file)
    {
        File = file;
        if (!System.IO.File.Exists(PathOf(file))) Skip = $"SKIPPED: {PathOf(file)} is not on this machine";
    }

    public string File { get; }

    /// <summary>Test data stands beside the repository, in <c>shared/data</c>.</summary>
    public static string PathOf(string file) => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", file));
}
