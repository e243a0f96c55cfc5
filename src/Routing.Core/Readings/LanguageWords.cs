using System.Collections.Frozen;

namespace Routing.Core.Readings;

/// <summary>Function words of languages in Latin script: frequent in any text, rare in the other languages.</summary>
internal static class LanguageWords
{
    private static readonly string[] Lists = Words.Lists(
        """
        en: the and is are was were you your i'm it's i've my me we this that these with for not have has had been what when
          why how can could would will just get got please thanks thank from they there their of to in on at do does don't
          didn't can't won't hello hi be an if or by about still our any all out now after need help
        es: el los las una unos es son está están estoy pero porque cuando cómo qué por para con del mi mis tu su sus muy más
          también ya hola gracias no me se lo le como desde hace tengo tiene hay puede puedo quiero ayuda nada este esta esto
          que y
        fr: le les des une est sont suis êtes pas ne je tu il nous vous mais parce quand comment pourquoi avec pour dans sur
          mon ma mes votre vos ce cette ces très plus aussi bonjour merci depuis j'ai c'est n'est d'un qui et au aux toujours
          rien jamais être avoir fait
        de: der die das und ist sind war nicht ich du wir ihr sie mein meine mir mich euch euer eure ein eine einen einem aber
          weil wenn wie warum mit für auf von zu im am dem den auch noch schon hallo danke bitte seit habe hat haben kann kein
          keine immer wieder nach bei oder es
        pt: os as uma uns é são está estou mas porque quando não meu minha meus seu sua muito mais também já olá oi obrigado
          obrigada com para do da dos das no na em eu você vocês isso esse essa foi tem tenho até ao pelo pela que e nada
          ninguém
        it: il lo gli una è sono sei ma perché quando come non mio mia miei tuo suo molto più anche già ciao grazie con per di
          del della dei nel nella che e ho hai abbiamo questo questa quello da ancora niente sempre vostro vostra ci si
          buongiorno
        nl: de het een is zijn was niet ik jij je wij we jullie mijn maar omdat wanneer hoe waarom met voor op van naar in aan
          ook nog al hallo dank bedankt graag dat deze dit heb heeft hebben kan geen er en te om bij uit werkt sinds waar wat
        tr: bir ve bu şu için ile ama çünkü neden nasıl ne zaman değil ben sen biz siz benim bana var yok çok daha da de mi mı
          mu mü merhaba teşekkürler teşekkür lütfen hala hâlâ gibi kadar olan oldu oluyor
        pl: nie jest są był było i w z na do się to że jak ale dlaczego kiedy mój moja moje mnie mi jestem mam ma bardzo już
          też cześć dziękuję dzień dobry proszę od przez dla czy co po za tym jeszcze nadal
        sv: och är var inte jag du vi ni min mitt mina men för att när hur varför med på av till från ett en det den har hade
          kan också redan hej tack snälla sedan ingen inget som om mig er
        da: og er var ikke jeg du vi i min mit mine men fordi når hvordan hvorfor med på af til fra et en det den har havde
          kan også allerede hej tak venligst siden ingen intet som om mig jer hvad noget
        no: og er var ikke jeg du vi dere min mitt mine men fordi når hvordan hvorfor med på av til fra et en det den har
          hadde kan også allerede hei takk vennligst siden ingen ingenting som om meg hva noe
        fi: ja on ei en et oli ovat olen minä sinä me te minun mutta koska kun miten miksi kanssa että tämä se ne hei moi
          kiitos vielä jo myös ole olla mikä voi nyt mitä onko teidän
        cs: a je jsou byl bylo není jsem se na v ve do že jak ale proč kdy můj moje mi mě mám má velmi už také ahoj děkuji
          dobrý den prosím od pro při co po ještě nebo
        id: yang dan di ke dari ini itu saya kami anda kamu tidak bukan ada adalah untuk dengan sudah belum bisa tolong terima
          kasih halo kenapa bagaimana kapan tapi karena juga lagi mau mohon
        """);

    private static readonly string[] Names = Words.Names(Lists);

    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Bits =
        Words.Bits(Lists).GetAlternateLookup<ReadOnlySpan<char>>();

    public const int Count = 15;

    public static uint Of(ReadOnlySpan<char> word) => Bits.TryGetValue(word, out var bits) ? bits : 0;

    public static string Name(int language) => Names[language];
}
