using Assayer.Codes.Medicare;
using Assayer.Publishing.Charts;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out the benchmarks: the main series first, the rest folded.</summary>
static class BenchmarkLayout
{
    const int MostStrips = 30;
    const int MostRows = 40;

    static readonly string[] Percentiles = ["Series", "Entities", "P10", "P25", "Median", "P75", "P90", "Of Medicare"];
    static readonly string[] Counts = ["Series", "NPIs", "Observations", "Unresolved", "Several amounts", "Outliers", "Min", "Mean", "Max", "Median without several"];

    public static Block[] Benchmarks(BenchmarkSection section, SummarySection summary, Phrasebook book) =>
    [
        new Subheading("National, by payer"),
        .. section.ByPayer.Missing is { } noPayers ? [new Absence(null, noPayers)] : ByPayer(section.ByPayer.Items, summary.Medicare, book),
        new Subheading("With and without implausible providers"),
        .. ProviderLayout.Plausibility(section, book),
        new Subheading("By state"),
        .. section.ByState.Missing is { } noStates ? [new Absence(null, noStates)] : ProviderLayout.States(section, book),
        new Subheading("By setting"),
        .. section.BySetting.Missing is { } noSettings ? [new Absence(null, noSettings)] : Groups(section.BySetting.Items, book),
        new Subheading("By component and modifier"),
        .. section.ByComponent.Missing is { } noComponents ? [new Absence(null, noComponents)] : Groups(section.ByComponent.Items, book),
        new Subheading("Against Medicare"),
        .. section.Medicare.Missing is { } noMedicare ? [new Absence(null, noMedicare)] : AgainstMedicare(section.Medicare.Items, book),
        new Subheading("Hospital gross, cash and negotiated charges"),
        .. section.Hospitals.Missing is { } noHospitals ? [new Absence(null, noHospitals)] : HospitalLayout.Charges(section, book),
        new Subheading("Agreement of payers and hospitals"),
        .. HospitalLayout.Agreement(section.Agreement, book),
        new Subheading("Paid out of network"),
        .. section.AllowedAmounts.Missing is { } noAmounts ? [new Absence(null, noAmounts)] : Groups(section.AllowedAmounts.Items, book),
        .. Rest(section, book),
    ];

    static IEnumerable<Block> ByPayer(IReadOnlyList<ReportSeries> series, MedicareAmount medicare, Phrasebook book)
    {
        var shared = SeriesText.Shared(series[0].Series.Key);
        var isOne = series.All(entry => SeriesText.Shared(entry.Series.Key) == shared);
        yield return new Paragraph($"What these prices share: {shared}{(isOne ? "" : ", except where a row says otherwise")}.");
        yield return Strips(series, medicare);
        foreach (var block in Limited("National, by payer", series, book, shared)) yield return block;
    }

    static RateStrips Strips(IReadOnlyList<ReportSeries> series, MedicareAmount medicare)
    {
        RateSeries[] drawn = [.. series.Select(entry => entry.Series).Take(MostStrips)];
        var reference = medicare.Amount.IsKnown ? (double?)medicare.Amount.Value.Dollars : null;
        var medians = drawn.Where(entry => entry.P50.IsKnown).OrderBy(entry => entry.P50.Value).ToArray();
        var description = medians.Length == 0
            ? "No series has enough entities for a median: the counts alone are shown."
            : $"Medians from {Amounts.Dollars(medians[0].P50.Value)} ({SeriesText.Payer(medians[0].Key)}) to {Amounts.Dollars(medians[^1].P50.Value)} ({SeriesText.Payer(medians[^1].Key)}).";
        if (reference is not null) description += $" Medicare pays {medicare.Amount.Value}.";
        if (drawn.Length < series.Count) description += $" The first {MostStrips} of {series.Count} series are drawn.";
        return new(
            "What each payer pays", description + " The table below has the figures.",
            [.. drawn.Select(Strip)], reference, reference is null ? null : $"Medicare {medicare.Amount.Value}{(medicare.Amount.IsSynthetic ? Document.SyntheticMark : "")}");
    }

    static RateStrip Strip(RateSeries series)
    {
        static double? Known(Evidence.Fact<double> fact) => fact.IsKnown ? fact.Value : null;
        var mark = series.P50.IsSynthetic ? Document.SyntheticMark : "";
        var count = series.Entities.IsKnown ? Amounts.Counted(series.Entities.Value, "entity", "entities") : "";
        var apart = series.Key.Network is null or SeriesKey.AllNetworks ? "" : $", {series.Key.Network}";
        return new(
            SeriesText.Payer(series.Key) + apart,
            series.Key.Payer is null,
            series.P50.IsKnown ? $"{Amounts.Dollars(series.P50.Value)}{mark} · {count}" : $"{count}, no median",
            Known(series.P10), Known(series.P25), Known(series.P50), Known(series.P75), Known(series.P90));
    }

