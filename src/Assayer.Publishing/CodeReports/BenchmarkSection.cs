using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>A series in the report.</summary>
/// <param name="Id">"R1", "R2", …, in the order of the benchmark.</param>
/// <param name="Series">The series.</param>
public sealed record ReportSeries(string Id, RateSeries Series);

/// <summary>Reimbursement benchmarks. Each series stands in exactly one of the lists.</summary>
/// <param name="ByPayer">National: the headline's conditions, all payers together and each by itself; of a payer without a series of these conditions, the whole service's series with the most entities.</param>
/// <param name="ByState">Why there is none by state.</param>
/// <param name="BySetting">Other settings, places and billing classes.</param>
/// <param name="ByComponent">Professional and technical parts, and other modifiers.</param>
/// <param name="Medicare">Medicare's prices.</param>
/// <param name="HospitalCharges">Why there are no gross, cash and negotiated charges of hospitals.</param>
/// <param name="Other">By network, by kind of price where kinds are shown together, NPI-weighted, and what isn't dollars for one service.</param>
public sealed record BenchmarkSection(
    Listing<ReportSeries> ByPayer, Missing ByState, Listing<ReportSeries> BySetting, Listing<ReportSeries> ByComponent,
    Listing<MedicareAmount> Medicare, Missing HospitalCharges, IReadOnlyList<ReportSeries> Other)
{
    internal static BenchmarkSection From(CodeBenchmark benchmark)
    {
        var main = new List<ReportSeries>();
        var (byPayer, bySetting, byComponent, other) = (new List<ReportSeries>(), new List<ReportSeries>(), new List<ReportSeries>(), new List<ReportSeries>());
        var keys = benchmark.Series.Select(series => series.Key).ToHashSet();
        for (var index = 0; index < benchmark.Series.Count; index++)
        {
            var series = new ReportSeries($"R{index + 1}", benchmark.Series[index]);
            (IsMain(series.Series.Key, keys) ? main : other).Add(series);
        }
        if (benchmark.Headline is { } headline) byPayer.AddRange(EachPayers(main, headline.Key));
        foreach (var series in main.Except(byPayer))
        {
            var key = series.Series.Key;
            if (key.Component != Component.Global || key.Modifiers.Length > 0) byComponent.Add(series);
            else bySetting.Add(series);
        }
        var none = new Missing(
            $"no loaded payer file has a price of this kind for {benchmark.Code}", $"a payer's in-network file that prices {benchmark.Code}");
        return new(
            Listing.Of(byPayer.OrderBy(series => series.Series.Key.Payer is not null), none),
            new("the state of each provider is not known", "the NPPES file"),
            Listing.Of(bySetting, none),
            Listing.Of(byComponent, none),
            Listing.Of(benchmark.Medicare, new("no Medicare schedule is loaded", "a Medicare fee schedule")),
            new("no hospital price file is loaded", "a hospital's standard-charge file"),
            other);
    }

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
