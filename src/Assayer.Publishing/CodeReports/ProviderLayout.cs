using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out what the registry of providers adds: who is implausible, and where providers practise.</summary>
static class ProviderLayout
{
    public static IEnumerable<Block> Plausibility(BenchmarkSection section, Phrasebook book)
    {
        ReportSeries[] changed = [.. section.ByPayer.Items.Where(entry => entry.Series.WithImplausible is not null)];
        if (changed.Length == 0)
        {
            yield return section.Implausible.Missing is { } missing ? new Absence(null, missing) : new Paragraph("No series of the table above has implausible providers.");
            yield break;
        }
        yield return new Paragraph("Payers' files price services for providers who never do them. The series above leave them out; here is what they would change.");
        yield return new Table(
            "National, by payer, with and without implausible providers",
            ["Series", "Entities", "Entities with", "Median", "Median with", "Of Medicare", "Of Medicare with"],
            [.. changed.Select(entry =>
            {
                var (series, with, unit) = (entry.Series, entry.Series.WithImplausible!, entry.Series.Key.Unit);
                return new[]
                {
                    new Phrase(SeriesText.Payer(series.Key)) { Detail = SeriesText.Apart(series.Key) }, book.Of(series.Entities), book.Of(with.Entities),
                    book.Amount(series.P50, unit), book.Amount(with.P50, unit), book.Percent(series.PercentOfMedicareP50), book.Percent(with.PercentOfMedicareP50),
                };
            })]);
        if (section.Implausible.Items.Count > 0)
            yield return new Fold("Who was left out, by primary taxonomy",
            [
                new Table(
                    "Entities left out as implausible, by primary taxonomy", ["Taxonomy", "Name", "Entities"],
                    [.. section.Implausible.Items.Select(taxonomy => new[] { taxonomy.Code, book.Of(taxonomy.Name), book.Of(taxonomy.Entities) })]),
            ]);
    }

    public static IEnumerable<Block> States(BenchmarkSection section, Phrasebook book)
    {
        var byPayer = section.ByState.Items.ToLookup(entry => entry.Series.Key.Payer is null);
        var first = byPayer[true].Any() ? byPayer[true] : byPayer[false];
        yield return new Paragraph("The conditions are those of the national table. An entity that practises in several states counts in each; entities whose state is not known count in none.");
        yield return Table("By state", first, book, withPayer: !byPayer[true].Any());
        if (byPayer[true].Any() && byPayer[false].Any()) yield return new Fold("By state and payer", [Table("By state and payer", byPayer[false], book, withPayer: true)]);
        if (section.OtherStates.Count > 0)
            yield return new Paragraph($"{Amounts.Counted(section.OtherStates.Count, "more series by state, under other conditions, is", "more series by state, under other conditions, are")} in the JSON and CSV of this report.");
    }

    static Table Table(string caption, IEnumerable<ReportSeries> series, Phrasebook book, bool withPayer) => new(
        caption, ["State", .. withPayer ? ["Payer"] : Array.Empty<string>(), "Entities", "P25", "Median", "P75", "Of Medicare"],
        [.. series.Select(entry =>
        {
            var (figures, unit) = (entry.Series, entry.Series.Key.Unit);
            return (Phrase[])
            [
                new Phrase(figures.Key.State!) { Detail = SeriesText.Apart(figures.Key) },
                .. withPayer ? [SeriesText.Payer(figures.Key)] : Array.Empty<Phrase>(),
                book.Of(figures.Entities), book.Amount(figures.P25, unit), book.Amount(figures.P50, unit), book.Amount(figures.P75, unit),
                figures.PercentOfLocalMedicareP50.IsKnown ? book.Percent(figures.PercentOfLocalMedicareP50) : book.Percent(figures.PercentOfMedicareP50),
            ];
        })]);
}
