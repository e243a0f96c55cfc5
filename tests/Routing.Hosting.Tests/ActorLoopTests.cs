using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;

namespace Routing.Hosting.Tests;

using DeskLoop = ActorLoop<DeskState, DeskCommand, DeskEvent, DeskDecider>;

public sealed class ActorLoopTests
{
    private static readonly ActorId Desk = ActorId.Desk("acme");
    private static readonly ActorId Ann = ActorId.Agent("acme", "ann");
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly DeskLoop _loop = new(Desk, StoredActor.Empty);
    private Instant _now = new(1_700_000_000_000);

    [Fact]
    public void A_command_that_comes_again_gets_the_first_answer_and_runs_once()
    {
        var command = new ClientCommand("api:crm", Id(), new SetAgent("ann", "Ann", [], 1), []);
        var first = Do(command);

        var again = _loop.Do(command, _now);

        Assert.Equal((1, 1), (first.Version, again.Version));
        Assert.True(again.Record.IsEmpty);
        Assert.Equal(first.Outcome, again.Outcome);
    }

    [Fact]
    public void A_refusal_is_remembered_too()
    {
        var command = new ClientCommand("api:crm", Id(), new RemoveAgent("ann"), []);
        Do(command);
        Do(new ClientCommand(null, null, new SetAgent("ann", "Ann", [], 1), []));

        Assert.Equal(Refusal.NoSuchAgent, _loop.Do(command, _now).Outcome!.Code);
    }

    [Fact]
    public void An_envelope_is_taken_once_and_never_before_the_one_it_follows()
    {
        Assert.Equal(Taken.Gap, _loop.Take(Ready(3, previous: 2), _now, out _));
        Assert.Equal(Taken.Yes, _loop.Take(Ready(2, previous: 0), _now, out var turn));
        Assert.NotNull(turn);
        Assert.Equal(Taken.Repeat, _loop.Take(Ready(2, previous: 0), _now, out turn));
        Assert.Null(turn);
        Assert.Equal(Taken.Yes, _loop.Take(Ready(3, previous: 2), _now, out _));
    }

    [Fact]
    public void An_actor_that_is_read_back_is_the_same_and_sends_what_was_not_taken()
    {
        Work();
        var unsent = _loop.UnsentTo.SelectMany(to => _loop.Unsent(to)).ToArray();
        Assert.NotEmpty(unsent);

        AssertSame(new DeskLoop(Desk, new StoredActor(_loop.Version, 0, null, _records)), unsent);
        var version = _loop.Version;
        AssertSame(new DeskLoop(Desk, new StoredActor(version, version, _loop.Snapshot(), [])), unsent);
    }

    [Fact]
    public void What_was_taken_is_not_sent_again_once_that_is_on_record()
    {
        Work();
        foreach (var to in _loop.UnsentTo.ToArray()) _loop.Acknowledge(to, long.MaxValue);
        Assert.False(_loop.HasUnsent);
        Do(new ClientCommand(null, null, new SetAgent("ben", "Ben", [], 1), []));

        Assert.False(new DeskLoop(Desk, new StoredActor(_loop.Version, 0, null, _records)).HasUnsent);
    }

    [Fact]
    public void A_snapshot_remembers_which_commands_are_too_old_to_run()
    {
        var first = new ClientCommand("api:crm", Id(), new SetAgent("ann", "Ann", [], 1), []);
        Do(first);
        for (var n = 0; n < Limits.CommandsRemembered; n++)
        {
            _now += 1;
            _loop.Do(new ClientCommand("api:crm", Id(), new SetAgent("ann", "Ann", [], 1), []), _now);
        }

        var restored = new DeskLoop(Desk, new StoredActor(_loop.Version, _loop.Version, _loop.Snapshot(), []));

        Assert.Equal(Refusal.TooOld, _loop.Do(first, _now).Outcome!.Code);
        Assert.Equal(Refusal.TooOld, restored.Do(first, _now).Outcome!.Code);
    }

    [Fact]
    public void A_snapshot_keeps_each_answer_and_who_was_heard()
    {
        var done = new ClientCommand("api:crm", Id(), new SetAgent("ann", "Ann", [], 1), []);
        var refused = new ClientCommand("api:crm", Id(), new RemoveAgent("ben"), []);
        foreach (var command in new[] { done, refused }) Do(command);
        foreach (var number in new[] { 1, 2 }) Take(Report(number, $"t{number}"));
        Take(Ready(1, previous: 0));

        var restored = new DeskLoop(Desk, new StoredActor(_loop.Version, _loop.Version, _loop.Snapshot(), []));

        Assert.Equal(Outcome.Done, restored.Do(done, _now).Outcome);
        Assert.Equal(_loop.Do(refused, _now).Outcome, restored.Do(refused, _now).Outcome);
        foreach (var number in new[] { 1, 2 }) Assert.Equal(Taken.Repeat, restored.Take(Report(number, $"t{number}"), _now, out _));
        Assert.Equal(Taken.Repeat, restored.Take(Ready(1, previous: 0), _now, out _));
        Assert.Equal(_loop.Snapshot(), restored.Snapshot());
    }

