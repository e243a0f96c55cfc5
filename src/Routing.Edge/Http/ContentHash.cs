using System.Text;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>Hashes by which the engine knows contents without keeping them.</summary>
public static class ContentHash
{
    /// <summary>Of author, text and attachments: tells a repeat from a conflict.</summary>
    public static long Of(IncomingMessage message)
    {
        var content = new StringBuilder(message.Text.Length + 64).Append(message.Author.Id).Append('\n').Append(message.Text);
        foreach (var attachment in message.Attachments) content.Append('\n').Append(attachment.Kind).Append(' ').Append(attachment.Url);
        return Hashes.Content(content.ToString());
    }

    /// <summary>Of a text alone, white space aside: networks trim and wrap what we send, and it must still be known as ours.</summary>
    public static long OfText(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) words.Append(c);
            else if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
        }

        if (words.Length > 0 && words[^1] == ' ') words.Length--;
        return Hashes.Content(words.ToString());
    }
}
