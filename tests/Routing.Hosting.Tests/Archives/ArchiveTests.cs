using Routing.Core;

namespace Routing.Hosting.Tests.Archives;

public sealed class ArchiveTests
{
    private static readonly ArchivedActor Desk = new(ActorId.Desk("acme"), 3, 1, new Instant(7), Unsent: false)
    {
        Snapshot = [1, 2, 3], Records = [new byte[] { 4 }, new byte[] { 5, 6 }],
    };

    [Fact]
    public async Task What_was_written_is_read_in_its_order()
    {
        var (file, written) = await Written(new ArchivedSetting("a", "{}"), Desk, new ArchivedText("acme", "m/x/1", "\"hello\""));

        var digest = new ArchiveDigest();
        var items = await Read(file, digest);

        Assert.Equal([typeof(ArchivedSetting), typeof(ArchivedActor), typeof(ArchivedText)], items.Select(item => item.GetType()));
        var desk = (ArchivedActor)items[1];
        Assert.Equal((Desk.Actor, Desk.Version, Desk.Due), (desk.Actor, desk.Version, desk.Due));
        Assert.Equal(Desk.Snapshot, desk.Snapshot);
        Assert.Equal(Desk.Records.Select(record => record.ToArray()), desk.Records.Select(record => record.ToArray()));
        Assert.Equal(written.Kinds, digest.Kinds);
    }

    [Fact]
    public async Task The_order_of_items_does_not_change_what_they_are()
    {
        var (_, one) = await Written(new ArchivedSetting("a", "1"), new ArchivedSetting("b", "2"));
        var (_, other) = await Written(new ArchivedSetting("b", "2"), new ArchivedSetting("a", "1"));

        Assert.Empty(ArchiveDigest.Differences(one.Kinds, other.Kinds));
    }

    [Fact]
    public async Task One_byte_of_one_record_makes_a_difference()
    {
        var (_, one) = await Written(Desk);
        var (_, other) = await Written(Desk with { Records = [new byte[] { 4 }, new byte[] { 5, 7 }] });

        Assert.Equal(["actor"], ArchiveDigest.Differences(one.Kinds, other.Kinds));
    }

    [Fact]
    public async Task An_archive_that_was_cut_off_says_after_how_many_items()
    {
        var (file, _) = await Written([.. Enumerable.Range(0, 2_000).Select(number => new ArchivedSetting($"{number * 7919}", $"{number}"))]);
        file.SetLength(file.Length - 40);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read(file, new ArchiveDigest()));

        Assert.Contains("damaged after", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_is_no_archive() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Read(new MemoryStream("something else"u8.ToArray()), new ArchiveDigest()));

    private static async Task<(MemoryStream File, ArchiveDigest Digest)> Written(params ArchiveItem[] items)
    {
        var file = new MemoryStream();
        var digest = await Archive.Write(file, items.ToAsyncEnumerable(), default);
        return (file, digest);
    }

    private static async Task<List<ArchiveItem>> Read(MemoryStream file, ArchiveDigest digest)
    {
        file.Position = 0;
        var items = new List<ArchiveItem>();
        await foreach (var item in Archive.Read(file, digest, default)) items.Add(item);
        return items;
    }
}
