using System.Text;
using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Tests.Http;

public class MessageParserTests
{
    [Fact]
    public void A_full_message_is_read_field_by_field()
    {
        var (message, wrong) = Parse("""
            {"channel":"x","id":"7","author":{"id":"42","handle":"kim","name":"Kim","followers":12},"text":"Hallo","inReplyTo":"6","visibility":"private",
             "createdAt":"2026-11-23T10:00:00.5+01:00","language":"de-AT","attachments":[{"kind":"image","url":"https://e.org/a.png","name":"a","size":5}],
             "own":false,"repost":true,"kind":"message"}
            """);

        Assert.Null(wrong);
        Assert.Equal(("x/7", "x/6"), (message!.Key.Value, message.InReplyTo?.Value));
        Assert.Equal(new Author("42", "kim", "Kim", 12), message.Author);
        Assert.Equal((Visibility.Private, true, "de-AT"), (message.Visibility, message.Repost, message.Language));
        Assert.Equal(Instant.Of(DateTimeOffset.Parse("2026-11-23T09:00:00.5Z")), message.CreatedAt);
        Assert.Equal([new Attachment("image", "https://e.org/a.png", "a", 5)], message.Attachments);
    }

    [Theory]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","mood":"bad"}""", "mood")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a","age":3},"text":"t"}""", "author.age")]
    [InlineData("""{"channel":"x","id":1,"author":{"id":"a"},"text":"t"}""", "id")]
    [InlineData("""{"channel":"x","id":"1","id":"2","author":{"id":"a"},"text":"t"}""", "id")]
    [InlineData("""{"channel":"x","id":"1","author":"a","text":"t"}""", "author")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a","followers":-1},"text":"t"}""", "author.followers")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a","followers":1.5},"text":"t"}""", "author.followers")]
    [InlineData("""{"channel":"x/y","id":"1","author":{"id":"a"},"text":"t"}""", "channel")]
    [InlineData("""{"channel":"","id":"1","author":{"id":"a"},"text":"t"}""", "channel")]
    [InlineData("""{"id":"1","author":{"id":"a"},"text":"t"}""", "channel")]
    [InlineData("""{"channel":"x","author":{"id":"a"},"text":"t"}""", "id")]
    [InlineData("""{"channel":"x","id":"1","text":"t"}""", "author.id")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"}}""", "text")]
    [InlineData("""{"channel":"x","id":"1\n","author":{"id":"a"},"text":"t"}""", "id")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"\ud800"}""", "text")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","inReplyTo":"1"}""", "inReplyTo")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","createdAt":"2026-11-23T10:00:00"}""", "createdAt")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","createdAt":"yesterday"}""", "createdAt")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","createdAt":-1}""", "createdAt")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","visibility":"secret"}""", "visibility")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","kind":"0"}""", "kind")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","language":"deutsch"}""", "language")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t","own":"yes"}""", "own")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"attachments":[{"url":"javascript:alert(1)"}]}""", "attachments[0].url")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"attachments":{}}""", "attachments")]
    [InlineData("""{"channel":"x","id":"1","author":{"id":"a"},"text":"t"} {}""", "")]
    [InlineData("""[]""", "")]
    [InlineData("", "")]
    [InlineData("nonsense", "")]
    [InlineData("""{"channel":"x",""", "")]
    public void What_is_wrong_is_named(string json, string field)
    {
        var (message, wrong) = Parse(json);

        Assert.Null(message);
        Assert.Equal((Refusal.BadRequest, field), (wrong!.Code, wrong.Field));
    }

    [Fact]
    public void Texts_and_ids_beyond_their_limits_are_too_large()
    {
        Assert.Equal((Refusal.TooLarge, "text"),
            Code($$"""{"channel":"x","id":"1","author":{"id":"a"},"text":"{{new string('t', Limits.MessageTextChars + 1)}}"}"""));
        Assert.Equal((Refusal.TooLarge, "author.handle"),
            Code($$"""{"channel":"x","id":"1","author":{"id":"a","handle":"{{new string('h', 1_000_000)}}"},"text":"t"}"""));
        Assert.Equal((Refusal.TooLarge, "channel"),
            Code($$"""{"channel":"{{new string('c', Limits.NameChars + 1)}}","id":"1","author":{"id":"a"},"text":"t"}"""));
        Assert.Null(Parse($$"""{"channel":"x","id":"1","author":{"id":"a"},"text":"{{new string('t', Limits.MessageTextChars)}}"}""").Wrong);
    }

    [Fact]
    public void Invalid_utf8_and_a_million_levels_are_refused()
    {
        Assert.Equal(Refusal.BadRequest, MessageParser.Parse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}']).Wrong!.Code);
        Assert.Equal(Refusal.BadRequest, Code(new string('[', 1_000_000)).Code);
        Assert.Equal(Refusal.BadRequest, Code("{\"author\":" + string.Concat(Enumerable.Repeat("{\"id\":", 1_000_000))).Code);
    }

    [Fact]
    public void A_deletion_needs_only_its_key()
    {
        var (message, wrong) = Parse("""{"channel":"x","id":"1","kind":"delete"}""");

        Assert.Null(wrong);
        Assert.Equal((MessageKind.Delete, "x/1"), (message!.Kind, message.Key.Value));
    }

    [Fact]
    public void Text_is_the_same_whatever_a_network_does_to_its_white_space()
    {
        Assert.Equal(ContentHash.OfText("Hello  there\nKim "), ContentHash.OfText(" Hello there Kim"));
        Assert.NotEqual(ContentHash.OfText("Hello there Kim"), ContentHash.OfText("Hello thereKim"));
    }

    private static (Refusal Code, string Field) Code(string json) => Parse(json).Wrong is { } wrong ? (wrong.Code, wrong.Field) : default;

    private static (IncomingMessage? Message, Wrong? Wrong) Parse(string json) => MessageParser.Parse(Encoding.UTF8.GetBytes(json));
}
