using Microsoft.Extensions.Logging.Abstractions;
using Routing.Core;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

/// <summary>A fence with a hole is caught by what <see cref="FenceTests"/> asks of it, and the hole by nothing else: the scripts as they ship pass.</summary>
public sealed class PlantedFenceTests : OneServer
{
    private const string Token = "if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return {1, version, position} end";
    private const string Version = "if version ~= tonumber(ARGV[2]) then return {2, version, position} end";

    public static TheoryData<ActorId> Actors => new(Given.Small, Given.Large);

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task Without_the_token_an_overtaken_writer_stores(ActorId actor)
    {
        Assert.True(await OvertakenStoresNothing(null, actor));
        Assert.False(await OvertakenStoresNothing((Token, ""), actor));
    }

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task A_fence_that_only_refuses_newer_versions_leaves_a_gap(ActorId actor)
    {
        Assert.True(await OnlyTheNewestIsBuiltOn(null, actor));
        Assert.False(await OnlyTheNewestIsBuiltOn((Version, Version.Replace("~=", ">", StringComparison.Ordinal)), actor));
    }

    [Fact]
    public async Task A_fence_that_only_refuses_what_is_ahead_writes_over_what_was_confirmed() =>
        Assert.False(await OnlyTheNewestIsBuiltOn((Version, Version.Replace("~=", "<", StringComparison.Ordinal)), Given.Small));

    private async Task<bool> OvertakenStoresNothing((string Sound, string Bug)? planted, ActorId actor)
    {
        await using var stale = await Silo(planted);
        await using var owner = await Silo(planted);
        actor = actor with { Workspace = NewWorkspace() };
        await stale.Journal.Read(actor);
        await owner.Journal.Read(actor);
        return await stale.Journal.Append(Given.Turn(actor, 1)) is not null;
    }

    private async Task<bool> OnlyTheNewestIsBuiltOn((string Sound, string Bug)? planted, ActorId actor)
    {
        await using var store = await Silo(planted);
        actor = actor with { Workspace = NewWorkspace() };
        await store.Journal.Read(actor);
        Assert.All(await store.Journal.AppendAll(actor, 0, 10), Assert.Null);
        var token = await store.Database.HashGetAsync(Keys.Actor(actor), "t");
        foreach (var builtOn in new[] { 8, 12 })
            if (await FenceTests.Append(store, actor, token, builtOn, 1) == 0) return false;
        return true;
    }

    private async Task<RedisStore> Silo((string Sound, string Bug)? planted) => await RedisStore.Open(
        new RedisOptions { Configuration = Server.Address, Tamper = planted is { } bug ? script => script.Replace(bug.Sound, bug.Bug, StringComparison.Ordinal) : null },
        TimeProvider.System, NullLogger.Instance);
}