    [Fact]
    public void A_snapshot_from_before_senders_and_answers_stood_in_columns_is_read()
    {
        var command = new ClientCommand("api:crm", Id(), new RemoveAgent("ann"), []);
        var header = $$"""
            {"Sent":4,"Out":[],"In":[{"From":"agent/acme/ann","Number":7,"At":{{_now.Ms}}}],
            "Commands":[{"Sender":"api:crm","Id":"{{command.Id}}","Outcome":{"Code":0,"Value":"kept"},"At":{{_now.Ms}}}]}
            """.ReplaceLineEndings("");
        var saved = System.Text.Encoding.UTF8.GetString(_loop.Snapshot());
        var old = System.Text.Encoding.UTF8.GetBytes(header + saved[saved.IndexOf('\n', StringComparison.Ordinal)..]);

        var restored = new DeskLoop(Desk, new StoredActor(9, 9, old, []));

        Assert.Equal("kept", restored.Do(command, _now).Outcome!.Value);
        Assert.Equal(Taken.Repeat, restored.Take(Ready(7, previous: 0), _now, out _));
    }

    [Fact]
    public void Under_an_older_contract_a_snapshot_holds_nothing_newer_and_is_read_as_well()
    {
        Work();
        foreach (var number in new[] { 1, 2, 3 }) Take(Report(number, $"waits{number}"));

        var (older, newer) = (_loop.Snapshot(DeskDecider.ColumnsSince - 1), _loop.Snapshot(DeskDecider.ColumnsSince));

        Assert.DoesNotContain("\"Waiting\":{", System.Text.Encoding.UTF8.GetString(older), StringComparison.Ordinal);
        Assert.Contains("\"Waiting\":{", System.Text.Encoding.UTF8.GetString(newer), StringComparison.Ordinal);
        foreach (var snapshot in new[] { older, newer })
            Assert.Equal(_loop.StateHash(), new DeskLoop(Desk, new StoredActor(_loop.Version, _loop.Version, snapshot, [])).StateHash());
    }

    [Fact]
    public void A_command_of_another_actor_is_refused() =>
        Assert.Equal(Refusal.WrongActor, _loop.Do(new ClientCommand(null, null, new AgentWake(), []), _now).Outcome!.Code);

    private void Work()
    {
        Do(new ClientCommand(null, null, new SetAgent("ann", "Ann", [], 2), []));
        Take(Ready(1, previous: 0));
        Take(Report(1, "t1"));
        Take(Report(2, "t2"));
        _now += 1_000_000;
        Keep(_loop.Wake(_now)!);
    }

    private void AssertSame(DeskLoop read, Envelope[] unsent)
    {
        Assert.Equal((_loop.Version, _loop.Due), (read.Version, read.Due));
        Assert.Equal(_loop.StateHash(), read.StateHash());
        Assert.Equal(
            unsent.Select(envelope => Convert.ToHexString(Wire.WriteEnvelope(envelope))).Order(),
            read.UnsentTo.SelectMany(to => read.Unsent(to)).Select(envelope => Convert.ToHexString(Wire.WriteEnvelope(envelope))).Order());
        Assert.Equal(Taken.Repeat, read.Take(Ready(1, previous: 0), _now, out _));
    }

    private Turn Do(ClientCommand command) => Keep(_loop.Do(command, _now));

    private void Take(Envelope envelope)
    {
        Assert.Equal(Taken.Yes, _loop.Take(envelope, _now, out var turn));
        Keep(turn!);
    }

    private Turn Keep(Turn turn)
    {
        if (!turn.Record.IsEmpty) _records.Add(turn.Record);
        return turn;
    }

    private Guid Id() => Guid.CreateVersion7(_now.ToDateTimeOffset());

    private static Envelope Ready(long number, long previous) => new(Ann, Desk, number, previous, new SetReady("ann", number, true, false));

    private static Envelope Report(long number, string thread) => new(ActorId.Thread("acme", thread), Desk, number, 0, new ReportThread(
        thread, new Core.Threads.Report(
            number, Core.Threads.Phase.Open, CustomerKey.Of("net", "c"), "net", Visibility.Public, Reading.Unknown, 0, 0, new Instant(1), 1,
            MessageKey.Of("net", thread))));
}
