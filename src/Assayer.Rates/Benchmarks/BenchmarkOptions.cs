using Assayer.Codes;

namespace Assayer.Rates.Benchmarks;

/// <summary>What a benchmark is asked for.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>The day; null: the newest date of the payers' and hospitals' files, or, with none, the newest first day of a schedule.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Taxonomies of the providers that plausibly bill the code, from its profile; null: not known, and nobody is implausible.</summary>
    public IReadOnlySet<TaxonomyCode>? BillingTaxonomies { get; init; }
}
