using System.Globalization;
using System.Text.Json;

namespace Assayer.Rates.Transparency;

/// <summary>Reads the small values of price files, tolerant of the wrong JSON type. Each method leaves the cursor on the value's last token.</summary>
static class JsonValues
{
    /// <summary>A text, or a number as it is written; null for anything else, and for a text of nothing but spaces.</summary>
    public static string? ReadText(this JsonCursor cursor)
    {
        if (cursor.Token is JsonTokenType.String or JsonTokenType.Number)
            return cursor.GetString().Trim() is { Length: > 0 } text ? text : null;
        cursor.Skip();
        return null;
    }

    /// <summary>The texts of an array, or a single text; other elements are left out and make <paramref name="isOdd"/> true.</summary>
    public static List<string> ReadTexts(this JsonCursor cursor, ref bool isOdd)
    {
        var texts = new List<string>();
        if (cursor.Token != JsonTokenType.StartArray)
        {
            isOdd |= cursor.Token != JsonTokenType.Null;
            if (cursor.ReadText() is { } single) texts.Add(single);
            return texts;
        }
        var depth = cursor.Depth;
        while (cursor.Read() && cursor.Depth > depth)
        {
            if (cursor.ReadText() is { } text) texts.Add(text);
            else isOdd = true;
        }
        return texts;
    }

    /// <summary>Sorted, each once, joined by commas.</summary>
    public static string Join(this List<string> texts)
    {
        if (texts.Count == 0) return "";
        if (texts.Count == 1) return texts[0];
        return string.Join(',', texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// A number's value as text: 690.64470 and 690.6447 are one number, and 1e3 is 1000. Text that isn't a number, or too long a one, stays as it is.
    /// </summary>
    public static string CanonicalNumber(string text)
    {
        if (!text.AsSpan().ContainsAny('.', 'e', 'E')) return text;
        if (!decimal.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)) return text;
        var digits = text.Count(char.IsAsciiDigit);
        return digits > 28 ? text : number.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>YYYY-MM-DD.</summary>
    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
