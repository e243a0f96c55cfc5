using System.Collections.Frozen;

namespace Routing.Core.Readings;

/// <summary>Words that press: of danger, outage or law, and of anger or haste.</summary>
internal static class UrgencyWords
{
    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Bits = Words.Bits(Words.Lists(
        """
        critical: fire smoke burning explosion exploded injured injury hurt accident emergency ambulance hospital unsafe
          dangerous danger electrocuted poisoned bleeding police lawyer lawyers attorney lawsuit sue suing court legal fraud
          fraudulent hacked stolen theft breach leak suicide threat feuer brand unfall verletzt notfall gefährlich anwalt
          klage betrug incendio accidente herido emergencia peligro abogado demanda fraude incendie blessé urgence danger
          avocat infortunio pericolo avvocato truffa acidente perigo advogado brandgevaar ongeluk advocaat oplichting yangın
          kaza avukat dolandırıcılık
        high: urgent urgently asap immediately deadline furious angry ridiculous unacceptable disgusting disgusted disgrace
          disgraceful worst scam scammed awful appalling fuming joke shame stranded stuck dringend sofort wütend unverschämt
          inakzeptabel frechheit urgente inmediatamente inaceptable vergüenza estafa immédiatement inacceptable honte
          scandaleux subito inaccettabile vergogna imediatamente inaceitável absurdo vergonha golpe onmiddellijk onacceptabel
          schandalig acil rezalet derhal pilne natychmiast skandal
        """)).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsCritical(ReadOnlySpan<char> word) => Bits.TryGetValue(word, out var bits) && (bits & 1) != 0;

    public static bool IsHigh(ReadOnlySpan<char> word) => Bits.TryGetValue(word, out var bits) && (bits & 2) != 0;
}
