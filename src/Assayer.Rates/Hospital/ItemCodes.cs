using Assayer.Codes;

namespace Assayer.Rates.Hospital;

/// <summary>The codes of an item, each once.</summary>
sealed class ItemCodes
{
    readonly List<BillingCode> _codes = [];

    public IReadOnlyList<BillingCode> All => _codes;

    public bool IsEmpty => _codes.Count == 0;

    public void Clear() => _codes.Clear();

    public void Add(string type, string value)
    {
        var code = new BillingCode(BillingCodeType.From(type), value);
        if (!_codes.Contains(code)) _codes.Add(code);
    }

    /// <summary>Those beside <paramref name="code"/>, as "CPT:70551,RC:611".</summary>
    public string Beside(BillingCode code) =>
        _codes.Count == 1 ? "" : string.Join(',', _codes.Where(other => other != code).Order().Select(other => $"{other.Type}:{other.Value}"));
}
