using System.Diagnostics.CodeAnalysis;

namespace Assayer.Codes;

/// <summary>A modifier of a CPT or HCPCS code: two letters or digits, in upper case. The default value is none and prints as "".</summary>
public readonly record struct Modifier : IComparable<Modifier>
{
    readonly string? _value;

    Modifier(string value) => _value = value;

    /// <summary>26: only the professional component.</summary>
    public static Modifier Professional { get; } = new("26");

    /// <summary>TC: only the technical component.</summary>
    public static Modifier Technical { get; } = new("TC");

    /// <summary>QW: a test that CLIA waives.</summary>
    public static Modifier Waived { get; } = new("QW");

    /// <summary>Reads two letters or digits, in any letter case; white space around them is allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Modifier modifier)
    {
        modifier = default;
        text = text?.Trim();
        if (text is not { Length: 2 } || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[1])) return false;
        modifier = new(text.ToUpperInvariant());
        return true;
    }

    /// <summary>Reads two letters or digits.</summary>
    /// <exception cref="FormatException">They are not a modifier.</exception>
    public static Modifier Parse(string text) =>
        TryParse(text, out var modifier) ? modifier : throw new FormatException($"\"{text}\" is not a modifier: two letters or digits.");

    /// <inheritdoc/>
    public int CompareTo(Modifier other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>The two characters.</summary>
    public override string ToString() => _value ?? "";
}
