using Routing.Load.Ledger;

namespace Routing.Load.Tests.Ledger;

/// <summary>A checker that cannot fail proves nothing: each rule is shown a history in which exactly it is broken.</summary>
public sealed class CheckerTests
{
    [Fact]
    public void A_good_history_has_no_findings() => Assert.Empty(Story.Good().Check());

    [Fact]
    public void An_acknowledged_message_in_no_thread_is_lost() => Broken(Fault.Lost, Story.Good().Thread("t2", "assigned", "ann", []));

    [Fact]
    public void A_message_that_is_new_when_it_comes_again_was_lost() => Broken(Fault.Lost, Story.Good().NotStored("brand1"));

    [Fact]
    public void An_acknowledged_reply_in_no_thread_is_lost() => Broken(Fault.Lost, Story.Good().Thread("t1", "resolved", null, ["m1"]));

    [Fact]
    public void A_message_nobody_knows_about_may_be_gone_or_there()
    {
        Assert.Empty(Story.Good().Post("m3", "erik", null, end: Step.Info).Check());
        Assert.Empty(Story.Good().Post("m3", "erik", null, end: Step.Info).Thread("t3", "assigned", "bob", ["m3"]).Check());
    }

    [Fact]
    public void A_message_in_two_threads_is_doubled() => Broken(Fault.Doubled, Story.Good().Thread("t9", "resolved", null, ["m1"]), Fault.Apart);

    [Fact]
    public void A_message_twice_in_its_thread_is_doubled() =>
        Broken(Fault.Doubled, Story.Good().Thread("t1", "resolved", null, ["m1", "m1"], ["r1"]));

    [Fact]
    public void A_reply_twice_in_its_thread_is_doubled() => Broken(Fault.Doubled, Story.Good().Thread("t1", "resolved", null, ["m1"], ["r1", "r1"]));

    [Fact]
    public void A_reply_that_nobody_sent_is_doubled() => Broken(Fault.Doubled, Story.Good().Thread("t2", "assigned", "ann", ["m2"], ["r2"]));

    [Fact]
    public void A_conversation_in_two_threads_is_apart() =>
        Broken(Fault.Apart, Story.Good().Post("m4", "dora", "t4", to: "m2").Thread("t4", "assigned", "ann", ["m4"]));

    [Fact]
    public void A_conversation_that_was_cut_by_a_resolve_may_go_on_in_another_thread() =>
        Assert.Empty(Story.Good().Post("m4", "carl", "t4", to: "m1").Thread("t4", "assigned", "ann", ["m4"]).Check());

    [Fact]
    public void Two_customers_in_one_thread_are_apart() =>
        Broken(Fault.Apart, Story.Good().Post("m4", "erik", "t2", to: "m2").Thread("t2", "assigned", "ann", ["m2", "m4"]));

    [Fact]
    public void A_message_elsewhere_than_was_said_is_apart() =>
        Broken(Fault.Apart, Story.Good().Post("m4", "erik", "t2").Thread("t4", "assigned", "ann", ["m4"]));

    [Fact]
    public void A_message_whose_thread_was_joined_is_where_the_redirect_leads() =>
        Assert.Empty(Story.Good().Post("m4", "dora", "t4", to: "m2")
            .Thread("t4", "joined", null, [], into: "t2").Thread("t2", "assigned", "ann", ["m2", "m4"]).Check());

    [Fact]
    public void A_thread_that_shows_the_later_message_first_is_unordered() => Broken(
        Fault.Unordered,
        Story.Good().Post("m4", "dora", "t2", to: "m2", minute: 1).Post("m5", "dora", "t2", to: "m2", minute: 2)
            .Thread("t2", "assigned", "ann", ["m2", "m5", "m4"]));

    [Fact]
    public void A_thread_accepted_by_two_without_an_end_between_has_two_owners() =>
        Broken(Fault.TwoOwners, Story.Good().Accept("bob", "t2", 3).Push("ann", 4, kind: 4, "t2", 3).Thread("t2", "assigned", "bob", ["m2"]));

    [Fact]
    public void A_thread_that_changed_hands_after_its_holder_was_cut_off_has_one_owner() =>
        Assert.Empty(Story.Good().Disconnect("ann").Accept("bob", "t2", 3).Start("ann", 4).Push("ann", 4, kind: 4, "t2", 3)
            .Thread("t2", "assigned", "bob", ["m2"]).Check());

