using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Hospital;

/// <summary>What came of reading a hospital's file.</summary>
public sealed record HospitalResult
{
    /// <summary>What the file says about itself.</summary>
    public required HospitalHeader Header { get; init; }

    /// <summary>Charges kept.</summary>
    public required long Accepted { get; init; }

    /// <summary>Charges that couldn't be used, each with a diagnostic.</summary>
    public long Rejected => RejectedByCode.Values.Sum() + RejectedWithoutCode;

    /// <summary>Rejected charges of items whose code is known and wanted.</summary>
    public required IReadOnlyDictionary<BillingCode, long> RejectedByCode { get; init; }

    /// <summary>Rejected charges of items without a code.</summary>
    public required long RejectedWithoutCode { get; init; }

    /// <summary>What modifiers do to whatever item they are added to: the first 10,000 of the file. They are no charges, and count as none.</summary>
    public IReadOnlyList<ModifierRule> ModifierRules { get; init; } = [];

    /// <summary>What there was to say.</summary>
    public required DiagnosticLog Diagnostics { get; init; }
}
