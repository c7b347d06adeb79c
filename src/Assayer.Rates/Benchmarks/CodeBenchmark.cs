using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>How a waterfall's step relates to the one before.</summary>
public enum WaterfallKind
{
    /// <summary>What there is: a start, a subtotal or the end.</summary>
    Total,

    /// <summary>Taken away from the total before.</summary>
    Removed,

    /// <summary>Marked, not taken away.</summary>
    Flagged,

    /// <summary>Not done, for want of data.</summary>
    NotAvailable,
}

/// <summary>A step between what the files say and what the benchmark uses.</summary>
/// <param name="Code">Stable reason code: "EXPIRED".</param>
/// <param name="Label">In words.</param>
/// <param name="Unit">"rows", "observations" or "entities".</param>
/// <param name="Kind">How it relates to the total before.</param>
/// <param name="Count">How many; missing for a step that wasn't done.</param>
public sealed record WaterfallStep(string Code, string Label, string Unit, WaterfallKind Kind, Fact<long> Count);

/// <summary>What the loaded files of a payer say about a code.</summary>
public enum Presence
{
    /// <summary>No file of this payer is loaded.</summary>
    NotLoaded,

    /// <summary>Files were read, and none prices the code.</summary>
    NotInFile,

    /// <summary>Files were read for other codes only: whether they price this one is not known.</summary>
    NotRead,

    /// <summary>Priced, but every row was set aside.</summary>
    SetAside,

    /// <summary>Priced.</summary>
    Priced,
}

/// <summary>A payer and what its loaded files say about a code.</summary>
/// <param name="Payer">Name.</param>
/// <param name="IsKey">One of those that readers look for first.</param>
/// <param name="Presence">What its files say.</param>
/// <param name="Entities">Contracting entities with a price.</param>
/// <param name="Files">The files read.</param>
public sealed record PayerPresence(string Payer, bool IsKey, Presence Presence, Fact<int> Entities, IReadOnlyList<Source> Files);

/// <summary>A payer file as the benchmark used it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Payer">Resolved payer.</param>
/// <param name="PayerAsFiled">Name as filed.</param>
/// <param name="IsPayerResolved">False when the name isn't in the payer table.</param>
/// <param name="Date">Its date; missing when it has none.</param>
/// <param name="DateRemark">Where its two dates differ: both; else null.</param>
/// <param name="SetAside">"LATER_FILE" or "SUPERSEDED_FILE"; null when used.</param>
/// <param name="UnresolvedReferences">Provider references that couldn't be resolved.</param>
/// <param name="RowsForCode">Rows that price the code.</param>
public sealed record BenchmarkFile(
    Source Source, string Payer, string PayerAsFiled, bool IsPayerResolved, Fact<DateOnly> Date, string? DateRemark, string? SetAside,
    Fact<long> UnresolvedReferences, Fact<long> RowsForCode)
{
    /// <summary>The kind of file: <see cref="SourceKind.InNetwork"/> or <see cref="SourceKind.AllowedAmounts"/>.</summary>
    public string Kind { get; init; } = SourceKind.InNetwork;
}

/// <summary>The benchmark of one code: what docs/benchmark-method.md describes.</summary>
public sealed record CodeBenchmark
{
    /// <summary>The code.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The day it holds for; missing when no dated file is loaded.</summary>
    public required Fact<DateOnly> AsOf { get; init; }

    /// <summary>Medicare's prices: the one that counts for the code as a whole first, then by setting and component.</summary>
    public required IReadOnlyList<MedicareAmount> Medicare { get; init; }

    /// <summary>All series, the widest first.</summary>
    public required IReadOnlyList<RateSeries> Series { get; init; }

    /// <summary>From rows of payers' in-network files to entities used.</summary>
    public required IReadOnlyList<WaterfallStep> Waterfall { get; init; }

    /// <summary>The same for allowed amounts; empty when no such file is loaded.</summary>
    public IReadOnlyList<WaterfallStep> AllowedAmountWaterfall { get; init; } = [];

    /// <summary>The same for hospitals' files; empty when none is loaded.</summary>
    public IReadOnlyList<WaterfallStep> HospitalWaterfall { get; init; } = [];

    /// <summary>Hospitals' own charges.</summary>
    public IReadOnlyList<HospitalPrices> Hospitals { get; init; } = [];

    /// <summary>How often hospitals' and payers' files agree.</summary>
    public required Agreement Agreement { get; init; }

    /// <summary>The taxonomies of the providers set aside as implausible, the most entities first.</summary>
    public IReadOnlyList<ImplausibleTaxonomy> ImplausibleTaxonomies { get; init; } = [];

    /// <summary>The hospitals' files considered.</summary>
    public IReadOnlyList<BenchmarkHospital> HospitalFiles { get; init; } = [];

    /// <summary>Key payers first, then the others that are loaded.</summary>
    public required IReadOnlyList<PayerPresence> Presence { get; init; }

    /// <summary>The payer files considered.</summary>
    public required IReadOnlyList<BenchmarkFile> Files { get; init; }

    /// <summary>Steps that couldn't be done: the reason and the file that would fill it.</summary>
    public required IReadOnlyList<Missing> NotAvailable { get; init; }

    /// <summary>The series that answers "what do payers pay": dollars, fee for service, the whole service, most entities. Null when there is none.</summary>
    public RateSeries? Headline { get; init; }

    /// <summary>What Medicare pays for what the headline prices; without a headline, or such a price, the amount that counts for the code as a whole. Null without any.</summary>
    public MedicareAmount? HeadlineMedicare { get; init; }

    /// <summary>True when any figure is synthetic.</summary>
    public bool IsSynthetic =>
        Files.Any(file => file.Source.IsSynthetic && file.RowsForCode.ValueOr(0) > 0)
        || HospitalFiles.Any(file => file.Source.IsSynthetic && file.RowsForCode.ValueOr(0) > 0)
        || Medicare.Any(amount => amount.Amount.IsSynthetic || amount.Steps.Any(step => step.IsSynthetic))
        || ImplausibleTaxonomies.Any(taxonomy => taxonomy.Entities.IsSynthetic || taxonomy.Name.IsSynthetic)
        || Series.Any(series => series.Source.IsSynthetic || series.PercentOfMedicareP50.IsSynthetic || series.PercentOfLocalMedicareP50.IsSynthetic);
}
