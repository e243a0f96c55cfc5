namespace Routing.Load.Data;

/// <summary>A message before it is posted: what a replay, a generator or a lap hands to the poster.</summary>
/// <param name="Id">The network's id.</param>
/// <param name="Author">The network's id of whoever wrote it.</param>
/// <param name="Own">Written by a brand's account: part of its chain, never work.</param>
/// <param name="InReplyTo">The id of the message that it answers; null for the first of a conversation.</param>
public sealed record SourceMessage(string Id, string Author, bool Own, DateTimeOffset CreatedAt, string Text, string? InReplyTo);
