using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Assayer.Codes;

/// <summary>A National Provider Identifier: ten digits, the first of them 1 or 2, the last a check digit. The default value is no identifier and prints as "".</summary>
/// <remarks>45 CFR 162.406; CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit".</remarks>
public readonly record struct Npi : IComparable<Npi>
{
    readonly uint _number;

    Npi(uint number) => _number = number;

    /// <summary>The identifier as a number; 0 for the default value.</summary>
    public long Number => _number;

    /// <summary>Reads ten digits; white space around them is allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Npi npi)
    {
        npi = default;
        text = text.Trim();
        if (text.Length != 10 || text[0] is not ('1' or '2') || !HasValidCheckDigit(text)) return false;
        npi = new(uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out Npi)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out Npi npi) => TryParse(text.AsSpan(), out npi);

    /// <summary>Reads ten digits.</summary>
    /// <exception cref="FormatException">They are not an NPI.</exception>
    public static Npi Parse(string text) =>
        TryParse(text, out var npi) ? npi : throw new FormatException($"\"{text}\" is not an NPI: ten digits, 1 or 2 first, with a valid check digit.");

    /// <summary>
    /// Whether these are ten digits of which the last is the Luhn check digit of the others behind the prefix 80840. The prefix adds a
    /// constant 24 to the sum (CMS, "Requirements for NPI and NPI Check Digit"; ISO/IEC 7812-1, annex B).
    /// </summary>
    public static bool HasValidCheckDigit(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 10) return false;
        var sum = 24;
        for (var index = 0; index < 10; index++)
        {
            var digit = digits[index] - '0';
            if ((uint)digit > 9) return false;
            // From the right, every second digit before the check digit is doubled: of ten, the first, third, …
            sum += index % 2 != 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum % 10 == 0;
    }

    /// <inheritdoc/>
    public int CompareTo(Npi other) => _number.CompareTo(other._number);

    /// <summary>The ten digits.</summary>
    public override string ToString() => _number == 0 ? "" : _number.ToString("D10", CultureInfo.InvariantCulture);
}
