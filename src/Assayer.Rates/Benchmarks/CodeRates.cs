using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Benchmarks;

/// <summary>A payer's file as it was read into a lake.</summary>
public sealed record PriceFile
{
    /// <summary>The file.</summary>
    public required Source Source { get; init; }

    /// <summary>The kind of file: <see cref="SourceKind.InNetwork"/> or <see cref="SourceKind.AllowedAmounts"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it says about itself.</summary>
    public required InNetworkHeader Header { get; init; }

    /// <summary>The date in its name; null when there is none.</summary>
    public DateOnly? NameDate { get; init; }

    /// <summary>The codes it was read for.</summary>
    public required CodeFilter Codes { get; init; }

    /// <summary>Provider references used by its prices that couldn't be resolved.</summary>
    public required long UnresolvedReferences { get; init; }

    /// <summary>Its date: what it says itself, else what its name says; null when neither does.</summary>
    public DateOnly? Date => Header.LastUpdatedOn ?? NameDate;
}

/// <summary>A provider group as benchmarks need it.</summary>
/// <param name="TinType">"ein", "npi", or as filed.</param>
/// <param name="Tin">The identifier as filed.</param>
/// <param name="JoinedEin">For a TIN of type npi: the nine digits of the only EIN in the file that lists that NPI; null when there is none, or several.</param>
/// <param name="BusinessName">The EIN's business name.</param>
/// <param name="Npis">The NPIs, as filed.</param>
public sealed record ContractingGroup(string TinType, string Tin, string? JoinedEin, string? BusinessName, IReadOnlyList<string> Npis);

/// <summary>What one file says about one code.</summary>
public sealed record FileRates
{
    /// <summary>The file.</summary>
    public required PriceFile File { get; init; }

    /// <summary>Rows for the code that were rejected when the file was read.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows for the code, in the file's order.</summary>
    public IReadOnlyList<RateRow> Rows { get; init; } = [];

    /// <summary>The provider sets that the rows name.</summary>
    public IReadOnlyDictionary<Guid, ProviderSet> ProviderSets { get; init; } = new Dictionary<Guid, ProviderSet>();

    /// <summary>The references that those sets name; one that is missing here isn't defined in the file.</summary>
    public ILookup<string, ProviderReference> References { get; init; } = Array.Empty<ProviderReference>().ToLookup(reference => reference.Id);

    /// <summary>The groups behind sets and references.</summary>
    public IReadOnlyDictionary<Guid, ContractingGroup> Groups { get; init; } = new Dictionary<Guid, ContractingGroup>();
}

/// <summary>What all loaded files say about one code. Files that were read and don't price it are there too, without rows.</summary>
/// <param name="Code">The code.</param>
/// <param name="Files">Payers' files, by name.</param>
public sealed record CodeRates(BillingCode Code, IReadOnlyList<FileRates> Files)
{
    /// <summary>Hospitals' files, by name.</summary>
    public IReadOnlyList<HospitalRates> Hospitals { get; init; } = [];

    /// <summary>Files that can't be read: whatever they say about the code is missing here.</summary>
    public IReadOnlyList<Missing> Unreadable { get; init; } = [];

    /// <summary>The providers behind the prices.</summary>
    public ProviderDirectory Providers { get; init; } = ProviderDirectory.None;
}
