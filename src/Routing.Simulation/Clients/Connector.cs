using Routing.Core;
using Routing.Core.Threads;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>Carries our replies to their network and reports back; the network shows them to the customer, and to us as echoes.</summary>
internal sealed class Connector(Host host, Asker asker, Dice dice, Crowd crowd, Weather weather)
{
    private const string Sender = "api:connector";

    /// <summary>A reply is in the outbox.</summary>
    public void Carry(ThreadId thread, Replied replied, CustomerKey customer)
    {
        host.Schedule.After(dice.Between(100, 4_000), () =>
        {
            if (!weather.IsFair && dice.Chance(150)) Fail(thread, replied, customer, retry: dice.Chance(500));
            else Deliver(thread, replied, customer);
        });
    }

    private void Fail(ThreadId thread, Replied replied, CustomerKey customer, bool retry) => Report(
        thread,
        Sender,
        _ => new ReportFailed(replied.Reply.Id, "the network was busy", retry),
        () => { if (retry) host.Schedule.After(3_000, () => Deliver(thread, replied, customer)); });

    private void Deliver(ThreadId thread, Replied replied, CustomerKey customer)
    {
        var key = MessageKey.Of("net", $"ours-{replied.Reply.Id}");
        var echo = dice.Chance(300) ? EchoOf(replied, key) : null;
        if (echo is not null && dice.Chance(500)) crowd.Echo(echo);
        Report(thread, null, origin => new ReportSent(replied.Reply.Id, key, origin), () =>
        {
            if (echo is not null && !echo.IsAcknowledged) host.Schedule.After(dice.Between(0, 5_000), () => crowd.Echo(echo));
            if (!weather.IsFair && dice.Chance(300))
                host.Schedule.After(dice.Between(0, 30_000), () => crowd.Answer(key, customer, replied.Reply.Visibility));
        });
    }

    private Post EchoOf(Replied replied, MessageKey key)
    {
        var flagged = dice.Chance(700);
        return new Post
        {
            Key = key,
            Author = CustomerKey.Of("net", "brand"),
            Parent = replied.Reply.To,
            Own = flagged,
            MayBeEcho = !flagged,
            Visibility = replied.Reply.Visibility,
            CreatedAt = host.Now,
            Text = AgentClient.TextOf(replied.Reply.Id),
        };
    }

    /// <summary>To the thread, or to the one it has joined meanwhile.</summary>
    private void Report(ThreadId thread, string? sender, Func<Origin, ThreadCommand> report, Action reported)
    {
        asker.Ask(ActorId.Thread(World.Workspace, thread), sender, report, [], outcome =>
        {
            if (outcome is { Code: Refusal.ThreadJoined, Value: { } into }) host.Schedule.After(500, () => Report(into, sender, report, reported));
            else if (outcome.Code == Refusal.NoSuchReply) host.Schedule.After(2_000, () => Report(thread, sender, report, reported));
            else reported();
        });
    }
}
