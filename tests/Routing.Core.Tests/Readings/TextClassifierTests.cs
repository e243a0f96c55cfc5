using System.Diagnostics;
using Routing.Core.Readings;

namespace Routing.Core.Tests.Readings;

public class TextClassifierTests
{
    [Theory]
    [InlineData("en", "My parcel was due on Tuesday and the tracking has not moved since")]
    [InlineData("es", "Hola, quiero cancelar mi suscripción pero la página da error")]
    [InlineData("fr", "Bonjour, je ne peux plus me connecter à mon compte depuis hier")]
    [InlineData("de", "Ich wurde diesen Monat doppelt abgebucht. Könnt ihr das bitte prüfen?")]
    [InlineData("pt", "Oi, alguém entrou na minha conta e não consigo mais usar o app")]
    [InlineData("it", "Buongiorno, la fattura di marzo ha un indirizzo sbagliato, potete correggerla?")]
    [InlineData("nl", "Mijn bestelling is nog niet bezorgd, kunnen jullie dat nakijken?")]
    [InlineData("tr", "Merhaba, siparişim hala gelmedi ve kargo bilgisi yok, neden?")]
    [InlineData("pl", "Dzień dobry, nie mogę się zalogować do mojego konta od wczoraj")]
    [InlineData("sv", "Hej, jag har inte fått mitt paket ännu och det är försenat")]
    [InlineData("da", "Hej, jeg har ikke fået min pakke endnu, hvad gør jeg?")]
    [InlineData("no", "Hei, jeg har ikke fått pakken min ennå, hva gjør dere?")]
    [InlineData("fi", "Hei, en ole vielä saanut pakettia, mitä minun pitäisi tehdä?")]
    [InlineData("ja", "注文した本がまだ届かないのですが")]
    [InlineData("ko", "아직 배송이 안 왔어요")]
    [InlineData("zh", "我的快递还没有到")]
    [InlineData("ar", "لم تصل طلبيتي حتى الآن")]
    [InlineData("ru", "Посылка так и не пришла")]
    [InlineData("uk", "Моя посилка ще не прийшла, дякую за відповідь")]
    [InlineData("hi", "मेरा पार्सल अभी तक नहीं आया")]
    [InlineData("", "ok")]
    public void Reads_the_language(string language, string text) => Assert.Equal(language, TextClassifier.Read(text).Language);

    [Theory]
    [InlineData("delivery", "Where is my package? The courier never came.")]
    [InlineData("billing", "I was charged twice on this invoice")]
    [InlineData("refund", "When do I get my refund?")]
    [InlineData("login", "I forgot my password and my account is locked")]
    [InlineData("cancellation", "Please cancel everything, I want to unsubscribe")]
    [InlineData("technical", "The app keeps crashing with an error")]
    [InlineData("technical", "It does not work")]
    [InlineData("outage", "Is your site down for everyone?")]
    [InlineData("praise", "Thanks, you are awesome")]
    [InlineData("refund", "返金してください")]
    [InlineData("", "What a day")]
    public void Reads_the_topic(string topic, string text) => Assert.Equal(topic, TextClassifier.Read(text).Topic);

    [Theory]
    [InlineData(Urgency.Critical, "There is smoke coming out of the charger")]
    [InlineData(Urgency.Critical, "My lawyer will be in touch")]
    [InlineData(Urgency.Critical, "The servers are down")]
    [InlineData(Urgency.High, "I need this urgently")]
    [InlineData(Urgency.High, "WHY DOES NOBODY ANSWER ME")]
    [InlineData(Urgency.High, "Hello? Anyone!!!")]
    [InlineData(Urgency.Low, "Thank you, great team!!!")]
    [InlineData(Urgency.Normal, "How do I change my address?")]
    [InlineData(Urgency.Normal, "Thanks, but where is my order?")]
    [InlineData(Urgency.Normal, "This is not great")]
    [InlineData(Urgency.Unknown, "")]
    [InlineData(Urgency.Unknown, "👍 123 @brand https://example.com/urgent")]
    public void Reads_the_urgency(Urgency urgency, string text) => Assert.Equal(urgency, TextClassifier.Read(text).Urgency);

    [Fact]
    public void A_text_of_any_length_and_of_broken_characters_is_read()
    {
        Assert.Equal("en", TextClassifier.Read(string.Concat(Enumerable.Repeat("where is my order and ", 10_000))).Language);
        Assert.Equal(Reading.Unknown, TextClassifier.Read("\uD800\uDFFF\0\u0301 \u200B"));
        Assert.Equal("", TextClassifier.Read(new string('a', 100_000)).Topic);
    }

    [Fact]
    public void A_short_post_takes_microseconds()
    {
        const string tweet = "My parcel was due on Tuesday and the tracking has not moved since. What is going on? @brand https://example.com/t/4471";
        for (var i = 0; i < 2_000; i++) TextClassifier.Read(tweet);
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < 200; i++) TextClassifier.Read(tweet);
            return Stopwatch.GetElapsedTime(started).TotalMicroseconds / 200;
        });
        Assert.True(best < 20, $"{best:0.0} µs");
    }
}
