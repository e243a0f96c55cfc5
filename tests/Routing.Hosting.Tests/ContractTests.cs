namespace Routing.Hosting.Tests;

/// <summary>What was ever written is read for ever: of the snapshot of the contract nothing may go, nor change its type. What is new is added to it by
/// running the tests with <c>UPDATE_CONTRACT=1</c>.</summary>
public sealed class ContractTests
{
    private static string File => Path.Combine(AppContext.BaseDirectory, "contract.txt");

    [Fact]
    public void Nothing_that_was_written_is_forgotten()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACT") is not null) System.IO.File.WriteAllText(Source(), Contract.Text);
        var now = Parse(Contract.Text);

        var gone =
            from line in Parse(System.IO.File.ReadAllText(File))
            from part in line.Value
            where !now.TryGetValue(line.Key, out var parts) || !parts.Contains(part)
            select $"{line.Key}: {part}";

        Assert.Empty(gone);
    }

    [Fact]
    public void Every_command_event_and_snapshot_is_in_it()
    {
        foreach (var kind in Enum.GetValues<Routing.Core.ActorKind>())
        {
            Assert.Contains($"\n{Wire.EventsOf(kind).FullName}: ", Contract.Text, StringComparison.Ordinal);
            Assert.Contains($"\n{Wire.SavedOf(kind).FullName}: ", Contract.Text, StringComparison.Ordinal);
        }

        Assert.Contains("replied=Replied", Contract.Text, StringComparison.Ordinal);
        Assert.Equal(64, Contract.Fingerprint.Length);
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "contract.txt");

    private static Dictionary<string, HashSet<string>> Parse(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(line => line[0], line => line[1].Split(", ", StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
}
