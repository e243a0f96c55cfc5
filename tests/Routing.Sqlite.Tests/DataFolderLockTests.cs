namespace Routing.Sqlite.Tests;

public sealed class DataFolderLockTests
{
    [Fact]
    public async Task A_second_store_in_a_folder_is_refused_and_told_by_whom()
    {
        using var folder = new Folder();
        await using var first = Given.Store(folder);

        var refused = Assert.Throws<FolderInUseException>(() => Given.Store(folder));

        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_store_leaves_its_folder_free()
    {
        using var folder = new Folder();
        await Given.Store(folder).DisposeAsync();

        await using var second = Given.Store(folder);

        Assert.False(second.Failed.IsCompleted);
    }
}
