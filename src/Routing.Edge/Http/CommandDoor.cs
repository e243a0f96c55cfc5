using System.Globalization;
using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Sends commands of an API caller, under the <c>Idempotency-Key</c> that came with the request, or under one drawn here.</summary>
/// <remarks>A key is a UUIDv7: it carries its time, so that one that is too old to be remembered is refused instead of run again.</remarks>
public sealed class CommandDoor(IActors actors, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    public ValueTask<Outcome> Do(Caller caller, ActorId to, Command command, Guid id, IReadOnlyList<Body> bodies, CancellationToken cancel) =>
        actors.Do(to, command, caller.Sender, id, bodies, cancel);

    /// <summary>The request's key; drawn here if it has none.</summary>
    /// <returns>False if it has one that is no UUIDv7.</returns>
    public bool TryKey(HttpContext http, out Guid id) => TryId(http.Request.Headers[Header].ToString(), out id);

    /// <param name="text">Empty or null: one is drawn.</param>
    public bool TryId(string? text, out Guid id)
    {
        if (!string.IsNullOrEmpty(text)) return Guid.TryParse(text, CultureInfo.InvariantCulture, out id) && id.Version == 7;
        id = Guid.CreateVersion7(clock.GetUtcNow());
        return true;
    }

    public static Refused NoKey => Refused.Field(Header, $"{Header} must be a UUIDv7.");

    /// <summary>204 if it was done, else the refusal.</summary>
    public static IResult Answer(Outcome outcome) => outcome.IsRefused ? Refused.Of(outcome) : Results.NoContent();
}
