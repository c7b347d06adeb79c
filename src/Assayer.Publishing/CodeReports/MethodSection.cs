using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>How the figures were made.</summary>
/// <param name="Steps">The rules in words; docs/benchmark-method.md has them in full.</param>
/// <param name="Waterfall">From rows of in-network files to entities used.</param>
/// <param name="AllowedAmountWaterfall">The same for allowed amounts.</param>
/// <param name="HospitalWaterfall">The same for hospitals' files.</param>
/// <param name="Files">The payers' files considered.</param>
/// <param name="HospitalFiles">The hospitals' files considered.</param>
public sealed record MethodSection(
    IReadOnlyList<string> Steps, Listing<WaterfallStep> Waterfall, Listing<WaterfallStep> AllowedAmountWaterfall, Listing<WaterfallStep> HospitalWaterfall,
    Listing<BenchmarkFile> Files, Listing<BenchmarkHospital> HospitalFiles)
{
    static readonly string[] Rules =
    [
        "Of each payer's series of files, the newest that is not later than the report's day is used; the others are set aside.",
        "Expired prices and placeholder amounts are set aside and counted, never deleted silently.",
        "The same amount under the same key counts once, in however many plans and files it stands.",
        "Dollars, percentages and per diems are never pooled; nor are components, billing classes, arrangements, settings and classes of place.",
        "Each contracting entity has one vote: the median of its different amounts. In the series of all payers, each payer and entity has one.",
        "Percentiles interpolate linearly between closest ranks (Hyndman and Fan, 1996, type 7). With 1 or 2 entities only the count is shown, with 3 or 4 no quartiles, with fewer than 10 no P10 and P90.",
        "Payers' negotiated rates, what they paid out of network, and hospitals' charges are never pooled.",
        "An entity is left out as implausible when the registry knows all of its NPIs and none has a taxonomy that bills the code; the series is also given with such entities.",
        "By state, an entity votes in each state where the registry says that it practises.",
        "A price is compared with Medicare's price for the same thing, or not at all. Outliers are flagged and stay in.",
    ];

    internal static MethodSection From(CodeBenchmark benchmark)
    {
        var none = new Missing("no payer file is loaded", "a payer's in-network file");
        return new(
            [.. Rules, .. Confidence.Rules], Listing.Of(benchmark.Waterfall, none),
            Listing.Of(benchmark.AllowedAmountWaterfall, new("no allowed-amounts file is loaded", "a payer's allowed-amounts file")),
            Listing.Of(benchmark.HospitalWaterfall, new("no hospital's file is loaded", "hospitals' standard-charges files")),
            Listing.Of(benchmark.Files, none), Listing.Of(benchmark.HospitalFiles, new("no hospital's file is loaded", "hospitals' standard-charges files")));
    }
}
