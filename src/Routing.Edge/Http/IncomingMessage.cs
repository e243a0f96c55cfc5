using Routing.Core;

namespace Routing.Edge.Http;

public enum MessageKind
{
    Message = 0,
    Edit = 1,
    Delete = 2,
}

/// <summary>A message as a channel sent it, checked for form. See <see cref="MessageParser"/>.</summary>
/// <param name="CreatedAt">Null: as of receipt.</param>
public sealed record IncomingMessage(
    MessageKind Kind, MessageKey Key, Author Author, string Text, MessageKey? InReplyTo, Visibility Visibility, Instant? CreatedAt, string? Language,
    IReadOnlyList<Attachment> Attachments, bool Own, bool Repost);

/// <summary>Who wrote a message, as the network knows them.</summary>
public sealed record Author(string Id, string? Handle, string? Name, int Followers);

/// <summary>A link to something that came with a message; the thing itself is never fetched or kept.</summary>
/// <param name="Kind">image, video, audio, file or link, as the channel says it.</param>
/// <param name="Size">Bytes, where it is known.</param>
public sealed record Attachment(string Kind, string Url, string? Name, long? Size);

/// <summary>What is kept of a message's content, as a body.</summary>
public sealed record StoredMessage(string Text, Author Author, IReadOnlyList<Attachment> Attachments, string? Language);

/// <summary>What is kept of who a customer is, as a body.</summary>
public sealed record StoredCustomer(string Channel, string AuthorId, string? Handle, string? Name, int Followers);

/// <summary>A reply's or note's text, as a body.</summary>
public sealed record StoredText(string Text);

/// <summary>What is wrong with a request, and where.</summary>
/// <param name="Field">A path such as <c>author.id</c>; empty: the whole.</param>
public sealed record Wrong(Refusal Code, string Field, string Message);
