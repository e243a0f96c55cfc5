namespace Routing.Load.Server;

/// <summary>Where things are on this machine, seen from the running program.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Routing.sln</c>.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The server as it was built together with this program: same configuration, never a stale one.</summary>
    public static string ServerDll
    {
        get
        {
            var ours = new DirectoryInfo(AppContext.BaseDirectory);
            var path = Path.Combine(Root, "src", "Routing.Server", "bin", ours.Parent!.Name, ours.Name, "Routing.Server.dll");
            return File.Exists(path) ? path : throw new FileNotFoundException("The server is not built; run: dotnet build -c Release", path);
        }
    }

    private static string Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Routing.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException($"No Routing.sln above {folder}: the load tester runs from within the repository");
    }
}
