using Routing.Conformance;

namespace Routing.Redis.Tests.Clusters;

/// <summary>A silo dies without a word: its cluster is not the same afterwards, so it is not shared.</summary>
public sealed class DeadSiloTests
{
    [Fact]
    public async Task An_offer_ends_in_time_although_the_silo_of_its_desk_died()
    {
        await using var host = await ClusterHost.Start();
        var company = new Company(new ClusterWorkspace(host, "acme"));
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        var offer = await company.Offered("ann", thread);
        await company.Staff("ben");

        await host.Kill(host.HomeOf(company.Desk));
        await host.Advance(TimeSpan.FromSeconds(21));

        // Nobody but the shard's grain asks for the desk.
        var again = await company.Offered("ben", thread, after: offer.Epoch);
        Assert.True(again.Epoch > offer.Epoch);
    }
}
