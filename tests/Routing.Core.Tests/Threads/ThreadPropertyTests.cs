using Routing.Core.Threads;
using static Routing.Core.Tests.Given;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Core.Tests.Threads;

/// <summary>Many threads of which anything is asked at any time. A failure names its seed.</summary>
public sealed class ThreadPropertyTests
{
    private static readonly AgentId[] Agents = ["ann", "ben"];

    [Fact]
    public void Whatever_comes_the_report_is_true_nothing_happens_twice_and_replay_is_exact()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (dice, thread) = (new Random(seed), new LiveThread());
            for (var n = 0; n < 120; n++)
            {
                thread.Now += dice.Next(60_000);
                var command = Anything(dice, thread, n);
                var version = thread.State.Report?.Version ?? 0;
                var first = thread.Do(command);
                AssertTrue(thread.State, version, $"seed {seed}, {command}");
                var again = thread.Do(command);
                Assert.True(again.Length == 0 || MaySayAgain(command, first, again), $"seed {seed}: {command} had a second effect");
                if (dice.Next(20) == 0) thread.Restart();
            }

            thread.AssertReplaysExactly();
        }
    }

    /// <summary>What is only passed on to another thread is told apart there; what has moved away is not known here any more.</summary>
    private static bool MaySayAgain(ThreadCommand command, ThreadEvent[] first, ThreadEvent[] again) =>
        command is EraseThread || again[0] is ThreadEndedJoined or InstructionPassedOn or ReportRepeated || first.Any(happened => happened is MessageMovedOut);

    private static void AssertTrue(ThreadState state, long version, string where)
    {
        if (state.Report is not { } report) return;
        Assert.True(report.Version >= version, where);
        if (state.Phase == Phase.Joined) return;

        ThreadMessage[] unanswered = [.. state.Messages.Where(message => message is { Answered: false, Deleted: false })];
        Assert.True(report.Unanswered == unanswered.Length, $"{where}: {report.Unanswered} unanswered, not {unanswered.Length}");
        Assert.True(unanswered.Length == 0 || report.Since == unanswered.Min(message => message.Facts.ReceivedAt), $"{where}: since {report.Since}");
        Assert.True(unanswered.Length == 0 || state.Phase is Phase.Open or Phase.Parked, $"{where}: {state.Phase}");
        Assert.True((state.Phase == Phase.Parked) == state.ParkedUntil is not null, $"{where}: parked until {state.ParkedUntil}");
        Assert.True((state.Phase == Phase.AwaitingCustomer) == state.AwaitingSince is not null, $"{where}: awaits since {state.AwaitingSince}");
        Assert.True((ThreadDecider.Due(state) < Instant.Never) == state.Phase is Phase.Parked or Phase.AwaitingCustomer, $"{where}: due");
        Assert.True(state.Phase != Phase.Resolved || state.Agent is null, $"{where}: resolved, yet held by {state.Agent}");
    }

    private static ThreadCommand Anything(Random dice, LiveThread thread, int n)
    {
        var (id, agent) = ($"m{dice.Next(8)}", Agents[dice.Next(2)]);
        var newest = thread.State.Report?.Newest.ExternalId ?? id;
        var minutes = (thread.Now - Morning) / (double)Minute;
        var holding = (Holding)dice.Next(3);
        return dice.Next(24) switch
        {
            < 6 => LiveThread.Add(id, minutes, own: dice.Next(5) == 0),
            < 9 => new Place(holding, holding == Holding.Waiting ? null : agent, n, "offered", null, dice.Next(4) == 0 ? $"n{n}" : null),
            < 13 => LiveThread.Reply($"r{n}", newest, agent: thread.State.Owner ?? agent),
            13 => new Resolve(thread.State.Owner ?? agent, dice.Next(2) == 0),
            14 => new Park(thread.State.Owner ?? agent, thread.Now + dice.Next(500_000)),
            15 => new AddNote($"n{dice.Next(n + 1)}", agent),
            16 => new ReportSent($"r{dice.Next(n + 1)}", Key($"s{n}")),
            17 => new ReportFailed($"r{dice.Next(n + 1)}", "why", dice.Next(2) == 0),
            18 => new ChangeMessage(Key(id), new Reading((Urgency)dice.Next(5), "", ""), thread.Now),
            19 => new RemoveText(Key(id), thread.Now),
            20 => new MoveMessage(Key(id), "other", LiveThread.Card),
            21 => new CustomerChanged(LiveThread.Card with { Value = dice.Next(100) }),
            22 => dice.Next(20) == 0 ? new JoinInto("other", LiveThread.Card) : new EraseThread(),
            _ => new ThreadWake(),
        };
    }
}
