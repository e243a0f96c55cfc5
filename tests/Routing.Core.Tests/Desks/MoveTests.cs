using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>Many threads at once: seen before it happens, applied thread by thread, taken back as far as nobody touched them.</summary>
public sealed class MoveTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void What_fits_is_moved_and_what_does_not_is_listed_with_its_reason()
    {
        _desk.Agent("ann", 4);
        foreach (var thread in (string[])["t1", "t2", "t3"]) _desk.Assign(thread, "ann");
        _desk.Agent("ben", 2);
        var preview = Preview(["t1", "t2", "t3", "none"], "ben");

        var applied = Apply("m1", preview, "ben");

        Assert.Equal([null, null, MoveObstacle.NoRoom, MoveObstacle.Gone], preview.Items.Select(item => item.Obstacle));
        Assert.Equal(2, preview.Broken);
        Assert.Equal(["t1", "t2"], applied.Moved.Select(moved => moved.Thread));
        Assert.Equal([new MoveConflict("t3", MoveObstacle.NoRoom), new MoveConflict("none", MoveObstacle.Gone)], applied.Conflicts);
        _desk.AssertAssigned("t1", "ben");
        _desk.AssertAssigned("t3", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Of_a_team_whoever_can_take_it_and_has_most_room_gets_each_and_what_one_has_stays()
    {
        _desk.Agent("ann", 4);
        foreach (var thread in (string[])["t1", "t2", "t3", "t4"]) _desk.Assign(thread, "ann");
        _desk.Agent("ben", 1);
        _desk.Agent("cho", 2);
        _desk.Do(new Transfer("ann", "t4", "cho", null, "sue", null));
        _desk.Agent("dee", 2);
        var team = _desk.Read<MovePreview>(new PreviewMove(["t1", "t2", "t4", "t3"], null, null, ["ben", "cho"]));

        _desk.Do(new KeepPlan("m", [.. team.Items.Where(item => item.Obstacle is null).Select(item => new MoveItem(item.Thread, item.Epoch, item.ToAgent))], null, null, At(60), "sue"));
        var applied = _desk.Single<MoveApplied>(new MakeMove("m", "sue", null));

        Assert.Equal(
            [("t1", "ben", null), ("t2", "cho", null), ("t4", null, MoveObstacle.AlreadyThere), ("t3", null, MoveObstacle.NoRoom)],
            team.Items.Select(item => (item.Thread, item.ToAgent, item.Obstacle)));
        Assert.Equal([("t1", "ben"), ("t2", "cho")], applied.Moved.Select(moved => (moved.Thread, moved.To)));
        Assert.Equal(["m"], _desk.Read<MovesView>(new ReadMoves()).Moves.Select(move => move.Applied.Move));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_team_of_nobody_known_or_nobody_there_gets_nothing()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Do(new SetAgent("gone", "gone", [], 1));

        Assert.Equal(Refusal.NoSuchAgent, Team().Refusal);
        Assert.Equal(Refusal.NoSuchAgent, Team("ann", "nobody").Refusal);
        Assert.Equal(Refusal.NotAvailable, Team("gone").Refusal);
        MovePreview Team(params AgentId[] team) => _desk.Read<MovePreview>(new PreviewMove(["t"], null, null, team));
    }

    [Fact]
    public void A_preview_changes_nothing_and_what_changed_since_is_a_conflict()
    {
        _desk.Agent("ann", 4);
        _desk.Assign("t1", "ann");
        _desk.Assign("t2", "ann");
        _desk.Ready("ann", ready: false);
        _desk.Agent("ben", 4);
        var before = _desk.Saved();
        var preview = Preview(["t1", "t2"], "ben");
        Assert.Equal(before, _desk.Saved());

        _desk.Do(new ReturnToQueue("ann", "t1", "ann", null));

        Assert.Equal([new MoveConflict("t1", MoveObstacle.ChangedHands)], Apply("m1", preview, "ben").Conflicts);
    }

    [Fact]
    public void A_plan_that_is_too_old_too_large_or_goes_nowhere_is_refused()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Do(new SetAgent("gone", "gone", [], 1));

        Assert.Equal(Refusal.PlanExpired, _desk.Refused(Plan("late", agent: "ann") with { Expires = _desk.Now }));
        Assert.Equal(Refusal.MoveTooLarge, _desk.Refused(Plan("large", agent: "ann") with { Items = new MoveItem[Limits.ThreadsPerMove + 1] }));
        Assert.Equal(Refusal.NoSuchQueue, Made(Plan("m1", queue: "nowhere")));
        Assert.Equal(Refusal.NoSuchAgent, Made(Plan("m2", agent: "nobody")));
        Assert.Equal(Refusal.NotAvailable, Made(Plan("m3", agent: "gone")));
        Assert.Equal(Refusal.NoSuchMove, _desk.Refused(new MakeMove("none", "sue", null)));
        Assert.Equal(Refusal.NoSuchMove, _desk.Refused(new UndoMove("none", "sue", null)));
        _desk.Pass(3_600);
        Assert.Equal(Refusal.PlanExpired, _desk.Refused(new MakeMove("m1", "sue", null)));

        static KeepPlan Plan(string move, AgentId? agent = null, QueueId? queue = null) => new(move, [new("t", 1)], agent, queue, At(60), "sue");

        Refusal Made(KeepPlan plan)
        {
            _desk.Single<PlanKept>(plan);
            return _desk.Refused(new MakeMove(plan.Move, "sue", null));
        }
    }

    [Fact]
    public void The_same_move_and_the_same_undo_again_change_nothing()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t", "ann");
        _desk.Agent("ben", 2);
        var preview = Preview(["t"], "ben");
        Apply("m1", preview, "ben");

        _desk.Nothing(Kept("m1", preview, "ben"));
        _desk.Nothing(new MakeMove("m1", "sue", null));
        _desk.Single<MoveUndone>(new UndoMove("m1", "sue", null));
        _desk.Nothing(new UndoMove("m1", "sue", null));
        _desk.AssertAssigned("t", "ann");
    }

    [Fact]
    public void Nobodys_conversation_is_passed_around()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t", "ann");
        _desk.Agent("ben", 2);
        _desk.Agent("cid", 2);
        Apply("m1", Preview(["t"], "ben"), "ben");

        Assert.Equal(MoveObstacle.MovedLately, Preview(["t"], "cid").Items[0].Obstacle);
        _desk.Pass(Limits.MoveAgainMs / 1000);
        Assert.Null(Preview(["t"], "cid").Items[0].Obstacle);
    }

    [Fact]
    public void Typing_is_noted_now_and_then_and_holds_a_thread_until_it_is_answered()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t", "ann");
        _desk.Agent("ben", 2);

        var noted = Enumerable.Range(0, 21).Count(_ =>
        {
            var events = _desk.Do(new NoteTyping("ann", "t"));
            Assert.Equal(MoveObstacle.Typing, Preview(["t"], "ben").Items[0].Obstacle);
            _desk.Pass(3);
            return events.Length > 0;
        });

        Assert.Equal(3, noted);
        _desk.Report("t", Phase.AwaitingCustomer);
        Assert.Null(Preview(["t"], "ben").Items[0].Obstacle);
        Assert.Equal(Refusal.NotOwner, _desk.Refused(new NoteTyping("ben", "t")));
    }

    [Fact]
    public void A_skill_that_is_missing_is_an_obstacle()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("billing", 1)] }] });
        _desk.Agent("ann", 2, new SkillLevel("billing", 1));
        _desk.Assign("t", "ann");
        _desk.Agent("ben", 2);

        Assert.Equal(MoveObstacle.LacksSkill, Preview(["t"], "ben").Items[0].Obstacle);
    }

    [Fact]
    public void An_undo_gives_back_what_nobody_touched_and_lists_the_rest_exactly()
    {
        _desk.Agent("ann", 5);
        foreach (var thread in (string[])["kept", "answered", "passedOn", "resolved"]) _desk.Assign(thread, "ann");
        _desk.Ready("ann", ready: false);
        _desk.Agent("ben", 5);
        _desk.Agent("cid", 5);
        Apply("m1", Preview(["kept", "answered", "passedOn", "resolved"], "ben"), "ben");

        _desk.Report("answered", Phase.AwaitingCustomer, minutes: 1);
        _desk.Do(new Transfer("ben", "passedOn", "cid", null, "ben", null));
        _desk.Report("resolved", Phase.Resolved);
        var undone = _desk.Single<MoveUndone>(new UndoMove("m1", "sue", "a mistake"));

        Assert.Equal(["kept"], undone.Restored);
        Assert.Equal(
            [new("answered", MoveObstacle.Answered), new("passedOn", MoveObstacle.ChangedHands), new("resolved", MoveObstacle.Gone)],
            undone.Left.OrderBy(left => left.Thread, StringComparer.Ordinal));
        _desk.AssertAssigned("kept", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_queue_that_was_the_policys_is_so_again()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Id = "other", Match = new QueueMatch(Topics: ["other"]) }, policy.Queues[0]] });
        _desk.Report("t", minutes: -2);
        var (need, rank) = (_desk.Of("t").Need, _desk.Of("t").Rank);
        Apply(_desk, "m1", _desk.Read<MovePreview>(new PreviewMove(["t"], null, "other")), null, "other");
        Assert.Equal(("other", "other"), (_desk.Of("t").Need.Queue, _desk.Of("t").ChosenQueue));

        _desk.Do(new UndoMove("m1", "sue", null));

        Assert.Equal((need, rank, null), (_desk.Of("t").Need, _desk.Of("t").Rank, _desk.Of("t").ChosenQueue));
    }

    [Fact]
    public void With_nothing_in_between_an_undo_restores_everything_but_epochs()
    {
        for (var seed = 1; seed <= 1_000; seed++)
        {
            var dice = new Random(seed);
            var desk = QuietDesk.Drawn(dice);
            var before = QuietDesk.Written(desk);
            var threads = desk.State.Threads.Keys.Order(StringComparer.Ordinal).Where(_ => dice.Next(2) == 0).ToArray();
            var (agent, queue) = dice.Next(2) == 0 ? ($"a{dice.Next(4)}", (string?)null) : (null, $"q{dice.Next(2)}");
            var preview = desk.Read<MovePreview>(new PreviewMove(threads, agent, queue));

            var applied = Apply(desk, "m", preview, agent, queue);
            var undone = desk.Single<MoveUndone>(new UndoMove("m", "sue", null));

            Assert.Equal(preview.Items.Count(item => item.Obstacle is null), applied.Moved.Length);
            Assert.Empty(undone.Left);
            Assert.Equal(before, QuietDesk.Written(desk));
        }
    }

    [Fact]
    public void Moves_one_after_the_other_taken_back_in_turn_leave_the_desk_as_if_they_had_never_been()
    {
        for (var seed = 1; seed <= 1_000; seed++)
        {
            var (desk, never) = (QuietDesk.Drawn(new Random(seed)), QuietDesk.Drawn(new Random(seed)));
            var dice = new Random(-seed);
            var moves = 1 + dice.Next(3);
            var left = 0;
            for (var n = 0; n < moves; n++)
            {
                var threads = desk.State.Threads.Keys.Order(StringComparer.Ordinal).Where(_ => dice.Next(2) == 0).ToArray();
                var (agent, queue) = dice.Next(2) == 0 ? ($"a{dice.Next(4)}", (string?)null) : (null, $"q{dice.Next(2)}");
                Apply(desk, $"m{n}", desk.Read<MovePreview>(new PreviewMove(threads, agent, queue)), agent, queue);
                var seconds = dice.Next(2) == 0 ? 0 : dice.Next(200);
                desk.Pass(seconds);
                never.Pass(seconds);
            }

            for (var n = moves - 1; n >= 0; n--) left += desk.Single<MoveUndone>(new UndoMove($"m{n}", "sue", null)).Left.Length;

            Assert.True(left == 0, $"seed {seed}");
            Assert.True(QuietDesk.Written(never) == QuietDesk.Written(desk), $"seed {seed}\n{QuietDesk.Written(never)}\n{QuietDesk.Written(desk)}");
            desk.AssertReplaysExactly();
        }
    }

    [Fact]
    public void With_anything_in_between_what_holds_on_a_desk_holds_and_the_list_of_what_stays_is_exact()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var dice = new Random(seed);
            var story = new RandomDesk(seed);
            story.Open();
            for (var n = 0; n < 25; n++) story.Desk.Do(story.Next());
            var threads = story.Desk.State.Threads.Keys.Order(StringComparer.Ordinal).ToArray();
            var agent = story.Desk.State.Agents.Values.Where(known => known is { Gone: false, Removed: false }).Select(known => known.Id).Order(StringComparer.Ordinal).FirstOrDefault();
            if (agent is null) continue;
            var applied = Apply(story.Desk, "m", story.Desk.Read<MovePreview>(new PreviewMove(threads, agent, null)), agent);
            for (var n = dice.Next(6); n > 0; n--) story.Desk.Do(story.Next());
            var epochs = applied.Moved.ToDictionary(moved => moved.Thread, moved => story.Desk.State.Threads.GetValueOrDefault(moved.Thread)?.Epoch, StringComparer.Ordinal);

            var undone = story.Desk.Single<MoveUndone>(new UndoMove("m", "sue", null));

            Assert.Equal(applied.Moved.Select(moved => moved.Thread).Order(StringComparer.Ordinal), undone.Restored.Concat(undone.Left.Select(left => left.Thread)).Order(StringComparer.Ordinal));
            Assert.All(undone.Restored, thread => Assert.Equal(applied.Moved.Single(moved => moved.Thread == thread).Epoch, epochs[thread]));
            Assert.All(applied.Moved.Where(moved => epochs[moved.Thread] != moved.Epoch), moved => Assert.DoesNotContain(moved.Thread, undone.Restored));
        }
    }

    private MovePreview Preview(ThreadId[] threads, AgentId to) => _desk.Read<MovePreview>(new PreviewMove(threads, to, null));

    private MoveApplied Apply(string move, MovePreview preview, AgentId to) => Apply(_desk, move, preview, to);

    private static MoveApplied Apply(LiveDesk desk, string move, MovePreview preview, AgentId? agent, QueueId? queue = null)
    {
        desk.Do(Kept(move, preview, agent, queue));
        return desk.Single<MoveApplied>(new MakeMove(move, "sue", null));
    }

    private static KeepPlan Kept(string move, MovePreview preview, AgentId? agent, QueueId? queue = null) => new(
        move, [.. preview.Items.Select(item => new MoveItem(item.Thread, item.Epoch))], agent, queue, new Instant(long.MaxValue - 1), "sue");
}
