using System.Collections.Frozen;

namespace Routing.Core.Readings;

/// <summary>Key words by topic, in the languages that most texts are in. Of topics with as many hits, the earlier one is taken.</summary>
internal static class TopicWords
{
    private static readonly string[] Lists = Words.Lists(
        """
        outage: outage outages blackout downtime offline servers störung ausfall panne caída apagón interrupción fora guasto
          storing kesinti awaria
        cancellation: cancel cancels cancelled canceled cancelling canceling cancellation unsubscribe terminate kündigen
          kündigung cancelar cancelación cancelamento résilier résiliation annuler disdire opzeggen annuleren iptal anulować
        refund: refund refunds refunded refunding reimburse reimbursement moneyback compensation chargeback erstattung
          rückerstattung reembolso remboursement rembourser rimborso terugbetaling iade zwrot estorno devolución
        billing: bill bills billed billing invoice invoices charge charged charges overcharged payment payments paid pay debit
          subscription fee fees price prices rechnung zahlung bezahlt abgebucht factura cobro cobrado pago facture paiement
          prélevé fattura addebito pagamento fatura factuur betaling ödeme faktura cobrança
        login: login log-in signin password passwords locked lockout account username authenticate authentication verification
          verify 2fa otp passwort anmelden einloggen konto contraseña cuenta sesión mot-de-passe connexion compte connecter
          accesso senha entrar conta wachtwoord inloggen şifre giriş hasło logowanie hacked
        delivery: delivery deliver delivered delivering shipping shipped shipment package packages parcel parcels courier
          tracking order orders ordered arrive arrived dispatch luggage baggage lieferung geliefert paket bestellung versand
          entrega envío pedido paquete livraison colis commande consegna pacco ordine encomenda bezorging bestelling pakket
          teslimat kargo sipariş dostawa paczka
        technical: bug bugs error errors crash crashes crashed crashing freeze freezes frozen broken glitch glitches lag laggy
          slow update updates updated app wifi internet network signal connection connect reboot reset install screen battery
          fehler abgestürzt kaputt funktioniert error fallo funciona erreur marche bugge errore funziona erro kapot werkt hata
          çalışmıyor błąd działa
        booking: booking bookings booked reservation reservations flight flights seat seats ticket tickets checkin hotel room
          train delayed delay delays buchung flug verspätung vuelo retraso reserva vol retard réservation volo ritardo voo
          atraso vlucht vertraging uçuş lot
        product: stock available availability size colour color model features restock warranty verfügbar garantie disponible
          garantía disponibilité disponibile disponível beschikbaar
        complaint: complaint complain worst terrible awful rude unacceptable disappointed disappointing pathetic useless
          horrible beschwerde schlecht unverschämt queja pésimo horrible plainte nul reclamo pessimo péssimo klacht slecht
          rezalet skarga
        praise: thank thanks thankyou thx love loved great awesome amazing excellent brilliant fantastic wonderful perfect
          kudos danke super toll gracias genial excelente merci génial parfait grazie ottimo perfetto obrigado obrigada ótimo
          bedankt geweldig teşekkürler harika dziękuję świetnie tack tak takk kiitos
        """);

    /// <summary>The same for writing without spaces: looked for inside the text.</summary>
    private static readonly string[] Unspaced = Words.Lists(
        """
        outage: 障害 故障 瘫痪 장애 먹통
        cancellation: 解約 キャンセル 取消 해지 취소
        refund: 返金 退款 환불
        billing: 請求 料金 支払 账单 扣费 付款 결제 요금 청구
        login: ログイン パスワード 登录 密码 账号 로그인 비밀번호
        delivery: 配送 届か 荷物 快递 发货 物流 배송 택배
        technical: 不具合 エラー 動かない 卡顿 闪退 错误 오류 버그 안돼
        booking: 予約 遅延 预订 航班 延误 예약 지연
        product: 在庫 库存 재고
        complaint: 最悪 ひどい 投诉 太差 최악
        praise: ありがとう 最高 谢谢 太棒 감사 최고
        """);

    private static readonly string[] Names = Words.Names(Lists);
    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Bits =
        Words.Bits(Lists).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[][] Inside = [.. Unspaced.Select(list => Words.Of(list).ToArray())];

    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Turns = Words.Bits(Words.Lists(
        """
        denies: not no never can't cannot won't doesn't don't didn't isn't aren't wasn't couldn't unable nicht kein keine nie
          no nunca ne pas non niet geen não
        works: work works working worked load loads loading open opens start starts connect connects send respond funktioniert
          geht funciona marche funziona werkt
        leads: is are was were went goes still completely site website service servers app network system
        """)).GetAlternateLookup<ReadOnlySpan<char>>();

    public const int Count = 11;

    public static uint Technical { get; } = 1u << Array.IndexOf(Names, "technical");

    public static uint Outage { get; } = 1u << Array.IndexOf(Names, "outage");

    public static uint Praise { get; } = 1u << Array.IndexOf(Names, "praise");

    public static uint Of(ReadOnlySpan<char> word) => Bits.TryGetValue(word, out var bits) ? bits : 0;

    public static string Name(int topic) => Names[topic];

    public static bool Denies(ReadOnlySpan<char> word) => Turns.TryGetValue(word, out var bits) && (bits & 1) != 0;

    public static bool Works(ReadOnlySpan<char> word) => Turns.TryGetValue(word, out var bits) && (bits & 2) != 0;

    /// <summary>What comes before "down" where it means an outage.</summary>
    public static bool LeadsDown(ReadOnlySpan<char> word) => Turns.TryGetValue(word, out var bits) && (bits & 4) != 0;

    public static void CountUnspaced(ReadOnlySpan<char> text, Span<int> topics)
    {
        for (var topic = 0; topic < Inside.Length; topic++)
            foreach (var word in Inside[topic])
                if (text.IndexOf(word) >= 0) topics[topic]++;
    }
}
