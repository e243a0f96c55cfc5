using Routing.Core;
using Routing.Core.Desks;

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
        using (var database = Database.ForWriting(folder.Database)) database.Execute("PRAGMA user_version=3");
        await Given.Store(folder).DisposeAsync();
    }

    [Fact]
    public async Task A_store_of_the_version_before_is_brought_up_to_date_and_keeps_what_it_has()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            await store.Append(Given.Turn(ActorId.Desk(Given.Workspace), 1, new QueuePaused("general", "api:sue", "outage", Given.Noon)));
            await store.CaughtUp();
        }

        using (var database = Database.ForWriting(folder.Database))
        {
            database.Execute(
                """
                DROP INDEX audit_thread; DROP INDEX audit_who; DROP INDEX audit_agent; ALTER TABLE audit DROP COLUMN agent; DROP TABLE figure;
                DROP TABLE running_shift; ALTER TABLE thread_row DROP COLUMN opened; ALTER TABLE thread_row DROP COLUMN answered;
                ALTER TABLE thread_row DROP COLUMN ranked_since; ALTER TABLE thread_row DROP COLUMN asks; ALTER TABLE thread_row DROP COLUMN handled_since;
                UPDATE audit SET who = 'api:' || who; PRAGMA user_version=2
                """);
        }

        await using var again = Given.Store(folder);
        var entry = Assert.Single(await again.Library.Audit(Given.Workspace, new(null, "sue", null, null), 0, 10, default));
        Assert.Equal(("sue", "queue.paused"), (entry.Who, entry.What));
        await again.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t1"), 1, Given.Added(1)));
        await again.CaughtUp();
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
