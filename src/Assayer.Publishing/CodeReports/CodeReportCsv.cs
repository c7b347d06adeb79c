using System.Globalization;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>
/// Writes a report's tables as CSV files. A row's "sources" column names the sources of its figures, "S7", then those of columns
/// that have others: "S7; percent_of_medicare_p50: S7 S2". "not_available" says why a cell is empty. Numbers are not rounded.
/// </summary>
public static class CodeReportCsv
{
    /// <summary>Writes series.csv, hospitals.csv, agreement.csv, waterfall.csv, presence.csv, sources.csv and rows.csv into <paramref name="folder"/>, which must exist.</summary>
    /// <exception cref="ArgumentException">A row is of a file that the report doesn't name.</exception>
    public static void Write(CodeReport report, string folder, IEnumerable<BenchmarkRow> rows)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rows);
        Series(report, Path.Combine(folder, "series.csv"));
        Hospitals(report, Path.Combine(folder, "hospitals.csv"));
        Agreement(report, Path.Combine(folder, "agreement.csv"));
        Waterfall(report, Path.Combine(folder, "waterfall.csv"));
        Presence(report, Path.Combine(folder, "presence.csv"));
        Sources(report, Path.Combine(folder, "sources.csv"));
        Rows(report, Path.Combine(folder, "rows.csv"), rows);
    }

    static void Series(CodeReport report, string path)
    {
        string[] keys = ["id", "part", "source_kind", "state", "payer", "payer_as_filed", "network", "component", "modifiers", "billing_class", "setting", "place_of_service_class", "negotiated_type", "arrangement", "weighting", "unit"];
        string[] figures = ["entities", "unresolved_entities", "npis", "observations", "multiple_amounts", "outliers", "min", "p10", "p25", "p50", "p75", "p90", "max", "mean", "percent_of_medicare_p50", "p50_without_multiple_amounts", "percent_of_local_medicare_p50", "entities_with_locality", "entities_with_implausible", "p50_with_implausible"];
        using var table = new CsvTable(path, [.. keys, .. figures, "warnings", .. CsvFigures.Columns]);
        var benchmarks = report.Benchmarks;
        (string Part, IReadOnlyList<ReportSeries> Series)[] parts =
            [
                ("by payer", benchmarks.ByPayer.Items), ("by state", benchmarks.ByState.Items), ("by setting", benchmarks.BySetting.Items), ("by component", benchmarks.ByComponent.Items),
                ("hospital charges", benchmarks.HospitalCharges.Items), ("allowed amounts", benchmarks.AllowedAmounts.Items), ("other", benchmarks.Other), ("other states", benchmarks.OtherStates),
            ];
        foreach (var (part, entry) in parts.SelectMany(part => part.Series.Select(entry => (part.Part, entry))))
        {
            var (series, key) = (entry.Series, entry.Series.Key);
            var cells = new CsvFigures(report.Sources, figures,
            [
                series.Entities, series.UnresolvedEntities, series.Npis, series.Observations, series.MultipleAmounts, series.Outliers, series.Min, series.P10,
                series.P25, series.P50, series.P75, series.P90, series.Max, series.Mean, series.PercentOfMedicareP50, series.P50WithoutMultipleAmounts,
                series.PercentOfLocalMedicareP50, series.EntitiesWithLocality, series.WithImplausible?.Entities, series.WithImplausible?.P50,
            ]);
            table.Write(
            [
                entry.Id, part, key.SourceKind, key.State, key.Payer ?? (key.NegotiatedType is SeriesKey.GrossCharge or SeriesKey.DiscountedCash ? "" : "all payers"), string.Join("; ", series.PayerAsFiled), key.Network, key.Component.ToString(), key.Modifiers, key.BillingClass,
                key.Setting, key.PlaceOfServiceClass.ToString(), key.NegotiatedType, key.Arrangement, key.Weighting.ToString(), key.Unit, .. cells.Values,
                string.Join("; ", series.Warnings), .. cells.Evidence,
            ]);
        }
    }

    static void Hospitals(CodeReport report, string path)
    {
        string[] figures = ["gross", "discounted_cash", "minimum", "maximum", "plans", "negotiated_median"];
        using var table = new CsvTable(path, ["hospital", "entity", "state", "component", "modifiers", "billing_class", "setting", .. figures, .. CsvFigures.Columns]);
        foreach (var prices in report.Benchmarks.Hospitals.Items)
        {
            var cells = new CsvFigures(report.Sources, figures, [prices.Gross, prices.DiscountedCash, prices.Minimum, prices.Maximum, prices.Plans, prices.NegotiatedMedian]);
            table.Write([prices.Hospital, prices.Entity, prices.State, prices.Component.ToString(), prices.Modifiers, prices.BillingClass, prices.Setting, .. cells.Values, .. cells.Evidence]);
        }
    }

    static void Agreement(CodeReport report, string path)
    {
        string[] figures = ["hospital_amount", "payer_amount"];
        using var table = new CsvTable(path, ["hospital", "payer", "plan", "component", "modifiers", "billing_class", "setting", .. figures, .. CsvFigures.Columns]);
        foreach (var pair in report.Benchmarks.Agreement.Pairs)
        {
            var cells = new CsvFigures(report.Sources, figures, [pair.HospitalAmount, pair.PayerAmount]);
            table.Write([pair.Hospital, pair.Payer, pair.Plan, pair.Component.ToString(), pair.Modifiers, pair.BillingClass, pair.Setting, .. cells.Values, .. cells.Evidence]);
        }
    }

    static void Waterfall(CodeReport report, string path)
    {
        using var table = new CsvTable(path, ["source_kind", "code", "label", "unit", "kind", "count", .. CsvFigures.Columns]);
        (string Kind, IReadOnlyList<WaterfallStep> Steps)[] kinds =
            [(SourceKind.InNetwork, report.Method.Waterfall.Items), (SourceKind.AllowedAmounts, report.Method.AllowedAmountWaterfall.Items), (SourceKind.Hospital, report.Method.HospitalWaterfall.Items)];
        foreach (var (kind, step) in kinds.SelectMany(kind => kind.Steps.Select(step => (kind.Kind, step))))
        {
            var cells = new CsvFigures(report.Sources, ["count"], [step.Count]);
            table.Write([kind, step.Code, step.Label, step.Unit, step.Kind.ToString(), .. cells.Values, .. cells.Evidence]);
        }
    }

    static void Presence(CodeReport report, string path)
    {
        using var table = new CsvTable(path, ["payer", "is_key", "presence", "entities", "files", .. CsvFigures.Columns]);
        foreach (var payer in report.Presence.Items)
        {
            var cells = new CsvFigures(report.Sources, ["entities"], [payer.Entities]);
            var files = string.Join(' ', payer.Files.Select(report.Sources.IdOf).Distinct());
            table.Write([payer.Payer, payer.IsKey ? "true" : "false", payer.Presence.ToString(), .. cells.Values, files, .. cells.Evidence]);
        }
    }

    static void Sources(CodeReport report, string path)
    {
        using var table = new CsvTable(path, "id", "name", "publisher", "vintage", "first_day", "last_day", "sha256", "locator", "url", "synthetic", "made_from");
        foreach (var entry in report.Sources.Entries)
        {
            table.Write(
                entry.Id, entry.Name, entry.Publisher, entry.Vintage, Day(entry.Period.First), Day(entry.Period.Last), entry.Sha256, entry.Locator, entry.Url,
                entry.IsSynthetic ? "true" : "false", string.Join(' ', entry.Inputs));
        }
    }

    static void Rows(CodeReport report, string path, IEnumerable<BenchmarkRow> rows)
    {
        using var table = new CsvTable(
            path, "code", "source_kind", "payer", "payer_as_filed", "network", "entity", "tin_type", "states", "component", "modifiers", "billing_class", "setting", "service_codes",
            "negotiated_type", "arrangement", "amount", "amount_as_filed", "expiration", "set_aside", "file", "sha256", "row", "byte_offset", "sources");
        foreach (var row in rows)
        {
            if (!report.Sources.TryGetFile(row.Sha256, out var source))
                throw new ArgumentException($"The report doesn't name {row.File} ({row.Sha256}).", nameof(rows));
            table.Write(
                row.Code.ToString(), row.SourceKind, row.Payer, row.PayerAsFiled, row.Network, row.Entity, row.TinType, row.States, row.Component.ToString(), row.Modifiers, row.BillingClass,
                row.Setting, row.ServiceCodes, row.NegotiatedType, row.Arrangement, row.Amount.ToString(CultureInfo.InvariantCulture), row.AmountText,
                Day(row.Expiration), row.SetAside, row.File, row.Sha256, row.Row?.ToString(CultureInfo.InvariantCulture), row.ByteOffset.ToString(CultureInfo.InvariantCulture), source);
        }
    }

    static string? Day(DateOnly? day) => day is { } known ? Amounts.Day(known) : null;
}
