using Routing.Core;

namespace Routing.Edge.Ports;

/// <summary>What was asked for cannot be had from this host: the edge answers with the number.</summary>
public sealed class RefusedException(Refusal code, string message) : Exception(message)
{
    public Refusal Code => code;
}
