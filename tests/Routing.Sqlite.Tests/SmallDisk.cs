using System.Diagnostics;

namespace Routing.Sqlite.Tests;

/// <summary>A file system of a few megabytes, and something to fill it with.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    public SmallDisk(int megabytes)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"routing-disk-{Guid.NewGuid():n}");
        _ballast = System.IO.Path.Combine(Path, "ballast");
        Directory.CreateDirectory(Path);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path) != 0) throw new IOException("mount was refused");
    }

    public string Path { get; }

    /// <summary>Leaves at most this many bytes.</summary>
    public void Fill(int leave)
    {
        var drive = new DriveInfo(Path);
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (drive.AvailableFreeSpace - block.Length >= leave) file.Write(block);
        }
        catch (IOException)
        {
            // The store took the last block itself: full is full.
            Assert.True(drive.AvailableFreeSpace < block.Length);
        }
    }

    public void Empty() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs only where a file system may be mounted.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FactAttribute : Xunit.FactAttribute
    {
        private static readonly Lazy<string?> Refused = new(() =>
        {
            try
            {
                new SmallDisk(1).Dispose();
                return null;
            }
            catch (Exception error) when (error is IOException or System.ComponentModel.Win32Exception)
            {
                return $"needs to mount a tmpfs (root on Linux): {error.Message}";
            }
        });

        public FactAttribute() => Skip = Refused.Value;
    }
}
