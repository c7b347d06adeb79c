using Assayer.Codes;

namespace Assayer.Rates;

/// <summary>Which codes are wanted: some, or all. Prices that hold for every code of a kind are always wanted.</summary>
public sealed class CodeFilter
{
    readonly HashSet<BillingCode>? _codes;

    CodeFilter(HashSet<BillingCode>? codes) => _codes = codes;

    /// <summary>Every code.</summary>
    public static CodeFilter All { get; } = new(null);

    /// <summary>These codes.</summary>
    public static CodeFilter Of(IEnumerable<BillingCode> codes) => new([.. codes]);

    /// <summary>The codes, sorted; null when all are wanted.</summary>
    public IReadOnlyList<BillingCode>? Codes => _codes?.Order().ToList();

    /// <summary>Whether a code is wanted.</summary>
    public bool Includes(BillingCode code) => _codes is null || code.IsEveryCode || _codes.Contains(code);

    /// <summary>Whether everything that <paramref name="other"/> wants is wanted here too.</summary>
    public bool Covers(CodeFilter other) => _codes is null || (other._codes is not null && other._codes.IsSubsetOf(_codes));

    /// <summary>What either wants.</summary>
    public CodeFilter Union(CodeFilter other) => _codes is null || other._codes is null ? All : Of(_codes.Union(other._codes));

    /// <summary>"all codes", or the codes.</summary>
    public override string ToString() => Codes is { } codes ? string.Join(", ", codes) : "all codes";
}
