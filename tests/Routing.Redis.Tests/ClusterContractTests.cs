using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

public sealed class ClusterContractTests : OneServer
{
    [Fact]
    public async Task The_first_silo_brings_its_contract_and_the_same_joins()
    {
        var store = await Store();

        await ClusterContract.Join(store, 1, 2, "two");
        await ClusterContract.Join(store, 2, 2, "two");
    }

    [Fact]
    public async Task The_same_version_from_other_formats_is_refused_by_both_names()
    {
        var store = await Store();
        await ClusterContract.Join(store, 1, 2, "two");

        var error = await Assert.ThrowsAsync<ContractException>(() => ClusterContract.Join(store, 1, 2, "too"));

        Assert.Contains("fingerprint two, this program's too", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    public async Task Ranges_that_do_not_meet_are_refused(int oldest, int newest)
    {
        var store = await Store();
        await ClusterContract.Join(store, 1, 2, "two");

        await Assert.ThrowsAsync<ContractException>(() => ClusterContract.Join(store, oldest, newest, "x"));
    }

    [Fact]
    public async Task A_newer_silo_joins_an_older_cluster_and_the_older_one_can_come_back_until_it_is_raised()
    {
        var store = await Store();
        await ClusterContract.Join(store, 1, 1, "one");
        await ClusterContract.Join(store, 1, 2, "two");
        await ClusterContract.Join(store, 1, 1, "one");

        Assert.Equal(1, await ClusterContract.Raise(store, 2, "two"));

        await ClusterContract.Join(store, 1, 2, "two");
        await Assert.ThrowsAsync<ContractException>(() => ClusterContract.Join(store, 1, 1, "one"));
    }

    [Fact]
    public async Task A_silo_writes_nothing_newer_than_where_the_cluster_stands_until_it_hears_that_it_was_raised()
    {
        var store = await Store();
        Assert.Equal(Routing.Hosting.Contract.Oldest, store.Journal.Contract);
        await ClusterContract.Join(store, 1, 1, "one");
        await ClusterContract.Join(store, 1, 2, "two");
        Assert.Equal(1, store.Journal.Contract);

        await ClusterContract.Raise(await Store(), 2, "two");
        Assert.Equal(1, store.Journal.Contract);
        await new SiloRuns(store, 5).Beat();

        Assert.Equal(2, store.Journal.Contract);
    }

    [Fact]
    public async Task It_is_not_raised_while_a_silo_runs_that_does_not_know_it()
    {
        var store = await Store();
        await ClusterContract.Join(store);
        await new SiloRuns(store, 5).Beat();

        var error = await Assert.ThrowsAsync<ContractException>(() => ClusterContract.Raise(store, 99, "later"));

        Assert.Contains("1 silos know the contract only up to", error.Message, StringComparison.Ordinal);
        Assert.Equal(Routing.Hosting.Contract.Version, await ClusterContract.Raise(store));
    }
}
