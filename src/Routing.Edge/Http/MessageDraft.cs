using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>A message while it is being read; <see cref="Finish"/> says what is missing.</summary>
internal sealed class MessageDraft
{
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public MessageKind Kind { get; set; }

    public string? Channel { get; set; }

    public string? Id { get; set; }

    public string? InReplyTo { get; set; }

    public string? AuthorId { get; set; }

    public string? Handle { get; set; }

    public string? Name { get; set; }

    public int Followers { get; set; }

    public string? Text { get; set; }

    public Visibility Visibility { get; set; }

    public Instant? CreatedAt { get; set; }

    public string? Language { get; set; }

    public List<Attachment> Attachments { get; } = [];

    public bool Own { get; set; }

    public bool Repost { get; set; }

    public IncomingMessage? Finish(ref StrictJson json)
    {
        if (Channel is null) json.Refuse("channel", "is missing");
        else if (Channel.Contains('/')) json.Refuse("channel", "must not hold a slash");
        if (Id is null) json.Refuse("id", "is missing");
        if (Id is not null && Id == InReplyTo) json.Refuse("inReplyTo", "is the message itself");
        if (Kind != MessageKind.Delete)
        {
            if (AuthorId is null) json.Refuse("author.id", "is missing");
            if (string.IsNullOrEmpty(Text) && Attachments.Count == 0) json.Refuse("text", "is missing, and there is no attachment either");
        }

        if (json.Wrong is not null) return null;
        var parent = InReplyTo is null ? (MessageKey?)null : MessageKey.Of(Channel!, InReplyTo);
        return new(Kind, MessageKey.Of(Channel!, Id!), new(AuthorId ?? "", Handle, Name, Followers), Text ?? "", parent, Visibility, CreatedAt,
            Language, Attachments, Own, Repost);
    }
}
