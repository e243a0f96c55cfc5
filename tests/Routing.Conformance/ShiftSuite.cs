using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>A shift begins, ends and is handed over by the host's own clock, also if the host dies in between.</summary>
public abstract class ShiftSuite
{
    private static readonly ShiftRules Rules = new(WarnSeconds: 600, NoShowSeconds: 600);

    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task What_is_open_at_the_end_of_a_shift_goes_to_the_named_colleague_with_its_note()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var shift = await Plan(company, "ann", minutes: 60, to: "ben");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Must(company.Agent("ann"), new WriteHandOver("ann", thread, "n1"));
        await company.Staff("ben");

        await host.Advance(TimeSpan.FromMinutes(60));

        await company.Owned("ben", thread);
        await Over(company, shift);
        var view = await company.View(thread);
        Assert.Equal(("ann", "n1"), (view.HandOver!.From, view.HandOver.Note));
        Assert.Equal([new HandedThread(thread, "ben", "n1", view.HandOver.At)], (await Shift(company, shift)).Handed!.Select(handed => handed with { At = view.HandOver.At }));
        await company.Pushed("ann", PushKind.Freed, thread);
        AssertGapless(host.PushesOf("ann"));
    }

    [Fact]
    public async Task Without_a_colleague_it_waits_with_its_age_for_whoever_comes()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var shift = await Plan(company, "ann", minutes: 60);
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        var rank = (await company.OnDesk(thread)).Rank!;

        await host.Advance(TimeSpan.FromMinutes(60));
        await Over(company, shift);

        var waiting = await company.OnDesk(thread);
        Assert.Equal((Holding.Waiting, rank.Since, rank.Deadline), (waiting.Holding, waiting.Rank!.Since, waiting.Rank.Deadline));
        await company.Staff("ben");
        await company.Holds("ben", thread);
        Assert.Equal(Refusal.NotOwner, (await company.Reply("ann", thread)).Code);
        Assert.Equal(Refusal.None, (await company.Reply("ben", thread)).Code);
    }

    [Fact]
    public async Task A_shift_ends_and_is_handed_over_though_the_host_was_restarted_before_and_after()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var shift = await Plan(company, "ann", minutes: 60);
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);

        await host.Restart();
        await host.Advance(TimeSpan.FromMinutes(60));
        await host.Restart();

        await Over(company, shift);
        Assert.Equal(Holding.Waiting, (await company.OnDesk(thread)).Holding);
        Assert.Single((await Shift(company, shift)).Handed!);
    }

    private static async Task<string> Plan(Company company, AgentId agent, int minutes, AgentId? to = null)
    {
        var from = company.Host.Now;
        var plan = new ShiftPlan(ShiftPlan.IdOf(agent, from), from, from + (minutes * 60_000L), [], to);
        await company.Must(company.Agent(agent), new PlanShifts([plan], Rules, "sue"));
        return plan.Id;
    }

    private static async Task Over(Company company, string shift) =>
        await company.Host.Until(async () => await Shift(company, shift) is { Stage: ShiftStage.Over });

    private static async Task<Shift> Shift(Company company, string id) =>
        (await company.Host.Read<ShiftsView>(company.Agent(ShiftPlan.AgentOf(id)!), new ReadShifts())).Shifts.Single(shift => shift.Plan.Id == id);

    private static void AssertGapless(IReadOnlyList<Push> pushes) =>
        Assert.Equal(Enumerable.Range(1, pushes.Count).Select(number => (long)number), pushes.Select(push => push.Sequence).Distinct());
}
