using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>A series in the report.</summary>
/// <param name="Id">"R1", "R2", …, in the order of the benchmark.</param>
/// <param name="Series">The series.</param>
public sealed record ReportSeries(string Id, RateSeries Series);

/// <summary>Reimbursement benchmarks. Each series stands in exactly one of the lists of series.</summary>
public sealed record BenchmarkSection
{
    /// <summary>National: the headline's conditions, all payers together and each by itself; of a payer without a series of these conditions, the whole service's series with the most entities.</summary>
    public required Listing<ReportSeries> ByPayer { get; init; }

    /// <summary>The headline's conditions, by state: all payers together, and each by itself.</summary>
    public required Listing<ReportSeries> ByState { get; init; }

    /// <summary>Other settings, places and billing classes.</summary>
    public required Listing<ReportSeries> BySetting { get; init; }

    /// <summary>Professional and technical parts, and other modifiers.</summary>
    public required Listing<ReportSeries> ByComponent { get; init; }

    /// <summary>Medicare's prices.</summary>
    public required Listing<MedicareAmount> Medicare { get; init; }

    /// <summary>Hospitals' own charges: gross, cash, and the range of what is negotiated.</summary>
    public required Listing<HospitalPrices> Hospitals { get; init; }

    /// <summary>Series of hospitals' charges: gross, cash, and what each payer's plans pay by the hospitals' files.</summary>
    public required Listing<ReportSeries> HospitalCharges { get; init; }

    /// <summary>How often hospitals' and payers' files agree.</summary>
    public required Agreement Agreement { get; init; }

    /// <summary>What payers paid out of network.</summary>
    public required Listing<ReportSeries> AllowedAmounts { get; init; }

    /// <summary>The taxonomies of providers that were set aside as implausible.</summary>
    public required Listing<ImplausibleTaxonomy> Implausible { get; init; }

    /// <summary>By network, by kind of price where kinds are shown together, NPI-weighted, and what isn't dollars for one service.</summary>
    public required IReadOnlyList<ReportSeries> Other { get; init; }

    /// <summary>By state, under other conditions than the headline's.</summary>
    public required IReadOnlyList<ReportSeries> OtherStates { get; init; }

    internal static BenchmarkSection From(CodeBenchmark benchmark)
    {
        var all = benchmark.Series.Select((series, index) => new ReportSeries($"R{index + 1}", series)).ToLookup(PlaceOf);
        var keys = benchmark.Series.Select(series => series.Key).ToHashSet();
        var main = all[SeriesPlace.National].ToLookup(series => IsMain(series.Series.Key, keys));
        var charges = all[SeriesPlace.Hospital].ToLookup(series => series.Series.Key.Weighting == Weighting.Entity);
        var allowed = all[SeriesPlace.AllowedAmount].ToLookup(series => IsMain(series.Series.Key, keys));
        var byPayer = benchmark.Headline is { } headline ? EachPayers([.. main[true]], headline.Key).ToList() : [];
        var rest = main[true].Except(byPayer).ToLookup(series => series.Series.Key is { Component: Component.Global, Modifiers: "" });
        var states = all[SeriesPlace.State].ToLookup(series => benchmark.Headline is { } one && series.Series.Key.SourceKind == SourceKind.InNetwork && HasConditionsOf(series.Series.Key with { State = null }, one.Key));
        var none = new Missing(
            $"no loaded payer file has a price of this kind for {benchmark.Code}", $"a payer's in-network file that prices {benchmark.Code}");
        Missing noHospital = benchmark.HospitalFiles.Count == 0
            ? new("no hospital's file is loaded", "hospitals' standard-charges files")
            : new($"no loaded hospital's file prices {benchmark.Code}", "a file of a hospital that prices it");
        return new()
        {
            ByPayer = Listing.Of(byPayer.OrderBy(series => series.Series.Key.Payer is not null), none),
            ByState = Listing.Of(states[true].OrderBy(series => series.Series.Key.Payer is not null).ThenBy(series => series.Series.Key.Payer, StringComparer.Ordinal).ThenBy(series => series.Series.Key.State, StringComparer.Ordinal), WhyNoStates(benchmark)),
            BySetting = Listing.Of(rest[true], none),
            ByComponent = Listing.Of(rest[false], none),
            Medicare = Listing.Of(benchmark.Medicare, new("no Medicare schedule is loaded", "a Medicare fee schedule")),
            Hospitals = Listing.Of(benchmark.Hospitals, noHospital),
            HospitalCharges = Listing.Of(charges[true], noHospital),
            Agreement = benchmark.Agreement,
            AllowedAmounts = Listing.Of(allowed[true], new($"no loaded allowed-amounts file has a payment for {benchmark.Code}", "a payer's allowed-amounts file")),
            Implausible = Listing.Of(benchmark.ImplausibleTaxonomies, WhyNoneIsImplausible(benchmark)),
            Other = [.. main[false], .. charges[false], .. allowed[false]],
            OtherStates = [.. states[false]],
        };
    }

    enum SeriesPlace { National, State, Hospital, AllowedAmount }

    static SeriesPlace PlaceOf(ReportSeries series) => series.Series.Key switch
    {
        { State: not null } => SeriesPlace.State,
        { SourceKind: SourceKind.Hospital } => SeriesPlace.Hospital,
        { SourceKind: SourceKind.AllowedAmounts } => SeriesPlace.AllowedAmount,
        _ => SeriesPlace.National,
    };

    static Missing WhyNoStates(CodeBenchmark benchmark) =>
        benchmark.NotAvailable.FirstOrDefault(missing => missing.Reason.StartsWith("benchmarks by state", StringComparison.Ordinal))
        ?? new("no provider of these prices has a known state", "an NPPES file that lists the providers");

    static Missing WhyNoneIsImplausible(CodeBenchmark benchmark) =>
        benchmark.Waterfall.FirstOrDefault(step => step.Code == "IMPLAUSIBLE")?.Count.Missing ?? new("no provider was set aside as implausible");

    static IEnumerable<ReportSeries> EachPayers(List<ReportSeries> main, SeriesKey headline)
    {
        foreach (var payer in main.Where(series => series.Series.Key.Component == headline.Component && series.Series.Key.Modifiers == headline.Modifiers).GroupBy(series => series.Series.Key.Payer))
        {
            var alike = payer.Where(series => HasConditionsOf(series.Series.Key, headline)).ToList();
            if (alike.Count > 0)
                foreach (var series in alike) yield return series;
            else if (payer.Key is not null)
                yield return payer.MaxBy(series => series.Series.Entities.ValueOr(0))!;
        }
    }

    /// <summary>Whether two keys differ only in payer, network and the kind of dollar price.</summary>
    internal static bool HasConditionsOf(SeriesKey key, SeriesKey headline) =>
        key with { Payer = null, Network = null, NegotiatedType = "" } == headline with { Payer = null, Network = null, NegotiatedType = "" }
        && key.Unit == headline.Unit;

    // Dollars for one service, a vote for each entity, and not a part of a series that pools networks or kinds of dollar price.
    static bool IsMain(SeriesKey key, HashSet<SeriesKey> keys) =>
        key is { Unit: "USD", Arrangement: "ffs", Weighting: Weighting.Entity }
        && !(key.Network != SeriesKey.AllNetworks && keys.Contains(key with { Network = SeriesKey.AllNetworks }))
        && !(key.NegotiatedType is "negotiated" or "fee schedule" && keys.Contains(key with { NegotiatedType = SeriesKey.NegotiatedAndFeeSchedule }));
}
