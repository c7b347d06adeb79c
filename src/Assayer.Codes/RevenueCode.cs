using System.Diagnostics.CodeAnalysis;

namespace Assayer.Codes;

/// <summary>A revenue code of an institutional claim: four digits, such as 0302. The default value is none and prints as "".</summary>
/// <remarks>Medicare Claims Processing Manual, chapter 25, section 75.4 (form locator 42).</remarks>
public readonly record struct RevenueCode
{
    readonly string? _value;

    RevenueCode(string value) => _value = value;

    /// <summary>Reads four digits, or three whose leading zero was lost; white space around them is allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RevenueCode code)
    {
        code = default;
        text = text?.Trim();
        if (text is not { Length: 3 or 4 } || text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        code = new(text.PadLeft(4, '0'));
        return true;
    }

    /// <summary>Reads three or four digits.</summary>
    /// <exception cref="FormatException">They are not a revenue code.</exception>
    public static RevenueCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"\"{text}\" is not a revenue code: four digits.");

    /// <summary>The four digits.</summary>
    public override string ToString() => _value ?? "";
}
