using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Hubs;

/// <summary>What every hub method answers: done, or refused with a number. Never an exception.</summary>
/// <param name="Code">0 if done; see <see cref="Refusal"/>.</param>
/// <param name="Value">A reply's or note's id; for a refusal what exactly is wrong (the newest message, the thread it joined).</param>
public sealed record HubAnswer(bool Ok, int Code, string Name, string? Value, string? Message)
{
    public static HubAnswer Of(Outcome outcome, string? value = null) => outcome.IsRefused
        ? new(false, (int)outcome.Code, Refusals.Name(outcome.Code), outcome.Value, Refusals.Message(outcome.Code, outcome.Value))
        : new(true, 0, Refusals.Name(Refusal.None), outcome.Value ?? value, null);

    public static HubAnswer Refuse(Refusal code, string? message = null) =>
        new(false, (int)code, Refusals.Name(code), null, message ?? Refusals.Message(code, null));
}
