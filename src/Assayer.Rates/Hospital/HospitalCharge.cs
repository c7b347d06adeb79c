using Assayer.Codes;

namespace Assayer.Rates.Hospital;

/// <summary>
/// A hospital's charges for one code of an item, for one plan of a payer or for everybody: the same from a tall CSV, a wide one and JSON.
/// Amounts are dollars, to four decimals.
/// </summary>
public sealed record HospitalCharge
{
    /// <summary>The code.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The item's other codes, as "CPT:70551,RC:611", sorted; empty when there is none.</summary>
    public string OtherCodes { get; init; } = "";

    /// <summary>Modifiers, sorted, each once, joined by commas; empty when there is none.</summary>
    public string Modifiers { get; init; } = "";

    /// <summary>"inpatient", "outpatient", "both", or as filed; null when not stated.</summary>
    public string? Setting { get; init; }

    /// <summary>"professional", "facility", "both", or as filed; null when not stated.</summary>
    public string? BillingClass { get; init; }

    /// <summary>How much of a drug the charges are for; null when the item is no drug.</summary>
    public decimal? DrugUnits { get; init; }

    /// <summary>The drug's unit as filed: "ML", "UN", "GM".</summary>
    public string? DrugUnitType { get; init; }

    /// <summary>The gross charge.</summary>
    public decimal? Gross { get; init; }

    /// <summary>The price for those who pay cash.</summary>
    public decimal? DiscountedCash { get; init; }

    /// <summary>The lowest negotiated charge, without naming the payer.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The highest negotiated charge, without naming the payer.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The payer as filed; null where the charges are for everybody.</summary>
    public string? PayerName { get; init; }

    /// <summary>The plan as filed.</summary>
    public string? PlanName { get; init; }

    /// <summary>The negotiated charge in dollars.</summary>
    public decimal? NegotiatedDollar { get; init; }

    /// <summary>The negotiated charge in percent of the gross charge: 40.5 means 40.5%.</summary>
    public decimal? NegotiatedPercentage { get; init; }

    /// <summary>The negotiated charge as an algorithm, word for word.</summary>
    public string? NegotiatedAlgorithm { get; init; }

    /// <summary>"case rate", "fee schedule", "percent of total billed charges", "per diem", "other", or as filed.</summary>
    public string? Methodology { get; init; }

    /// <summary>What was paid on average, for algorithms and percentages (version 2).</summary>
    public decimal? EstimatedAmount { get; init; }

    /// <summary>Median of what was paid, for algorithms and percentages (version 3).</summary>
    public decimal? MedianAmount { get; init; }

    /// <summary>10th percentile of the same.</summary>
    public decimal? P10Amount { get; init; }

    /// <summary>90th percentile of the same.</summary>
    public decimal? P90Amount { get; init; }

    /// <summary>Of how many remittances: "0", "1 through 10", or a number.</summary>
    public string? RemittanceCount { get; init; }

    /// <summary>The hospital's remarks on the item and on the plan, word for word.</summary>
    public string? Notes { get; init; }

    /// <summary>1-based row in a spreadsheet; null in JSON.</summary>
    public long? Row { get; init; }

    /// <summary>Where the charges start, in bytes of the uncompressed file.</summary>
    public required long ByteOffset { get; init; }
}
