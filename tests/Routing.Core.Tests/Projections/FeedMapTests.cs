using System.Text.Json;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Projections;

public sealed class FeedMapTests
{
    private static readonly ActorId Desk = ActorId.Desk(Given.Workspace);
    private static readonly ActorId Thread = ActorId.Thread(Given.Workspace, "t1");
    private static readonly Instant Now = Given.Morning;

    [Fact]
    public void A_message_is_told_by_its_ids_never_by_its_text_or_its_authors_name()
    {
        var shard = ActorId.Directory(Given.Workspace, Given.Key("1"));
        var item = FeedMap.Of(shard, new MessageReceived(Given.Key("1"), Given.Customer("ann"), null, Given.Facts(text: "secret"), Origin.Nobody, false, []))!;

        Assert.Equal("message.received", item.Type);
        var names = JsonDocument.Parse(item.Json).RootElement.EnumerateObject().Select(field => field.Name);
        Assert.Equal(["message", "author", "own", "repost", "deleted", "visibility", "createdAt", "receivedAt"], names);
        Assert.Equal("public", Field(item, "visibility").GetString());
        Assert.Equal(Now.Ms, Field(item, "createdAt").GetInt64());
        Assert.DoesNotContain("secret", item.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_new_thread_is_opened()
    {
        var customer = ActorId.Customer(Given.Workspace, Given.Customer("ann"));
        var card = new CustomerCard(Given.Customer("ann"), 0, 0, 1);

        Assert.Equal("thread.opened", FeedMap.Of(customer, Filed(opened: true))?.Type);
        Assert.Null(FeedMap.Of(customer, Filed(opened: false)));

        MessageFiled Filed(bool opened) => new(Given.Key("1"), Given.Key("1"), "t1", opened, Given.Facts(), card, Origin.Nobody);
    }

    [Fact]
    public void An_accepted_offer_and_a_transfer_are_both_an_assignment_and_say_who_did_it()
    {
        var accepted = FeedMap.Of(Desk, new OfferAccepted("t1", "ann", 3, Now))!;
        var moved = FeedMap.Of(Desk, new ThreadAssigned("t1", "bob", 4, "transfer", "sue", "n1", true, "ann", Now))!;

        Assert.Equal(("thread.assigned", "t1", "ann", "ann"), (accepted.Type, accepted.Thread, accepted.Agent, accepted.By));
        Assert.Equal(("thread.assigned", "t1", "bob", "sue"), (moved.Type, moved.Thread, moved.Agent, moved.By));
        Assert.True(Field(moved, "overCapacity").GetBoolean());
        Assert.Equal("accepted", Field(accepted, "reason").GetString());
    }

    [Fact]
    public void Only_a_declined_offer_was_ended_by_its_agent()
    {
        Assert.Equal("ann", FeedMap.Of(Desk, Ended(OfferEnd.Declined))!.By);
        Assert.Null(FeedMap.Of(Desk, Ended(OfferEnd.Missed))!.By);
        Assert.Equal("missed", Field(FeedMap.Of(Desk, Ended(OfferEnd.Missed))!, "end").GetString());

        static OfferEnded Ended(OfferEnd end) => new("t1", "ann", 1, end, "", 0, Now, false, Now, Now);
    }

    [Fact]
    public void The_copies_of_a_fact_say_nothing()
    {
        Assert.Null(FeedMap.Of(Thread, new Placed(Holding.Assigned, "ann", 3, "accepted", "ann", null, Now)));
        Assert.Null(FeedMap.Of(Desk, new SlotFreed("t1", "ann", Now)));
        Assert.Null(FeedMap.Of(ActorId.Agent(Given.Workspace, "ann"), new Pushed(new Push(1, PushKind.Offer, "t1", 1, null, null, 0, null, Now))));
    }

    [Fact]
    public void What_an_agent_says_of_themselves_is_told_with_who_said_it()
    {
        var push = new Push(1, PushKind.Status, null, 0, null, null, 0, null, Now);
        var item = FeedMap.Of(ActorId.Agent(Given.Workspace, "ann"), new StatusSet(AgentStatus.Break, "sue", 1, false, Now, push))!;

        Assert.Equal(("agent.status", "ann", "sue"), (item.Type, item.Agent, item.By));
        Assert.Equal("break", Field(item, "status").GetString());
    }

    private static JsonElement Field(FeedItem item, string name) => JsonDocument.Parse(item.Json).RootElement.GetProperty(name);
}
