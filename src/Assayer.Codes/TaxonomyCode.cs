using System.Diagnostics.CodeAnalysis;

namespace Assayer.Codes;

/// <summary>
/// A health care provider taxonomy code: ten characters, such as 291U00000X for a clinical medical laboratory. Its form is checked, not
/// whether it is assigned. The default value is none and prints as "".
/// </summary>
/// <remarks>NUCC, Health Care Provider Taxonomy code set, structure: three digits, six letters or digits, and X.</remarks>
public readonly record struct TaxonomyCode
{
    readonly string? _value;

    TaxonomyCode(string value) => _value = value;

    /// <summary>Reads ten characters, in any letter case; white space around them is allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TaxonomyCode code)
    {
        code = default;
        text = text?.Trim().ToUpperInvariant();
        if (text is not { Length: 10 } || text[9] != 'X') return false;
        for (var index = 0; index < 9; index++)
        {
            if (!(char.IsAsciiDigit(text[index]) || (index >= 3 && char.IsAsciiLetterUpper(text[index])))) return false;
        }
        code = new(text);
        return true;
    }

    /// <summary>Reads ten characters.</summary>
    /// <exception cref="FormatException">They are not a taxonomy code.</exception>
    public static TaxonomyCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"\"{text}\" is not a taxonomy code: three digits, six letters or digits, X.");

    /// <summary>The ten characters.</summary>
    public override string ToString() => _value ?? "";
}
