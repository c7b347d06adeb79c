using Assayer.Codes;

namespace Assayer.Rates.Benchmarks;

/// <summary>A row as the benchmark saw it: what a reader gets who asks where a figure comes from.</summary>
public sealed record BenchmarkRow
{
    /// <summary>The code.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The kind of file: one of <see cref="Benchmarks.SourceKind"/>.</summary>
    public required string SourceKind { get; init; }

    /// <summary>Resolved payer, or the name as filed; empty for a hospital's charges for everybody.</summary>
    public required string Payer { get; init; }

    /// <summary>Payer's name in the file.</summary>
    public required string PayerAsFiled { get; init; }

    /// <summary>Network in a payer's file, plan in a hospital's; null: not stated.</summary>
    public string? Network { get; init; }

    /// <summary>Contracting entity: digits of an EIN or NPI, or the reference that couldn't be resolved.</summary>
    public required string Entity { get; init; }

    /// <summary>"ein" or "npi"; null for a reference that couldn't be resolved, and for a hospital without NPIs.</summary>
    public string? TinType { get; init; }

    /// <summary>Practice states of the entity's NPIs in the row, joined by commas; empty where none is known.</summary>
    public string States { get; init; } = "";

    /// <summary>Part of the service.</summary>
    public required Component Component { get; init; }

    /// <summary>Other modifiers, sorted and joined by commas; empty: none.</summary>
    public required string Modifiers { get; init; }

    /// <summary>"professional", "institutional", "both", or as filed.</summary>
    public required string BillingClass { get; init; }

    /// <summary>"inpatient", "outpatient", "both"; null: not stated.</summary>
    public string? Setting { get; init; }

    /// <summary>Places of service as filed, joined by commas; empty: none.</summary>
    public required string ServiceCodes { get; init; }

    /// <summary>"negotiated", "derived", "fee schedule", "percentage", "per diem", or as filed.</summary>
    public required string NegotiatedType { get; init; }

    /// <summary>"ffs", "bundle", "capitation", or as filed.</summary>
    public required string Arrangement { get; init; }

    /// <summary>The amount, in the unit of its <see cref="NegotiatedType"/>.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The amount, character by character as the file writes it.</summary>
    public required string AmountText { get; init; }

    /// <summary>Last day of the price; null where the file gives none.</summary>
    public DateOnly? Expiration { get; init; }

    /// <summary>Why the benchmark leaves it out ("EXPIRED", "IMPLAUSIBLE"); null when it is used.</summary>
    public string? SetAside { get; init; }

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>1-based row in a spreadsheet, of a hospital's CSV; null otherwise.</summary>
    public long? Row { get; init; }

    /// <summary>0-based offset of the price, or of a CSV's row, in the uncompressed file.</summary>
    public required long ByteOffset { get; init; }
}
