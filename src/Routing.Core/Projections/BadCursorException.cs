namespace Routing.Core.Projections;

/// <summary>A list was asked to go on from a cursor that it never gave out.</summary>
public sealed class BadCursorException(string cursor) : ArgumentException($"'{cursor}' is not a cursor of this list.");