    public static IEnumerable<Block> Groups(IReadOnlyList<ReportSeries> series, Phrasebook book) =>
        series.GroupBy(entry => SeriesText.Shared(entry.Series.Key)).SelectMany(group => Limited(Capital(group.Key), [.. group], book, group.Key));

    // A table stays readable: what goes past the first rows is folded.
    public static IEnumerable<Block> Limited(string caption, IReadOnlyList<ReportSeries> series, Phrasebook book, string shared)
    {
        yield return Percentile(caption, series.Take(MostRows), book, shared);
        if (series.Count > MostRows)
            yield return new Fold($"{caption}: {Amounts.Count(series.Count - MostRows)} more", [Percentile($"{caption}, continued", series.Skip(MostRows), book, shared)]);
        yield return new Fold($"{caption}: counts, range and mean", [Count($"{caption}: counts, range and mean", series, book, shared)]);
    }

    static IEnumerable<Block> Rest(BenchmarkSection section, Phrasebook book)
    {
        if (section.Other.Count == 0) yield break;
        yield return new Subheading("Other series");
        yield return new Paragraph("By network, by kind of price, weighted by NPI, and prices that are not dollars for one service. They are not to be compared with the series above.");
        foreach (var group in section.Other.GroupBy(entry => (Shared: SeriesText.Shared(entry.Series.Key), entry.Series.Key.Unit)))
        {
            var caption = Capital(group.Key.Unit == "USD" ? group.Key.Shared : $"{group.Key.Shared}, {group.Key.Unit}");
            ReportSeries[] series = [.. group];
            yield return new Fold(
                $"{caption} ({Amounts.Count(series.Length)})",
                [Percentile(caption, series, book, group.Key.Shared), Count($"{caption}: counts, range and mean", series, book, group.Key.Shared)]);
        }
    }

    static Block[] AgainstMedicare(IReadOnlyList<MedicareAmount> amounts, Phrasebook book) =>
    [
        new Table(
            "Medicare's prices", ["Schedule", "Holds for", "Amount", "Days from the schedule's period"],
            [.. amounts.Select(amount => new[] { amount.Schedule ?? "none", amount.Basis ?? "", book.Of(amount.Amount), book.Of(amount.VintageGapDays) })]),
        .. amounts.Any(amount => amount.Steps.Count > 0)
            ? [new Fold("How Medicare's price was found", [new Bullets([.. amounts.SelectMany(amount => book.All(amount.Steps))])])]
            : Array.Empty<Block>(),
    ];

    // What Medicare pays at the providers' places has a column where it differs from place to place.
    static Table Percentile(string caption, IEnumerable<ReportSeries> series, Phrasebook book, string shared)
    {
        ReportSeries[] rows = [.. series];
        var isLocal = Array.Exists(rows, entry => entry.Series.EntitiesWithLocality.IsKnown);
        return new(caption, [.. Percentiles, .. isLocal ? ["Of local Medicare"] : Array.Empty<string>()], [.. rows.Select(entry =>
        {
            var (figures, unit) = (entry.Series, entry.Series.Key.Unit);
            Phrase[] cells =
            [
                Name(entry, shared), book.Of(figures.Entities), book.Amount(figures.P10, unit), book.Amount(figures.P25, unit), book.Amount(figures.P50, unit),
                book.Amount(figures.P75, unit), book.Amount(figures.P90, unit), book.Percent(figures.PercentOfMedicareP50),
            ];
            return isLocal ? [.. cells, figures.EntitiesWithLocality.IsKnown ? book.Percent(figures.PercentOfLocalMedicareP50) : ""] : cells;
        })]);
    }

    static Table Count(string caption, IReadOnlyList<ReportSeries> series, Phrasebook book, string shared) => new(caption, Counts, [.. series.Select(entry =>
    {
        var (figures, unit) = (entry.Series, entry.Series.Key.Unit);
        return new[]
        {
            Name(entry, shared), book.Of(figures.Npis), book.Of(figures.Observations), book.Of(figures.UnresolvedEntities), book.Of(figures.MultipleAmounts),
            book.Of(figures.Outliers), book.Amount(figures.Min, unit), book.Amount(figures.Mean, unit), book.Amount(figures.Max, unit),
            figures.P50WithoutMultipleAmounts is { } without ? book.Amount(without, unit) : "",
        };
    })]);

    // What sets a series apart from its table: also its conditions, where they are not the table's.
    static Phrase Name(ReportSeries entry, string shared)
    {
        var conditions = SeriesText.Shared(entry.Series.Key);
        string[] details = [conditions == shared ? "" : conditions, SeriesText.Apart(entry.Series.Key), .. entry.Series.Warnings];
        return new(SeriesText.Payer(entry.Series.Key)) { Detail = string.Join("; ", details.Where(detail => detail.Length > 0)) };
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
