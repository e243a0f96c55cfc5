using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Customers;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>What is known of a customer, their value, and their erasure. An id is the customer's key, or <c>by-author</c> with
/// <c>channel</c> and <c>author</c> in the query.</summary>
internal static class CustomersEndpoint
{
    private const string ByAuthor = "by-author";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/customers/{id}", Get).WithName("getCustomer").WithSummary("A customer: identity, value, influence, messages and threads")
            .Produces<CustomerDocument>().Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Read.Name);
        routes.MapDelete("/customers/{id}", Erase).WithName("eraseCustomer").WithSummary("Erase texts, names and identities of a customer everywhere")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Configure.Name);
        routes.MapPut("/customers/{id}/value", SetValue).WithName("setCustomerValue").WithSummary("Value of a customer to the company, 0 to 100")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Configure.Name);
    }

    private static async Task<IResult> Get(
        string id, string? channel, string? author, Caller caller, IActors actors, ILibrary library, CancellationToken cancel)
    {
        if (KeyOf(id, channel, author) is not { } key) return Refused.Field("id", "Name a customer's key, or by-author with channel and author.");
        var view = await actors.Read<CustomerView>(ActorId.Customer(caller.Workspace, key), new ReadCustomer(), cancel);
        if (view.Messages.Length == 0 && !view.Erased) return new Refused(Refusal.NoSuchCustomer);
        var body = Body.OfCustomer(key);
        var bodies = await library.Bodies(caller.Workspace, [body], cancel);
        var stored = bodies.TryGetValue(body, out var json) ? EdgeJson.Read<StoredCustomer>(json) : null;
        return Json.Of(new CustomerDocument(
            key.Value, stored?.Channel, stored?.AuthorId, stored?.Handle, stored?.Name, view.Value, view.Followers, view.Influence, view.Erased,
            [.. view.Messages.Select(message => message.Thread).Distinct()],
            [.. view.Messages.Select(message => new CustomerMessage(message.Message.Value, message.Thread, message.CreatedAt))]));
    }

    private static async Task<IResult> Erase(
        string id, string? channel, string? author, GivenWhy why, Caller caller, IActors actors, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (KeyOf(id, channel, author) is not { } key) return Refused.Field("id", "Name a customer's key, or by-author with channel and author.");
        if (!door.TryKey(http, out var command)) return CommandDoor.NoKey;
        var customer = ActorId.Customer(caller.Workspace, key);
        var view = await actors.Read<CustomerView>(customer, new ReadCustomer(), cancel);
        if (view.Messages.Length == 0 && !view.Erased) return new Refused(Refusal.NoSuchCustomer);
        return CommandDoor.Answer(await door.Do(caller, customer, new EraseCustomer(caller.Sender, why.Text), command, [], cancel));
    }

    private static async Task<IResult> SetValue(
        string id, string? channel, string? author, ValueBody body, GivenWhy why, Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (KeyOf(id, channel, author) is not { } key) return Refused.Field("id", "Name a customer's key, or by-author with channel and author.");
        if (body.Value is < 0 or > 100) return Refused.Field("value", "value must be 0 to 100.");
        if (!door.TryKey(http, out var command)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await door.Do(caller, ActorId.Customer(caller.Workspace, key), new SetValue(body.Value, caller.Sender, why.Text), command, [], cancel));
    }

    private static CustomerKey? KeyOf(string id, string? channel, string? author)
    {
        if (id != ByAuthor) return ThreadsEndpoint.IsId(id) ? new CustomerKey(id) : null;
        return string.IsNullOrEmpty(channel) || string.IsNullOrEmpty(author) ? null : CustomerKey.Of(channel, author);
    }

    internal sealed record ValueBody(int Value);
}

/// <summary>Identity is null once the customer was erased.</summary>
public sealed record CustomerDocument(
    string Key, string? Channel, string? AuthorId, string? Handle, string? Name, int Value, int Followers, int Influence, bool Erased,
    IReadOnlyList<ThreadId> Threads, IReadOnlyList<CustomerMessage> Messages);

public sealed record CustomerMessage(string Id, ThreadId Thread, Instant CreatedAt);