    [Fact]
    public void An_epoch_that_two_were_offered_is_stale() => Broken(Fault.StaleEpoch, Story.Good().Push("bob", 2, kind: 1, "t2", 2));

    [Fact]
    public void An_accept_under_an_old_epoch_is_stale() =>
        Broken(
            Fault.StaleEpoch,
            Story.Good().Disconnect("ann").Accept("bob", "t2", 1).Start("ann", 4).Push("ann", 4, kind: 4, "t2", 3)
                .Thread("t2", "assigned", "bob", ["m2"]));

    [Fact]
    public void An_accepted_thread_that_is_someone_elses_at_the_end_was_lost() =>
        Broken(Fault.Lost, Story.Good().Thread("t2", "assigned", "bob", ["m2"]));

    [Fact]
    public void An_agent_with_more_threads_than_slots_is_over_capacity() => Broken(
        Fault.OverCapacity,
        Story.Good().Post("m5", "fred", "t5").Post("m6", "gina", "t6").Accept("ann", "t5", 1).Accept("ann", "t6", 1).Listed("bob", 0)
            .Thread("t5", "assigned", "ann", ["m5"]).Thread("t6", "assigned", "ann", ["m6"]));

    [Fact]
    public void An_agent_listed_with_more_than_the_slots_is_over_capacity() => Broken(Fault.OverCapacity, Story.Good().Listed("bob", 3));

    [Fact]
    public void An_agent_who_ends_with_more_than_the_slots_is_over_capacity() => Broken(Fault.OverCapacity, Story.Good().Agent("bob", used: 3));

    [Fact]
    public void A_held_thread_without_a_holder_is_in_limbo() =>
        Broken(Fault.Limbo, Story.Good().Post("m4", "erik", "t4").Thread("t4", "offered", null, ["m4"]));

    [Fact]
    public void A_thread_joined_into_nothing_is_in_limbo() => Broken(Fault.Limbo, Story.Good().Thread("t4", "joined", null, [], into: "t8"));

    [Fact]
    public void A_state_that_is_not_in_the_table_is_limbo() => Broken(Fault.Limbo, Story.Good().Thread("t4", "lost in thought", null, []));

    [Fact]
    public void A_thread_that_waits_while_someone_is_free_makes_idle() =>
        Broken(Fault.Idle, Story.Good().Post("m4", "erik", "t4").Thread("t4", "waiting", null, ["m4"]));

    [Fact]
    public void A_thread_may_wait_while_all_are_busy() =>
        Assert.Empty(Story.Good().Post("m4", "erik", "t4").Thread("t4", "waiting", null, ["m4"]).Agent("ann", used: 2).Agent("bob", used: 2).Check());

    [Fact]
    public void A_missing_push_is_a_gap() => Broken(Fault.PushGap, Story.Good().Push("bob", 3, kind: 5, "t2", 1));

    [Fact]
    public void A_push_twice_on_one_connection_is_a_gap() => Broken(Fault.PushGap, Story.Good().Push("bob", 1, kind: 1, "t2", 1));

    [Fact]
    public void A_different_push_under_the_same_number_is_a_gap() => Broken(Fault.PushGap, Story.Good().Push("bob", 1, kind: 5, "t1", 7));

    [Fact]
    public void A_push_on_no_connection_is_a_gap() => Broken(Fault.PushGap, Story.Good().Disconnect("bob").Push("bob", 2, kind: 5, "t2", 1));

    [Fact]
    public void A_server_that_forgot_a_push_it_had_made_is_a_gap() => Broken(Fault.PushGap, Story.Good().Disconnect("ann").Start("ann", 2));

    [Fact]
    public void What_was_missed_and_never_came_is_a_gap() => Broken(Fault.PushGap, Story.Good().Disconnect("bob").Start("bob", 4));

    [Fact]
    public void A_snapshot_in_place_of_what_was_missed_is_no_gap() =>
        Assert.Empty(Story.Good().Disconnect("bob").Start("bob", 4000, resync: true).Push("bob", 4001, kind: 5, "t2", 1).Check());

    private static void Broken(Fault fault, Story story, params Fault[] andPerhaps)
    {
        var findings = story.Check();
        Assert.Contains(findings, finding => finding.Fault == fault);
        Assert.All(
            findings,
            finding => Assert.True(finding.Fault == fault || andPerhaps.Contains(finding.Fault), $"{finding.Fault}: {finding.What}"));
    }
}
