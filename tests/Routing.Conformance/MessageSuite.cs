using Routing.Core;
using Routing.Core.Directory;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>Messages become threads: nothing lost, nothing doubled, in any order.</summary>
public abstract class MessageSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task A_message_is_a_thread_and_waits()
    {
        await using var host = await Start();
        var company = new Company(host);

        var thread = await company.Posted("m1", "carl");

        await host.Until(async () => (await company.OnDesk(thread)).OnDesk);
        var view = await company.View(thread);
        Assert.Equal(Company.Message("m1"), Assert.Single(view.Messages).Message);
        Assert.Equal((Phase.Open, Holding.Waiting), (view.Phase, view.Holding));
    }

    [Fact]
    public async Task The_same_message_again_is_a_duplicate_and_another_content_a_conflict()
    {
        await using var host = await Start();
        var company = new Company(host);
        var thread = await company.Posted("m1", "carl");

        Assert.Equal(Refusal.Duplicate, (await company.Post("m1", "carl")).Code);
        Assert.Equal(Refusal.ContentDiffers, (await company.Post("m1", "carl", text: "other")).Code);

        await company.Posted("m2", "carl", parent: "m1");
        await host.Until(async () => (await company.View(thread)).Messages.Length == 2);
    }

    [Fact]
    public async Task Replies_are_one_thread_for_each_customer_of_the_chain()
    {
        await using var host = await Start();
        var company = new Company(host);

        var carl = await company.Posted("m1", "carl");
        var dora = await company.Posted("m2", "dora", parent: "m1");
        var again = await company.Posted("m3", "carl", parent: "m2");

        Assert.Equal(carl, again);
        Assert.NotEqual(carl, dora);
    }

    [Theory]
    [InlineData("m1 m2 m3 m4")]
    [InlineData("m4 m3 m2 m1")]
    [InlineData("m2 m4 m1 m3")]
    [InlineData("m3 m1 m3 m4 m2 m1")]
    public async Task The_order_of_arrival_does_not_matter(string order)
    {
        await using var host = await Start();
        var company = new Company(host);
        var posts = new Dictionary<string, (string Author, string? Parent)>(StringComparer.Ordinal)
        {
            ["m1"] = ("carl", null), ["m2"] = ("dora", "m1"), ["m3"] = ("carl", "m2"), ["m4"] = ("dora", "m3"),
        };

        foreach (var id in order.Split(' ')) Assert.False((await company.Post(id, posts[id].Author, posts[id].Parent)).IsRefused);

        await host.Until(async () => await Together(company, "carl", "m1", "m3") && await Together(company, "dora", "m2", "m4"));
    }

    [Fact]
    public async Task Messages_close_in_time_are_one_thread_and_private_ones_apart()
    {
        await using var host = await Start();
        var company = new Company(host);

        var first = await company.Posted("m1", "carl", minute: 0, joinMinutes: 30);
        var close = await company.Posted("m2", "carl", minute: 30, joinMinutes: 30);
        var far = await company.Posted("m3", "carl", minute: 61, joinMinutes: 30);
        var apart = await company.Posted("m4", "carl", visibility: Visibility.Private, minute: 30, joinMinutes: 30);

        Assert.Equal(first, close);
        Assert.Equal(3, new[] { first, far, apart }.Distinct().Count());
    }

    [Fact]
    public async Task A_message_that_links_two_threads_joins_them_and_the_older_keeps_its_name()
    {
        await using var host = await Start();
        var company = new Company(host);
        var older = await company.Posted("m1", "carl", minute: 0, joinMinutes: 30);
        var younger = await company.Posted("m3", "carl", minute: 60, joinMinutes: 30);
        Assert.NotEqual(older, younger);

        await company.Post("m2", "carl", minute: 30, joinMinutes: 30);

        await host.Until(async () => (await company.View(older)).Messages.Length == 3);
        await host.Until(async () => !(await company.OnDesk(younger)).OnDesk);
        var ended = await company.View(younger);
        Assert.Equal((Phase.Joined, older), (ended.Phase, ended.JoinedInto));
        Assert.Empty(ended.Messages);
    }

    [Fact]
    public async Task Our_own_messages_and_echoes_make_no_work()
    {
        await using var host = await Start();
        var company = new Company(host);
        var thread = await company.Posted("m1", "carl");

        Assert.False((await company.Post("e1", "brand", parent: "m1", own: true)).IsRefused);

        await company.Posted("m2", "carl", parent: "e1");
        await host.Until(async () => (await company.View(thread)).Messages.Length == 2);
        Assert.Empty((await company.Customer("brand")).Messages);
    }

    [Fact]
    public async Task A_deletion_that_comes_first_leaves_no_work()
    {
        await using var host = await Start();
        var company = new Company(host);
        var key = Company.Message("m1");
        await company.Must(ActorId.Directory(company.Workspace, key), new Delete(key, host.Now));

        Assert.False((await company.Post("m1", "carl")).IsRefused);

        var place = await host.Read<MessagePlace>(ActorId.Directory(company.Workspace, key), new WhereIsMessage(key));
        Assert.True(place is { Known: true, Deleted: true });
        Assert.Empty((await company.Customer("carl")).Messages);
    }

    private static async Task<bool> Together(Company company, string author, params string[] ids)
    {
        var customer = await company.Customer(author);
        var threads = customer.Messages.Select(message => message.Thread).Distinct().ToList();
        if (customer.Messages.Length != ids.Length || threads.Count != 1) return false;
        var view = await company.View(threads[0]);
        return view.Messages.Select(message => message.Message.ExternalId).Order().SequenceEqual(ids);
    }
}
