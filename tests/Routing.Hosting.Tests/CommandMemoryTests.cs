using Routing.Core;

namespace Routing.Hosting.Tests;

public sealed class CommandMemoryTests
{
    private static readonly Instant Now = new(1_700_000_000_000);
    private readonly CommandMemory _memory = new();

    [Fact]
    public void The_same_id_of_the_same_sender_gets_the_same_answer()
    {
        var id = Id(0);
        Assert.Null(_memory.Recall("ann", id, Now));

        _memory.Remember("ann", id, Outcome.With("t"));

        Assert.Equal(Outcome.With("t"), _memory.Recall("ann", id, Now));
        Assert.Null(_memory.Recall("ben", id, Now));
    }

    [Fact]
    public void The_first_answer_stays()
    {
        _memory.Remember("ann", Id(0), Outcome.With("first"));
        _memory.Remember("ann", Id(0), Outcome.With("second"));

        Assert.Equal("first", _memory.Recall("ann", Id(0), Now)!.Value);
    }

    [Fact]
    public void An_id_older_than_a_day_is_refused()
    {
        Assert.Null(_memory.Recall("ann", Id(-Limits.CommandMemoryMs), Now));
        Assert.Equal(Refusal.TooOld, _memory.Recall("ann", Id(-Limits.CommandMemoryMs - 1), Now)!.Code);
    }

    [Fact]
    public void An_id_from_before_the_last_thousand_is_refused_and_never_run_again()
    {
        for (var n = 0; n <= Limits.CommandsRemembered; n++) _memory.Remember("ann", Id(n), Outcome.Done);

        Assert.Equal(Refusal.TooOld, _memory.Recall("ann", Id(0), Now)!.Code);
        Assert.Equal(Refusal.TooOld, _memory.Recall("ann", Id(-1), Now)!.Code);
        Assert.Equal(Refusal.None, _memory.Recall("ann", Id(1), Now)!.Code);
        Assert.Null(_memory.Recall("ben", Id(0), Now));
    }

    [Fact]
    public void A_sender_who_was_silent_for_a_day_is_forgotten()
    {
        _memory.Remember("ann", Id(0), Outcome.Done);

        _memory.Forget(Now + Limits.CommandMemoryMs);
        Assert.Single(_memory.All());

        _memory.Forget(Now + Limits.CommandMemoryMs + 1);
        Assert.Empty(_memory.All());
        Assert.Empty(_memory.AllForgotten());
    }

    [Fact]
    public void The_time_of_an_id_is_read_from_it() => Assert.Equal(Now.Ms + 5, CommandMemory.TimeOf(Id(5)));

    private static Guid Id(long ms)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7((Now + ms).ToDateTimeOffset()).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Fill(0x77);
        return new Guid(bytes, bigEndian: true);
    }
}
