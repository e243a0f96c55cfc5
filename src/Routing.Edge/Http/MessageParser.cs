using System.Text.Json;
using System.Text.Unicode;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>Reads one message of <c>POST /v1/messages</c>. Strict: an unknown field is refused by name, a wrong type names its field.</summary>
public static class MessageParser
{
    /// <returns>The message, or what is wrong.</returns>
    public static (IncomingMessage? Message, Wrong? Wrong) Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return (null, new(Refusal.BadRequest, "", "is not valid UTF-8"));
        var json = new StrictJson(utf8);
        try
        {
            var message = Read(ref json);
            json.End();
            return json.Wrong is { } wrong ? (null, wrong) : (message, null);
        }
        catch (JsonException broken)
        {
            return (null, new(Refusal.BadRequest, "", $"is not valid JSON (byte {broken.BytePositionInLine})"));
        }
    }

    private static IncomingMessage? Read(ref StrictJson json)
    {
        var draft = new MessageDraft();
        if (!json.Begin("")) return null;
        while (json.Next(out var field))
        {
            if (!draft.Seen.Add(field)) { json.Refuse(field, "occurs twice"); break; }
            switch (field)
            {
                case "channel": draft.Channel = Named(ref json, field, Limits.NameChars); break;
                case "id": draft.Id = Named(ref json, field, Limits.IdChars); break;
                case "inReplyTo": draft.InReplyTo = Named(ref json, field, Limits.IdChars); break;
                case "author": ReadAuthor(ref json, draft); break;
                case "text": draft.Text = json.Text(field, Limits.MessageTextChars); break;
                case "visibility": draft.Visibility = OneOf(ref json, field, Visibilities) == 1 ? Visibility.Private : Visibility.Public; break;
                case "kind": draft.Kind = (MessageKind)OneOf(ref json, field, Kinds); break;
                case "createdAt": draft.CreatedAt = json.Time(field); break;
                case "language": draft.Language = Language(ref json, field); break;
                case "attachments": ReadAttachments(ref json, draft); break;
                case "own": draft.Own = json.Flag(field); break;
                case "repost": draft.Repost = json.Flag(field); break;
                default: json.Refuse(field, "is no field of a message"); break;
            }
        }

        return json.Wrong is null ? draft.Finish(ref json) : null;
    }

    private static readonly string[] Visibilities = ["public", "private"];
    private static readonly string[] Kinds = ["message", "edit", "delete"];

    private static void ReadAuthor(ref StrictJson json, MessageDraft draft)
    {
        if (!json.Begin("author")) return;
        while (json.Next(out var field))
        {
            switch (field)
            {
                case "id": draft.AuthorId = Named(ref json, "author.id", Limits.IdChars); break;
                case "handle": draft.Handle = json.Text("author.handle", Limits.IdChars); break;
                case "name": draft.Name = json.Text("author.name", Limits.IdChars); break;
                case "followers": draft.Followers = (int)(json.Number("author.followers", int.MaxValue) ?? 0); break;
                default: json.Refuse($"author.{field}", "is no field of an author"); break;
            }
        }
    }

    private static void ReadAttachments(ref StrictJson json, MessageDraft draft)
    {
        if (!json.BeginArray("attachments")) return;
        for (var i = 0; json.NextItem(); i++)
        {
            var at = $"attachments[{i}]";
            if (i == Limits.Attachments) json.Refuse("attachments", $"must have at most {Limits.Attachments} items");
            if (json.Wrong is not null || !json.Begin(at)) return;
            string? kind = null, url = null, name = null;
            long? size = null;
            while (json.Next(out var field))
            {
                switch (field)
                {
                    case "kind": kind = json.Text($"{at}.kind", Limits.NameChars); break;
                    case "url": url = json.Text($"{at}.url", Limits.UrlChars); break;
                    case "name": name = json.Text($"{at}.name", Limits.IdChars); break;
                    case "size": size = json.Number($"{at}.size", long.MaxValue); break;
                    default: json.Refuse($"{at}.{field}", "is no field of an attachment"); break;
                }
            }

            if (json.Wrong is not null) return;
            if (!IsLink(url)) { json.Refuse($"{at}.url", "must be a link (http or https)"); return; }
            draft.Attachments.Add(new(kind ?? "file", url!, name, size));
        }
    }

    // A link is shown to agents and clicked: no script, no file, no other scheme.
    private static bool IsLink(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp);

    /// <summary>An id or name: not empty, no control characters.</summary>
    private static string? Named(ref StrictJson json, string field, int mostChars)
    {
        var text = json.Text(field, mostChars);
        if (text is null) return null;
        if (text.Length == 0) json.Refuse(field, "must not be empty");
        foreach (var c in text)
            if (char.IsControl(c)) json.Refuse(field, "must not hold control characters");
        return text;
    }

    private static string? Language(ref StrictJson json, string field)
    {
        var tag = json.Text(field, 35);
        if (tag is null) return null;
        var primary = tag.AsSpan().IndexOfAny('-', '_') is var end and >= 0 ? tag.AsSpan(0, end) : tag;
        var fits = primary.Length is 2 or 3;
        foreach (var c in primary) fits &= char.IsAsciiLetter(c);
        if (!fits) json.Refuse(field, "must be a language tag such as en or pt-BR");
        return tag;
    }

    private static int OneOf(ref StrictJson json, string field, string[] words)
    {
        var text = json.Text(field, Limits.NameChars);
        if (json.Wrong is not null) return 0;
        var found = text is null ? 0 : Array.IndexOf(words, text);
        if (found < 0) json.Refuse(field, $"must be one of {string.Join(", ", words)}");
        return Math.Max(0, found);
    }
}
