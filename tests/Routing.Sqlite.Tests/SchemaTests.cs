namespace Routing.Sqlite.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_store_of_another_version_is_refused_by_name_and_left_as_it_is()
    {
        using var folder = new Folder();
        await Given.Store(folder).DisposeAsync();
        using (var database = Database.ForWriting(folder.Database)) database.Execute("PRAGMA user_version=99");

        var refused = Assert.Throws<UnknownStoreException>(() => Given.Store(folder));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Database, refused.Message, StringComparison.Ordinal);
        using (var database = Database.ForWriting(folder.Database)) database.Execute("PRAGMA user_version=2");
        await Given.Store(folder).DisposeAsync();
    }

    [Fact]
    public async Task Every_commit_is_on_the_disk_before_it_is_acknowledged()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        using var writer = Database.ForWriting(folder.Database);

        Assert.Equal(2, writer.Prepare("PRAGMA synchronous").Number());
        Assert.Equal(0, writer.Prepare("PRAGMA wal_autocheckpoint").Number());
    }
}
