using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays a code report out for reading.</summary>
public static class CodeReportDocument
{
    /// <summary>The report as a document, for any renderer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pageOf">The page of another code on the same site, null where it has none; null: there is no site.</param>
    public static Document From(CodeReport report, Func<BillingCode, string?>? pageOf = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        pageOf ??= _ => null;
        var book = new Phrasebook(report.Sources);
        return new(
            report.Code.ToString(),
            book.Of(report.Summary.Name),
            book.Of(report.AsOf, day => $"Prices as of {Amounts.Day(day)}"),
            report.IsSynthetic,
            Lead(report, book),
            [
                new("summary", Headings.Summary, Summary(report.Summary, book)),
                new("overview", Headings.Overview, ProfileLayout.Overview(report.Overview, book)),
                new("clinical", Headings.Clinical, ProfileLayout.Statements(report.Clinical, book)),
                new("coding", Headings.Coding, CodingLayout.Coding(report.Coding, book, pageOf)),
                new("coverage", Headings.Coverage, ProfileLayout.Coverage(report.Coverage, book)),
                new("benchmarks", Headings.Benchmarks, BenchmarkLayout.Benchmarks(report.Benchmarks, report.Summary, book)),
                new("presence", Headings.Presence, MethodLayout.Presence(report.Presence, book)),
                new("method", Headings.Method, MethodLayout.Method(report.Method, book)),
                new("sources", Headings.Sources, [new References([.. report.Sources.Entries.Select(Reference)])]),
                new("data-not-available", Headings.DataNotAvailable, Gaps(report.DataNotAvailable)),
            ]);
    }

    static Block[] Lead(CodeReport report, Phrasebook book)
    {
        var (headline, medicare) = (report.Summary.Headline, report.Summary.Medicare);
        var schedule = string.Join(", ", new[] { medicare.Schedule, medicare.Basis }.OfType<string>());
        var medicareFigure = new KeyFigure("Medicare pays", book.Of(medicare.Amount), schedule.Length > 0 ? [schedule] : []);
        Block[] remarks = report.Summary.Remarks.Count > 0 ? [new Bullets([.. book.All(report.Summary.Remarks)])] : [];
        if (headline.SeriesId is null)
            return [new KeyFigures([medicareFigure, new("Payers pay, median", book.Amount(headline.Median, "USD"), [])]), .. remarks];

        var spread = headline.P25.IsKnown && headline.P75.IsKnown
            ? new[] { book.Number(headline.P25, amount => $"P25 {Amounts.Dollars(amount)}"), book.Number(headline.P75, amount => $"P75 {Amounts.Dollars(amount)}") }
            : [Phrasebook.Absent((headline.P25.Missing ?? headline.P75.Missing)!)];
        return
        [
            new KeyFigures(
            [
                medicareFigure,
                new("Payers pay, median", book.Amount(headline.Median, "USD"), spread),
                new("Median as % of Medicare", book.Percent(headline.PercentOfMedicare), []),
                new("Contracting entities", book.Of(headline.Entities), headline.Payers.IsKnown
                    ? [book.Number(headline.Payers, payers => Amounts.Counted(payers, "payer", "payers"))]
                    : []),
            ]),
            .. headline.Conditions.IsKnown ? [new Paragraph(book.Of(headline.Conditions, text => $"Payers' prices: {text}."))] : Array.Empty<Block>(),
            .. remarks,
            new Judgement(
                "How sure we are",
                book.Of(report.Summary.Confidence.Verdict),
                [.. report.Summary.Confidence.Checks.Select(check => (check.Question, book.Of(check.Finding), check.Holds))]),
        ];
    }

    static Block[] Summary(SummarySection summary, Phrasebook book) =>
    [
        new Paragraph(book.Of(summary.WhatItIs)),
        new Subheading("Key payers"),
        summary.KeyPayers.Missing is { } missing ? new Absence(null, missing) : MethodLayout.PresenceTable("Key payers and their prices", summary.KeyPayers.Items, book),
        new Subheading("What readers will learn"),
        new Bullets([.. summary.WillLearn.Select(text => (Phrase)text)]),
    ];

    static Reference Reference(SourceEntry entry)
    {
        var facts = new (string Label, string? Text)[]
        {
            ("Publisher", entry.Publisher), ("Vintage", entry.Vintage), ("Period", entry.Period == Period.Always ? null : entry.Period.ToString()),
            ("At", entry.Locator), ("SHA-256", entry.Sha256),
        };
        return new(
            entry.Id, entry.Name, [.. facts.Where(fact => fact.Text is not null).Select(fact => (fact.Label, fact.Text!))], entry.Url, entry.Inputs, entry.IsSynthetic);
    }

    static Block[] Gaps(IReadOnlyList<Gap> gaps) => gaps.Count == 0
        ? [new Paragraph("Nothing was missing.")]
        :
        [
            new Table(
                "What was missing, and what would fill it",
                ["What is missing", "Filled by", "Sections"],
                [.. gaps.Select(gap => new Phrase[] { gap.Reason, gap.FilledBy ?? "nothing that could be loaded", string.Join(", ", gap.Sections) })]),
        ];
}
