using System.Text;

namespace Routing.Redis;

/// <summary>Latin letters without their accents. This program runs without the cultures' tables, in which normalization would find them.</summary>
/// <remarks>From the canonical decompositions of Unicode 15: a dot stands for a letter that has none.</remarks>
internal static class Accents
{
    private const int FirstLatin = 0xC0;
    private const int FirstMoreLatin = 0x1E00;

    /// <summary>U+00C0 to U+024F: European languages.</summary>
    private const string Latin =
        "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
        + "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll."
        + "...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz."
        + "................................oo.............uu..............."
        + ".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...."
        + "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
        + "................";

    /// <summary>U+1E00 to U+1EFF: Vietnamese above all.</summary>
    private const string MoreLatin =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>The plain letter in lower case; any other as it is.</summary>
    public static Rune Off(Rune letter)
    {
        var (table, at) = letter.Value >= FirstMoreLatin ? (MoreLatin, letter.Value - FirstMoreLatin) : (Latin, letter.Value - FirstLatin);
        return at >= 0 && at < table.Length && table[at] != '.' ? new Rune(table[at]) : letter;
    }
}
