namespace Routing.Core.Tests;

/// <summary>Messages for tests. Minutes count from some morning.</summary>
internal static class Given
{
    public const string Workspace = "acme";
    public const long Minute = 60_000;
    public static readonly Instant Morning = new(1_500_000_000_000);

    public static MessageKey Key(string id) => MessageKey.Of("net", id);

    public static CustomerKey Customer(string author) => CustomerKey.Of("net", author);

    public static Instant At(double minutes) => Morning + (long)(minutes * Minute);

    public static MessageFacts Facts(
        double minutes = 0, string text = "help", double join = 0, Visibility visibility = Visibility.Public, bool own = false, int followers = 0) =>
        new(own, false, visibility, At(minutes), At(minutes), Hashes.Content($"author {text}"), Hashes.Content(text), (long)(join * Minute),
            followers, new Reading(Urgency.Normal, "billing", "en"));
}
