using Routing.Core.Desks.Rebalancing;

namespace Routing.Core.Tests.Desks.Rebalancing;

/// <summary>As many threads as can be saved are, within both limits, and each chain can be made as it is written.</summary>
public sealed class RoomSolverTests
{
    [GlpkFact]
    public void The_plan_is_as_good_as_another_solvers_on_200_small_cases()
    {
        var (bound, stepping) = (0, 0);
        for (var seed = 1; seed <= 200; seed++)
        {
            var problem = Draw(new Random(seed));

            var plan = RoomSolver.Solve(problem);

            AssertCanBeMade(problem, plan);
            Assert.True(Glpk.Value(plan.Saved, plan.Broken, plan.Moves) == Glpk.Best(problem), $"seed {seed}");
            if (RoomSolver.Solve(problem with { Moves = 1_000, Broken = 1_000 }).Saved > plan.Saved) bound++;
            if (plan.Chains.Any(chain => chain.Aside.Length > 0)) stepping++;
        }

        Assert.True(bound >= 40, $"only {bound} cases are held down by their limits");
        Assert.True(stepping >= 8, $"in only {stepping} cases somebody steps aside");
    }

    [Fact]
    public void One_steps_aside_for_another_only_where_there_is_no_free_seat()
    {
        // Need 0 is served by seats 0 and 1, need 1 by all; seat 0 is full of need 1, seat 1 has one place, seat 2 has two.
        var problem = new RoomProblem([[0, 1], [0, 1, 2]], [3, 0], [0, 0], [[0, 0, 0], [2, 0, 0]], [0, 1, 2], Moves: 10, Broken: 10);

        var plan = RoomSolver.Solve(problem);

        Assert.Equal((3, 2, 5), (plan.Saved, plan.Broken, plan.Moves));
        Assert.Equal((2, 1, 3), RoomSolver.Solve(problem with { Broken = 1 }) is var few ? (few.Saved, few.Broken, few.Moves) : default);
        Assert.Equal((1, 0, 1), RoomSolver.Solve(problem with { Moves = 2 }) is var short2 ? (short2.Saved, short2.Broken, short2.Moves) : default);
        Assert.Empty(RoomSolver.Solve(problem with { Moves = 0 }).Chains);
    }

    [Fact]
    public void One_who_steps_aside_may_need_another_to_do_so()
    {
        var problem = new RoomProblem([[0], [0, 1], [1, 2]], [1, 0, 0], [0, 0, 0], [[0, 0, 0], [1, 0, 0], [0, 1, 0]], [0, 0, 1], Moves: 3, Broken: 2);

        var chain = Assert.Single(RoomSolver.Solve(problem).Chains);

        Assert.Equal([0, 1, 2], chain.Seats);
        Assert.Equal([1, 2], chain.Aside);
        Assert.Empty(RoomSolver.Solve(problem with { Moves = 2 }).Chains);
    }

    /// <summary>Each chain in its order: whoever goes was there, whoever comes fits and finds a place.</summary>
    private static void AssertCanBeMade(RoomProblem problem, RoomPlan plan)
    {
        var free = problem.Free.ToArray();
        var held = problem.Held.Select(seats => seats.ToArray()).ToArray();
        var (waiting, stranded) = (problem.Waiting.ToArray(), problem.Stranded.ToArray());
        foreach (var chain in plan.Chains)
        {
            for (var step = chain.Seats.Length - 1; step >= 0; step--)
            {
                var need = step == 0 ? chain.Need : chain.Aside[step - 1];
                if (step > 0)
                {
                    Assert.True(held[need][chain.Seats[step - 1]]-- > 0);
                    free[chain.Seats[step - 1]]++;
                }
                else
                {
                    Assert.True((chain.Stranded ? stranded : waiting)[need]-- > 0);
                }

                Assert.Contains(chain.Seats[step], problem.Fits[need]);
                Assert.True(free[chain.Seats[step]]-- > 0);
            }
        }

        Assert.True(plan.Moves <= problem.Moves && plan.Broken <= problem.Broken);
    }

    private static RoomProblem Draw(Random dice)
    {
        var (needs, seats) = (3 + dice.Next(4), 4 + dice.Next(4));
        return new RoomProblem(
            [.. Enumerable.Range(0, needs).Select(_ => Enumerable.Range(0, seats).Where(_ => dice.Next(3) == 0).ToArray())],
            [.. Enumerable.Range(0, needs).Select(_ => dice.Next(6))],
            [.. Enumerable.Range(0, needs).Select(_ => dice.Next(3) == 0 ? dice.Next(3) : 0)],
            [.. Enumerable.Range(0, needs).Select(_ => Enumerable.Range(0, seats).Select(_ => dice.Next(4) == 0 ? 1 + dice.Next(3) : 0).ToArray())],
            [.. Enumerable.Range(0, seats).Select(_ => dice.Next(3) == 0 ? dice.Next(5) : 0)],
            dice.Next(12), dice.Next(7));
    }
}
