using Assayer.Evidence;
using Assayer.Rates.Hospital;

namespace Assayer.Rates.Benchmarks;

/// <summary>A hospital's file as it was read into a lake.</summary>
public sealed record HospitalFile
{
    /// <summary>The file.</summary>
    public required Source Source { get; init; }

    /// <summary>What it says about itself.</summary>
    public required HospitalHeader Header { get; init; }

    /// <summary>The date in its name; null when there is none.</summary>
    public DateOnly? NameDate { get; init; }

    /// <summary>The codes it was read for.</summary>
    public required CodeFilter Codes { get; init; }

    /// <summary>Its date: what it says itself, else what its name says; null when neither does.</summary>
    public DateOnly? Date => Header.LastUpdatedOn ?? NameDate;
}

/// <summary>What one hospital's file says about one code.</summary>
public sealed record HospitalRates
{
    /// <summary>The file.</summary>
    public required HospitalFile File { get; init; }

    /// <summary>Charges for the code that were rejected when the file was read.</summary>
    public long Rejected { get; init; }

    /// <summary>Charges for the code, in the file's order.</summary>
    public IReadOnlyList<HospitalCharge> Charges { get; init; } = [];
}
