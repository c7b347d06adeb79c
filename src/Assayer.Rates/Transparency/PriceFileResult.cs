using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>What came of reading a payer's file of prices.</summary>
public sealed record PriceFileResult
{
    /// <summary>What the file says about itself.</summary>
    public required InNetworkHeader Header { get; init; }

    /// <summary>Prices kept.</summary>
    public required long Accepted { get; init; }

    /// <summary>Prices that couldn't be used, each with a diagnostic.</summary>
    public long Rejected => RejectedByCode.Values.Sum() + RejectedWithoutCode;

    /// <summary>Rejected prices of items whose code is known and wanted.</summary>
    public required IReadOnlyDictionary<BillingCode, long> RejectedByCode { get; init; }

    /// <summary>Rejected prices of items without a code.</summary>
    public required long RejectedWithoutCode { get; init; }

    /// <summary>What there was to say.</summary>
    public required DiagnosticLog Diagnostics { get; init; }
}
