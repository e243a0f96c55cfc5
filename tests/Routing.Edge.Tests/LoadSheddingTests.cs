using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Routing.Core;
using Routing.Edge.Ports;

namespace Routing.Edge.Tests;

public sealed class LoadSheddingTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Gate gate = new();
    private int passed;

    [Theory]
    [InlineData("POST", "/v1/messages", 1)]
    [InlineData("GET", "/v1/threads", 1)]
    public async Task Everything_passes_while_the_store_keeps_up(string method, string path, int through)
    {
        await Ask(method, path);

        Assert.Equal(through, passed);
    }

    [Theory]
    [InlineData("POST", "/v1/messages", 0)]
    [InlineData("POST", "/v1/threads/t/reply", 1)]
    [InlineData("GET", "/v1/messages", 1)]
    public async Task While_the_store_is_behind_new_messages_alone_are_turned_away(string method, string path, int through)
    {
        gate.Refuses = new Outcome(Refusal.Overloaded);

        await Ask(method, path);

        Assert.Equal(through, passed);
    }

    [Fact]
    public async Task Who_is_turned_away_is_told_when_to_come_again()
    {
        gate.Refuses = new Outcome(Refusal.Overloaded);

        var answer = (await Ask("POST", "/v1/messages")).Response;

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.StatusCode);
        Assert.False(string.IsNullOrEmpty(answer.Headers.RetryAfter));
    }

    [Fact]
    public async Task A_full_disk_is_refused_further_in_where_deletes_still_pass()
    {
        gate.Refuses = new Outcome(Refusal.StoreFull);

        await Ask("POST", "/v1/messages");

        Assert.Equal(1, passed);
    }

    private async Task<HttpContext> Ask(string method, string path)
    {
        var options = new EdgeOptions();
        using var pressure = new Pressure(clock, options);
        var shedding = new LoadShedding(pressure, new AdmissionLimit(clock, options), gate);
        var http = new DefaultHttpContext { Request = { Method = method, Path = path } };
        await shedding.Check(http, _ =>
        {
            passed++;
            return Task.CompletedTask;
        });
        return http;
    }

    private sealed class Gate : IMessageGate
    {
        public Outcome? Refuses { get; set; }
    }
}
