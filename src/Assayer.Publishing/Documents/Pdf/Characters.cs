using System.Globalization;
using System.Text;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Text as the bundled fonts can print it.</summary>
static class Characters
{
    /// <summary>What a report with such characters says at its end.</summary>
    public const string Note = "Characters that the fonts of this document lack are printed as their Unicode code points, such as [U+4E2D]. The other formats have the characters themselves.";

    const string Opening = "[U+";

    /// <summary>
    /// The same text where the fonts have its characters; a character that they lack becomes its code point, "[U+4E2D]", so that no empty box stands
    /// for it. Spaces of any kind and control characters become a space; what only guides line breaks is left out.
    /// </summary>
    public static string Printable(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0xAD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF) continue;
            if (rune.Value is 0xA0 or 0x202F or 0x2007) printable.Append('\u00A0');
            else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)) printable.Append(' ');
            else if (rune.Value == 0x2011) printable.Append('-');
            else if (Has(rune)) printable.Append(rune);
            else printable.Append(CultureInfo.InvariantCulture, $"{Opening}{rune.Value:X4}]");
        }
        return printable.ToString();
    }

    /// <summary>Whether printable text holds a code point in place of a character.</summary>
    public static bool HoldsCodePoint(string printable) => printable.Contains(Opening, StringComparison.Ordinal);

    static bool Has(Rune rune) => rune.IsBmp && Face.Regular.Has((char)rune.Value) && Face.Medium.Has((char)rune.Value);
}
