using Routing.Core;

namespace Routing.Edge.Ports;

/// <summary>Whether the store can take new messages now. Asked for each, so it answers at once and from memory.</summary>
public interface IMessageGate
{
    /// <summary>Null if it can; else why not: <see cref="Refusal.Overloaded"/> or <see cref="Refusal.StoreFull"/>.</summary>
    Outcome? Refuses { get; }
}
