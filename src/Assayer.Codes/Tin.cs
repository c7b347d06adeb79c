namespace Assayer.Codes;

/// <summary>What stands in a price file's field for the taxpayer identification number.</summary>
public enum TinType
{
    /// <summary>An employer identification number.</summary>
    Ein,

    /// <summary>An NPI, filed where the taxpayer number would be a person's social security number.</summary>
    Npi,
}

/// <summary>
/// The identification of a contracting provider, as a price file gives it: an EIN by its digits, or an NPI. Numbers of a wrong length
/// are kept, because they still tell providers apart. The default value is an empty EIN.
/// </summary>
/// <remarks>Transparency in Coverage schema, provider group's `tin`; an EIN has nine digits (26 CFR 301.7701-12).</remarks>
public readonly record struct Tin : IComparable<Tin>
{
    readonly string? _value;

    Tin(TinType type, string value) => (Type, _value) = (type, value);

    /// <summary>EIN or NPI.</summary>
    public TinType Type { get; }

    /// <summary>The digits without hyphens; the text as filed where it holds anything but digits, hyphens and spaces.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether it is nine digits for an EIN, a valid NPI for an NPI.</summary>
    public bool IsWellFormed => Type == TinType.Npi ? Npi.TryParse(Value, out _) : Value.Length == 9 && IsDigits(Value);

    /// <summary>Reads a type, "ein" or "npi" in any letter case, and a number, with or without hyphens. False for another type, and where nothing is left.</summary>
    public static bool TryParse(string? type, string? value, out Tin tin)
    {
        tin = default;
        TinType kind;
        if (string.Equals(type?.Trim(), "ein", StringComparison.OrdinalIgnoreCase)) kind = TinType.Ein;
        else if (string.Equals(type?.Trim(), "npi", StringComparison.OrdinalIgnoreCase)) kind = TinType.Npi;
        else return false;

        var filed = (value ?? "").Trim();
        var digits = filed.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length == 0) return false;
        tin = new(kind, IsDigits(digits) ? digits : filed);
        return true;
    }

    /// <summary>EINs before NPIs, then by the number's text.</summary>
    public int CompareTo(Tin other) => Type != other.Type ? Type.CompareTo(other.Type) : string.CompareOrdinal(Value, other.Value);

    /// <summary>"12-3456789"; an NPI, and an EIN that isn't well formed, as <see cref="Value"/>.</summary>
    public override string ToString() => Type == TinType.Ein && IsWellFormed ? $"{Value[..2]}-{Value[2..]}" : Value;

    static bool IsDigits(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
