using System.Diagnostics.CodeAnalysis;

namespace Assayer.Codes;

/// <summary>
/// An ICD-10-CM code: D81.31, or a category such as D81. Its form is checked; whether it may stand on a claim, <see cref="Icd10Table"/>
/// knows. The default value is none and prints as "".
/// </summary>
/// <remarks>ICD-10-CM Official Guidelines for Coding and Reporting, section I.A.2: three to seven characters, a point behind the third.</remarks>
public readonly record struct Icd10Code : IComparable<Icd10Code>
{
    readonly string? _value;

    Icd10Code(string value) => _value = value;

    /// <summary>The characters without the point: "D8131".</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a letter, a digit, a letter or digit and up to four more, with the point behind the third character or without.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Icd10Code code)
    {
        code = default;
        text = text?.Trim().ToUpperInvariant() ?? "";
        if (text.Length > 4 && text[3] == '.') text = text.Remove(3, 1);
        if (text.Length is < 3 or > 7 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiDigit(text[1])) return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character)) return false;
        }
        code = new(text);
        return true;
    }

    /// <summary>Reads a code, with or without the point.</summary>
    /// <exception cref="FormatException">It is not an ICD-10-CM code.</exception>
    public static Icd10Code Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"\"{text}\" is not an ICD-10-CM code, such as D81.31.");

    /// <summary>In the order of the published list.</summary>
    public int CompareTo(Icd10Code other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>With the point: "D81.31", "D81".</summary>
    public override string ToString() => Value.Length > 3 ? Value.Insert(3, ".") : Value;
}
