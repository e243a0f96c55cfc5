using Microsoft.Extensions.DependencyInjection;
using Routing.Conformance;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Hosting;

namespace Routing.Redis.Tests.Clusters;

/// <summary>What only several silos can get wrong.</summary>
public sealed class ClusterTests(OneCluster cluster) : IAsyncLifetime, IClassFixture<OneCluster>
{
    private readonly ClusterHost _host = cluster.Host;
    private Company _company = null!;

    public async Task InitializeAsync() => _company = new Company(await cluster.NewWorkspace());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_silos_know_each_other_through_the_store()
    {
        foreach (var silo in _host.Running)
        {
            var members = ClusterHost.Members(silo);
            Assert.Contains("Redis", members.GetType().FullName, StringComparison.Ordinal);
            Assert.Equal(ClusterHost.Silos, (await members.ReadAllAsync(CancellationToken.None)).Members.Count);
        }
    }

    [Fact]
    public async Task Messages_that_come_to_every_silo_at_once_are_each_in_one_thread_once()
    {
        var posts = Enumerable.Range(0, 60).SelectMany(i => new[] { i, i }).Select(i => _company.Post($"m{i}", $"author{i % 20}").AsTask());

        var outcomes = await Task.WhenAll(posts);

        Assert.All(outcomes, outcome => Assert.False(outcome.IsRefused));
        for (var author = 0; author < 20; author++) Assert.Equal(3, (await _company.Customer($"author{author}")).Messages.Length);
    }

    [Fact]
    public async Task A_desk_that_is_active_in_two_silos_stores_only_what_its_newest_activation_decides()
    {
        await _company.Staff("ann");
        var home = _host.HomeOf(_company.Desk);
        var other = _host.Running.First(silo => silo != home);
        var floor = other.ServiceProvider.GetRequiredService<Grains.Floor>();
        floor.Open(Grains.Cells.Of(_company.Desk));

        // The second activation takes the desk over; the first does not know it, decides, is refused, and decides again on what is stored.
        Assert.Equal(Refusal.None, (await ClusterHost.Door(other).Do(_company.Desk, Command(new SetAgent("ben", "Ben", [], 2)))).Code);
        Assert.Equal(Refusal.None, (await ClusterHost.Door(home).Do(_company.Desk, Command(new SetAgent("cho", "Cho", [], 2)))).Code);

        await floor.Close(Grains.Cells.Of(_company.Desk));
        var desk = await _host.Read<DeskView>(_company.Desk, new ReadDesk());
        Assert.Equal(["ann", "ben", "cho"], desk.Agents.Select(agent => agent.Agent).Order());
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_halts_its_actor_by_name_and_no_other()
    {
        var thread = await _company.Posted("m1", "carl");
        await _host.Until(async () => (await _company.OnDesk(thread)).OnDesk);
        var actor = _company.Thread(thread);
        await using (var connection = await _host.Server.Connect()) await connection.GetDatabase().HashSetAsync(Keys.Actor(actor), "1", "{torn");
        foreach (var silo in _host.Running) await silo.ServiceProvider.GetRequiredService<Grains.Floor>().Forget();
        await _host.Until(async () => (await _company.Do(actor, new Core.Threads.AddNote("n1", "sam"))).Code == Refusal.Halted);

        var refused = await _company.Do(actor, new Core.Threads.AddNote("n1", "sam"));

        Assert.Contains($"{actor}: record 1 cannot be read", refused.Value, StringComparison.Ordinal);
        Assert.False((await _company.Post("m2", "dora")).IsRefused);
    }

    [Fact]
    public async Task A_store_that_is_killed_and_comes_back_loses_nothing_that_was_answered()
    {
        await _company.Staff("ann");
        var thread = await _company.Posted("m1", "carl");
        var offer = await _company.Offered("ann", thread);

        _host.Server.Kill();
        var meanwhile = await _company.Do(_company.Desk, new SetAgent("ben", "Ben", [], 2));
        await _host.Server.Run();

        Assert.Equal(Refusal.Unknown, meanwhile.Code);
        await _host.Until(async () => (await Again(() => _company.Post("m1", "carl"))).Code == Refusal.Duplicate);
        await _host.Until(async () => (await Again(() => _company.Do(_company.Desk, new Accept("ann", thread, offer.Epoch)))).Code is Refusal.None or Refusal.AlreadyYours);
        await _host.Until(async () => (await Again(() => _company.Do(_company.Thread(thread), new Core.Threads.AddNote("n1", "ann")))).Code is Refusal.None or Refusal.NoteExists);
    }

    /// <summary>As a client does it: what is not known is asked again.</summary>
    private static async Task<Outcome> Again(Func<ValueTask<Outcome>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TimeoutException)
        {
            return new Outcome(Refusal.Unknown);
        }
    }

    private static ClientCommand Command(Command command) => new(null, null, command, []);
}
