using System.Diagnostics.CodeAnalysis;

namespace Assayer.Codes;

/// <summary>
/// The kind of a billing code, by the name that price files give it: "CPT", "MS-DRG". A kind that the schemas don't list is kept
/// under its own name and <see cref="IsListed"/> is false. The default value has an empty name and is not listed.
/// </summary>
public readonly record struct BillingCodeType
{
    // Transparency in Coverage schema 2.2.0, billing_code_types; and CMS hospital price transparency data dictionary 3.0 (CDM to MS-LTC-DRG).
    static readonly string[] Listed =
    [
        "CPT", "HCPCS", "ICD", "MS-DRG", "R-DRG", "S-DRG", "APS-DRG", "AP-DRG", "APR-DRG", "APC", "NDC", "HIPPS", "LOCAL", "EAPG", "CDT",
        "RC", "CSTM-ALL", "CDM", "CMG", "MS-LTC-DRG", "TRIS-DRG",
    ];

    readonly string? _name;

    BillingCodeType(string name) => _name = name.Length > 0 ? name : null;

    /// <summary>Current Procedural Terminology, the first level of HCPCS.</summary>
    public static BillingCodeType Cpt { get; } = new("CPT");

    /// <summary>HCPCS level II.</summary>
    public static BillingCodeType Hcpcs { get; } = new("HCPCS");

    /// <summary>Every kind at once, in a payer's file.</summary>
    public static BillingCodeType All { get; } = new("CSTM-ALL");

    /// <summary>The name, in upper case.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether the price files' schemas list it.</summary>
    public bool IsListed => Array.IndexOf(Listed, Name) >= 0;

    /// <summary>The kind of that name, in any letter case.</summary>
    public static BillingCodeType From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name.Trim().ToUpperInvariant());
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A billing code with its kind: CPT 86353, MS-DRG 001. The default value is empty.</summary>
public readonly record struct BillingCode : IComparable<BillingCode>
{
    readonly string? _value;

    /// <summary>A code as a file gives it. A HCPCS level I code filed as HCPCS becomes CPT, a level II code filed as CPT becomes HCPCS.</summary>
    public BillingCode(BillingCodeType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value = value.Trim().ToUpperInvariant();
        if ((type == BillingCodeType.Hcpcs || type == BillingCodeType.Cpt) && value.Length == 5)
            type = LooksLikeCpt(value) ? BillingCodeType.Cpt : LooksLikeHcpcs(value) ? BillingCodeType.Hcpcs : type;
        (Type, _value) = (type, value.Length > 0 ? value : null);
    }

    /// <summary>Its kind.</summary>
    public BillingCodeType Type { get; }

    /// <summary>The code itself, in upper case.</summary>
    public string Value => _value ?? "";

    /// <summary>In a price file: every code of its kind (CSTM-00).</summary>
    public bool IsEveryCode => Value == "CSTM-00";

    /// <summary>
    /// Reads "86353", "J1234", "0001U" or "MS-DRG:001". Without a kind, five characters of which the first four are digits mean CPT,
    /// a letter and four digits HCPCS.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BillingCode code)
    {
        code = default;
        text = text?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(text)) return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            var type = BillingCodeType.From(text[..colon]);
            var value = text[(colon + 1)..].Trim();
            if (!type.IsListed || value.Length == 0) return false;
            code = new(type, value);
            return true;
        }
        if (LooksLikeCpt(text)) code = new(BillingCodeType.Cpt, text);
        else if (LooksLikeHcpcs(text)) code = new(BillingCodeType.Hcpcs, text);
        else return false;
        return true;
    }

    /// <summary>By kind, then by code.</summary>
    public int CompareTo(BillingCode other)
    {
        var byType = string.CompareOrdinal(Type.Name, other.Type.Name);
        return byType != 0 ? byType : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary>"CPT 86353".</summary>
    public override string ToString() => $"{Type} {Value}";

    // Four digits, then a digit (category I) or F, T, U, M, A (categories II and III, proprietary analyses,
    // multianalyte assays, administration of vaccines).
    static bool LooksLikeCpt(string value) =>
        value.Length == 5 && value.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && (char.IsAsciiDigit(value[4]) || "FTUMA".Contains(value[4], StringComparison.Ordinal));

    static bool LooksLikeHcpcs(string value) =>
        value.Length == 5 && char.IsAsciiLetter(value[0]) && value.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
