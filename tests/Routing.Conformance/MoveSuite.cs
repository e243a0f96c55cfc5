using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>A move of many threads is planned, outlives the host, is made by its id, and is taken back.</summary>
public abstract class MoveSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task A_plan_outlives_a_restart_is_made_once_and_taken_back()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Staff("ben");
        var rank = (await company.OnDesk(thread)).Rank!;
        await Keep(company, "move1", thread, "ben");

        await host.Restart();
        await company.Must(company.Desk, new MakeMove("move1", "sue", "ann is swamped"));
        await company.Owned("ben", thread);
        await host.Restart();
        await company.Must(company.Desk, new MakeMove("move1", "sue", "ann is swamped"));
        await company.Must(company.Desk, new UndoMove("move1", "sue", "a mistake"));

        await company.Owned("ann", thread);
        var undone = (await host.Read<MoveView>(company.Desk, new ReadMove("move1"))).Move!.Undone!;
        Assert.Equal([thread], undone.Restored);
        Assert.Empty(undone.Left);
        Assert.Equal((rank.Since, rank.Deadline), (await company.OnDesk(thread)).Rank is { } now ? (now.Since, now.Deadline) : default);
        await company.Pushed("ben", PushKind.Freed, thread);
    }

    [Fact]
    public async Task Nobodys_answer_is_torn_away_while_it_is_written()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Staff("ben");
        await Keep(company, "move1", thread, "ben");
        await company.Must(company.Desk, new NoteTyping("ann", thread));

        await company.Must(company.Desk, new MakeMove("move1", "sue", null));

        var applied = (await host.Read<MoveView>(company.Desk, new ReadMove("move1"))).Move!.Applied;
        Assert.Equal([new MoveConflict(thread, MoveObstacle.Typing)], applied.Conflicts);
        Assert.Equal("ann", (await company.OnDesk(thread)).Agent);
    }

    [Fact]
    public async Task The_desk_is_read_in_slices_by_who_plans()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);

        var copy = new ScopeCopy(Scope.All);
        while (copy.Next is { } next) copy.Add(await host.Read<ScopeSlice>(company.Desk, next));

        var desk = copy.Complete();
        Assert.Equal((thread, Holding.Assigned, "ann"), desk.Threads.Select(held => (held.Thread, held.Holding, held.Agent)).Single());
        Assert.Empty(Rebalancer.Plan(desk, new PlanGoal(copy.Scope, 40, 5), host.Now).Items);
    }

    private static async Task Keep(Company company, string move, ThreadId thread, AgentId to)
    {
        var epoch = (await company.OnDesk(thread)).Epoch;
        await company.Must(company.Desk, new KeepPlan(move, [new MoveItem(thread, epoch)], to, null, company.Host.Now + Limits.PlanMs, "sue"));
    }
}
