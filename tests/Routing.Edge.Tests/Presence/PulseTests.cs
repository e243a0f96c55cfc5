using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Presence;

namespace Routing.Edge.Tests.Presence;

/// <summary>When a client is asked whether it is there, and when it is taken for gone.</summary>
public sealed class PulseTests : IDisposable
{
    private static readonly PresenceTimes Times = new();
    private readonly TimedClock _clock = new();
    private readonly Client _client = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Pulse _pulse;
    private bool _gone;

    public PulseTests() => _pulse = new Pulse(
        new Caller("w", Roles.Agent, "ann"), "c1", _client, Times, _clock, () => _gone = true, NullLogger.Instance);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Who_answered_once_and_does_not_again_is_gone_within_the_stated_time()
    {
        var watching = _pulse.Watch(_stop.Token);
        await Waits(Times.AnswerWithin);
        _client.Answer();
        await Waits(Times.AskAfter);
        _clock.Advance(Times.AskAfter);
        await Waits(Times.AnswerWithin);
        Assert.False(_gone);

        _clock.Advance(Times.AnswerWithin);

        await watching.WaitAsync(Late);
        Assert.True(_gone);
        Assert.Equal(2, _client.Questions);
    }

    [Fact]
    public async Task That_the_client_knows_no_such_method_is_an_answer()
    {
        var watching = _pulse.Watch(_stop.Token);
        await Waits(Times.AnswerWithin);
        _client.Fail(new HubException("Client didn't provide a result."));
        await Waits(Times.AskAfter);
        _clock.Advance(Times.AskAfter);
        await Waits(Times.AnswerWithin);

        _clock.Advance(Times.AnswerWithin);

        await watching.WaitAsync(Late);
        Assert.True(_gone);
    }

    [Fact]
    public async Task Who_never_answered_is_asked_on_and_not_taken_for_gone()
    {
        var watching = _pulse.Watch(_stop.Token);

        for (var asked = 1; asked <= 5; asked++)
        {
            await Waits(Times.AnswerWithin);
            _clock.Advance(Times.AnswerWithin);
            await Waits(Times.AskAfter);
            _clock.Advance(Times.AskAfter);
        }

        await Waits(Times.AnswerWithin);
        await End(watching);
        Assert.Equal(6, _client.Questions);
    }

    [Fact]
    public async Task A_call_says_as_much_as_an_answer_and_one_that_runs_keeps_the_client_whatever_it_says()
    {
        var watching = _pulse.Watch(_stop.Token);
        await Waits(Times.AnswerWithin);
        _client.Answer();
        await Waits(Times.AskAfter);
        _clock.Advance(Times.AskAfter - TimeSpan.FromSeconds(1));
        _pulse.CallBegins();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Waits(Times.AskAfter - TimeSpan.FromSeconds(1));
        _clock.Advance(Times.AskAfter - TimeSpan.FromSeconds(1));
        await Waits(Times.AnswerWithin);
        _clock.Advance(Times.AnswerWithin);
        await Waits(Times.AskAfter);
        Assert.False(_gone);

        _pulse.CallEnds();
        _clock.Advance(Times.AskAfter);
        await Waits(Times.AnswerWithin);
        _clock.Advance(Times.AnswerWithin);

        await watching.WaitAsync(Late);
        Assert.True(_gone);
    }

    [Fact]
    public async Task Who_calls_while_asked_and_never_answers_is_not_taken_for_one_who_answers()
    {
        var watching = _pulse.Watch(_stop.Token);
        await Waits(Times.AnswerWithin);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _pulse.CallBegins();
        _pulse.CallEnds();
        _clock.Advance(Times.AnswerWithin - TimeSpan.FromSeconds(1));
        await Waits(Times.AskAfter);
        _clock.Advance(Times.AskAfter);
        await Waits(Times.AnswerWithin);

        _clock.Advance(Times.AnswerWithin);

        await Waits(Times.AskAfter);
        await End(watching);
    }

    [Fact]
    public async Task A_process_that_stood_still_asks_again()
    {
        var watching = _pulse.Watch(_stop.Token);
        await Waits(Times.AnswerWithin);
        _client.Answer();
        await Waits(Times.AskAfter);
        _clock.Advance(Times.AskAfter);
        await Waits(Times.AnswerWithin);

        _clock.Advance(Times.AnswerWithin + TimeSpan.FromSeconds(5));

        await Waits(Times.AnswerWithin);
        Assert.Equal(3, _client.Questions);
        _client.Answer();
        await Waits(Times.AskAfter);
        await End(watching);
    }

    [Fact]
    public void A_person_is_news_at_most_once_in_half_a_minute()
    {
        Assert.True(_pulse.Active());
        Assert.False(_pulse.Active());
        _clock.Advance(TimeSpan.FromMilliseconds(Limits.ActivityNotedMs));
        Assert.True(_pulse.Active());
    }

    [Theory]
    [InlineData(0.05, 15, 150)]
    [InlineData(61, 15, 150)]
    [InlineData(15, 61, 150)]
    [InlineData(15, 15, 29)]
    [InlineData(15, 15, 3601)]
    public void Times_that_cannot_be_are_refused_by_name(double ask, double answer, double silent) => Assert.Throws<ArgumentException>(() => new PresenceTimes
    {
        AskAfter = TimeSpan.FromSeconds(ask), AnswerWithin = TimeSpan.FromSeconds(answer), SilentClient = TimeSpan.FromSeconds(silent),
    }.Checked());

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    private async Task End(Task watching)
    {
        await _stop.CancelAsync();
        await watching.WaitAsync(Late);
        Assert.False(_gone);
    }

    /// <summary>Until it waits for the clock again, and for how long.</summary>
    private async Task Waits(TimeSpan time)
    {
        using var late = new CancellationTokenSource(Late);
        Assert.Equal(time, await _clock.Timers.Reader.ReadAsync(late.Token));
    }

    private sealed class TimedClock : FakeTimeProvider
    {
        public Channel<TimeSpan> Timers { get; } = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Timers.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    private sealed class Client : ISingleClientProxy
    {
        private TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Questions { get; private set; }

        public void Answer() => _answer.SetResult(true);

        public void Fail(Exception error) => _answer.SetException(error);

        public async Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken)
        {
            Assert.Equal("Alive", method);
            Questions++;
            _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (T)(object)await _answer.Task.WaitAsync(cancellationToken);
        }

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
