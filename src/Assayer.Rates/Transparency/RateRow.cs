using Assayer.Codes;

namespace Assayer.Rates.Transparency;

/// <summary>A row of a payer's file: one negotiated price, with every field it came with and the place it came from. Descriptions are not kept: they are CPT text.</summary>
public sealed record RateRow
{
    /// <summary>The code; its kind corrected where a CPT code is filed as HCPCS or the other way round.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The version of the kind of code: "2025", "42"; null when not stated.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>Severity of illness of a DRG; null when not stated.</summary>
    public string? SeverityOfIllness { get; init; }

    /// <summary>"ffs", "bundle", "capitation", or as filed; null when not stated.</summary>
    public string? Arrangement { get; init; }

    /// <summary>The codes that a bundle or a capitation contains, as "CPT:27447,CPT:27446"; null for neither.</summary>
    public string? ContainedCodes { get; init; }

    /// <summary>The providers it holds for: a <see cref="ProviderSet"/>.</summary>
    public required Guid ProviderSet { get; init; }

    /// <summary>"negotiated", "derived", "fee schedule", "percentage", "per diem", or as filed; null when not stated.</summary>
    public string? NegotiatedType { get; init; }

    /// <summary>Dollars, percent of billed charges (40.5 is 40.5%) or dollars a day, by <see cref="NegotiatedType"/>; four digits after the point.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The amount as the file writes it.</summary>
    public required string AmountText { get; init; }

    /// <summary>Last day; null when not stated, 9999-12-31 when there is none.</summary>
    public DateOnly? Expiration { get; init; }

    /// <summary>Places of service, sorted, each once, joined by commas; empty when none is stated.</summary>
    public string ServiceCodes { get; init; } = "";

    /// <summary>"professional", "institutional", "both", or as filed; null when not stated.</summary>
    public string? BillingClass { get; init; }

    /// <summary>"inpatient", "outpatient", "both", or as filed; null when not stated (before schema 2.0 it never is).</summary>
    public string? Setting { get; init; }

    /// <summary>Modifiers, sorted, each once, joined by commas; empty when there is none.</summary>
    public string Modifiers { get; init; } = "";

    /// <summary>The payer's remark, word for word; it often hides a condition.</summary>
    public string? AdditionalInformation { get; init; }

    /// <summary>In an allowed-amounts file: what the providers billed; null otherwise.</summary>
    public decimal? BilledCharge { get; init; }

    /// <summary>Where the price starts, in bytes of the uncompressed file.</summary>
    public required long ByteOffset { get; init; }
}
