using System.Globalization;
using Assayer.Evidence;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Cli;

/// <summary>A benchmark's series as CSV: a row each, unrounded, nothing where a figure is suppressed.</summary>
static class RatesCsv
{
    static readonly string[] Columns =
    [
        "code_type", "code", "as_of", "source_kind", "state", "payer", "network", "component", "modifiers", "billing_class", "setting", "place_of_service_class", "negotiated_type", "arrangement", "unit", "weighting",
        "entities", "unresolved_entities", "observations", "multiple_amounts", "min", "p10", "p25", "p50", "p75", "p90", "max", "mean", "percent_of_medicare_p50", "percent_of_local_medicare_p50", "entities_with_locality", "entities_with_implausible", "p50_with_implausible", "synthetic", "files",
    ];

    public static void Write(CodeBenchmark benchmark, Stream output)
    {
        using var table = new CsvTable(output, Columns);
        foreach (var series in benchmark.Series)
        {
            var key = series.Key;
            table.Write(
                benchmark.Code.Type.Name, benchmark.Code.Value, benchmark.AsOf.IsKnown ? benchmark.AsOf.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                key.SourceKind, key.State, key.Payer ?? (key.NegotiatedType is SeriesKey.GrossCharge or SeriesKey.DiscountedCash ? "" : "all payers"), key.Network, RatesJson.Name(key.Component), key.Modifiers, key.BillingClass, key.Setting, RatesJson.Name(key.PlaceOfServiceClass),
                key.NegotiatedType, key.Arrangement, key.Unit, RatesJson.Name(key.Weighting),
                Cell(series.Entities), Cell(series.UnresolvedEntities), Cell(series.Observations), Cell(series.MultipleAmounts),
                Cell(series.Min), Cell(series.P10), Cell(series.P25), Cell(series.P50), Cell(series.P75), Cell(series.P90), Cell(series.Max), Cell(series.Mean), Cell(series.PercentOfMedicareP50),
                Cell(series.PercentOfLocalMedicareP50), Cell(series.EntitiesWithLocality), series.WithImplausible is { } with ? Cell(with.Entities) : null, series.WithImplausible is { } all ? Cell(all.P50) : null,
                series.Source.IsSynthetic ? "true" : "false", string.Join(';', series.Source.Inputs.Select(file => file.Sha256)));
        }
    }

    static string? Cell<T>(Fact<T> fact) where T : notnull => fact.IsKnown ? Convert.ToString(fact.Value, CultureInfo.InvariantCulture) : null;
}
