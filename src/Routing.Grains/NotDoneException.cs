using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>An input could not be done, and why, as it is told from silo to silo.</summary>
[GenerateSerializer]
public sealed class NotDoneException(string message, Refusal code, bool again) : Exception(message)
{
    /// <summary><see cref="Refusal.Unknown"/> or <see cref="Refusal.Halted"/>.</summary>
    [Id(0)]
    public Refusal Code { get; private set; } = code;

    /// <summary>It surely had no effect: the same may be given again at once, without asking whoever brought it.</summary>
    [Id(1)]
    public bool Again { get; private set; } = again;

    /// <summary>The error as callers are told it; what is no matter of the store or of the actor's place stays as it is.</summary>
    internal static Exception Of(Exception error) => error switch
    {
        NotDoneException => error,
        CellClosedException or SurelyNotStoredException => new NotDoneException(error.Message, Refusal.Unknown, again: true),
        InvalidDataException or StoreHaltedException => new NotDoneException(error.Message, Refusal.Halted, again: false),
        IOException => new NotDoneException(error.Message, Refusal.Unknown, again: false),
        _ => error,
    };
}
