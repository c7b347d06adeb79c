using System.Globalization;

namespace Assayer.Rates.Hospital;

/// <summary>What there is to say about a filed amount.</summary>
enum AmountRemark
{
    None,
    Rounded,
    Zero,
    NineNines,
    NotANumber,
    Negative,
    TooLarge,
}

/// <summary>An amount as it was understood; no value where the cell is empty or can't be used.</summary>
readonly record struct HospitalAmount(decimal? Value, AmountRemark Remark)
{
    const decimal TooLarge = 100_000_000_000_000m; // what DECIMAL(18,4) doesn't hold
    const int LongestNumber = 64;
    const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>
    /// Reads a number, with a dollar sign and commas between its thousands where they stand. CMS allows neither, but hospitals write both; and it
    /// recommended nine nines for "not enough claims to tell" (CSV data dictionary 2.0, estimated_amount).
    /// </summary>
    public static HospitalAmount Parse(ReadOnlySpan<byte> filed)
    {
        scoped var text = Trim(filed);
        if (text.IsEmpty) return default;
        var isNegative = TryTake(ref text, '-');
        if (TryTake(ref text, '$')) isNegative |= TryTake(ref text, '-');
        if (text.Length > LongestNumber || text.IsEmpty || !(char.IsAsciiDigit((char)text[0]) || text[0] == '.')) return new(null, AmountRemark.NotANumber);
        Span<byte> digits = stackalloc byte[LongestNumber];
        if (text.Contains((byte)','))
        {
            if (!TryJoinThousands(text, digits, out var length)) return new(null, AmountRemark.NotANumber);
            text = digits[..length];
        }
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value))
            return new(null, double.TryParse(text, Style, CultureInfo.InvariantCulture, out _) ? AmountRemark.TooLarge : AmountRemark.NotANumber);
        if (isNegative && value != 0) return new(null, AmountRemark.Negative);
        if (value >= TooLarge) return new(null, AmountRemark.TooLarge);
        var rounded = Math.Round(value, 4, MidpointRounding.ToEven);
        return new(rounded, rounded == 0 ? AmountRemark.Zero : IsNineNines(value) ? AmountRemark.NineNines : rounded != value ? AmountRemark.Rounded : AmountRemark.None);
    }

    static bool TryTake(ref ReadOnlySpan<byte> text, char sign)
    {
        if (text.IsEmpty || text[0] != sign) return false;
        text = Trim(text[1..]);
        return true;
    }

    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    // 1,234,567.89: one to three digits, then threes. 12,50 is no thousand.
    static bool TryJoinThousands(ReadOnlySpan<byte> text, Span<byte> digits, out int length)
    {
        length = 0;
        var whole = text.IndexOf((byte)'.') is >= 0 and var point ? point : text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var isSeparator = i < whole && (whole - i) % 4 == 0;
            if (text[i] == ',' != isSeparator) return false;
            if (!isSeparator) digits[length++] = text[i];
        }
        return true;
    }

    // 99999999 and more nines, with or without decimals.
    public static bool IsNineNines(decimal value)
    {
        var whole = decimal.Truncate(value);
        if (whole < 99_999_999m) return false;
        var next = whole + 1;
        while (next >= 10 && next % 10 == 0) next /= 10;
        return next == 1;
    }
}
