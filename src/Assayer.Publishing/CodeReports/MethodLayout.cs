using Assayer.Publishing.Charts;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out who prices the code, and how the figures were made.</summary>
static class MethodLayout
{
    public static Block[] Presence(Listing<PayerPresence> presence, Phrasebook book) => presence.Missing is { } missing
        ? [new Absence(null, missing)]
        : [PresenceTable("Payers and what their loaded files say about the code", presence.Items, book)];

    public static Table PresenceTable(string caption, IReadOnlyList<PayerPresence> payers, Phrasebook book) => new(
        caption,
        ["Payer", "In its files", "Entities", "Files"],
        [.. payers.Select(payer => new[] { payer.Payer, Words(payer.Presence), book.Of(payer.Entities), book.Files(payer.Files) })]);

    public static Block[] Method(MethodSection method, Phrasebook book) =>
    [
        new Bullets([.. method.Steps.Select(step => (Phrase)step)]),
        new Subheading("Waterfall"),
        .. method.Waterfall.Missing is { } noSteps ? [new Absence(null, noSteps)] : Waterfall("From rows read to entities used", method.Waterfall.Items, book),
        .. Folded("What was paid out of network: from rows to entities", method.AllowedAmountWaterfall, book),
        .. Folded("Hospitals' files: from rows to hospitals", method.HospitalWaterfall, book),
        new Subheading("Payer files considered"),
        method.Files.Missing is { } noFiles
            ? new Absence(null, noFiles)
            : new Table("Payer files considered", ["File", "Payer", "Date", "Rows for the code", "Unresolved references", "Use"], [.. method.Files.Items.Select(file => File(file, book))]),
        new Subheading("Hospital files considered"),
        method.HospitalFiles.Missing is { } noHospitals
            ? new Absence(null, noHospitals)
            : new Table("Hospital files considered", ["File", "Hospital", "Layout", "Date", "Rows for the code", "Attested complete", "Use"], [.. method.HospitalFiles.Items.Select(file => File(file, book))]),
    ];

    static IEnumerable<Block> Folded(string title, Listing<WaterfallStep> steps, Phrasebook book) => steps.Missing is null ? [new Fold(title, Waterfall(title, steps.Items, book))] : [];

    static Block[] Waterfall(string title, IReadOnlyList<WaterfallStep> steps, Phrasebook book) =>
    [
        new WaterfallBars(title, Describe(steps), Bars(steps)),
        new Table(
            $"{title}, step by step",
            ["Step", "Code", "Effect", "Count", "Unit"],
            [.. steps.Select(step => new[] { step.Label, step.Code, Words(step.Kind), book.Of(step.Count), step.Unit })]),
    ];

    static string Describe(IReadOnlyList<WaterfallStep> steps)
    {
        var totals = steps.Where(step => step.Kind == WaterfallKind.Total && step.Count.IsKnown).Select(step => $"{step.Label}: {Amounts.Count(step.Count.Value)} {step.Unit}");
        return string.Join("; ", totals) + ". The table below has every step.";
    }

    static List<WaterfallBar> Bars(IReadOnlyList<WaterfallStep> steps)
    {
        var largest = steps.Where(step => step.Count.IsKnown).GroupBy(step => step.Unit).ToDictionary(group => group.Key, group => group.Max(step => (double)step.Count.Value));
        var bars = new List<WaterfallBar>();
        var (level, unit) = (0.0, "");
        foreach (var step in steps)
        {
            if (step.Unit != unit) (level, unit) = (0, step.Unit);
            var mark = step.Count.IsSynthetic ? Document.SyntheticMark : "";
            var value = step.Count.IsKnown ? Amounts.Count(step.Count.Value) + mark : "not available";
            var size = step.Count.IsKnown && largest[unit] > 0 ? step.Count.Value / largest[unit] : 0;
            var (start, end, style) = step.Kind switch
            {
                WaterfallKind.Total => (0, size, "total"),
                WaterfallKind.Removed => (Math.Max(0, level - size), level, "removed"),
                WaterfallKind.Flagged => (0, size, "flagged"),
                _ => (0, 0, "absent"),
            };
            if (step.Kind is WaterfallKind.Total) level = end;
            if (step.Kind is WaterfallKind.Removed) level = start;
            bars.Add(new(Capital(step.Label), step.Unit, step.Kind == WaterfallKind.Removed && step.Count.IsKnown ? "−" + value : value, start, end, style));
        }
        return bars;
    }

    static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    static Phrase[] File(BenchmarkFile file, Phrasebook book) =>
    [
        book.Files([file.Source]) with { Text = file.Source.Name },
        new(file.Payer) { Detail = file.IsPayerResolved ? file.Payer == file.PayerAsFiled ? null : $"filed as {file.PayerAsFiled}" : "not in the payer table" },
        book.Of(file.Date) with { Detail = file.DateRemark },
        book.Of(file.RowsForCode),
        book.Of(file.UnresolvedReferences),
        Use(file.SetAside, file.Kind == SourceKind.AllowedAmounts ? "used, for what was paid out of network" : "used"),
    ];

    static Phrase[] File(BenchmarkHospital file, Phrasebook book) =>
    [
        book.Files([file.Source]) with { Text = file.Source.Name }, file.Hospital, file.Structure, book.Of(file.Date), book.Of(file.RowsForCode),
        book.Of(file.Attested, attested => attested ? "yes" : "no"), Use(file.SetAside, "used"),
    ];

    static string Use(string? setAside, string used) =>
        setAside switch { null => used, "LATER_FILE" => "set aside: later than the day", "SUPERSEDED_FILE" => "set aside: a newer one replaces it", var other => $"set aside: {other}" };

    static string Words(WaterfallKind kind) => kind switch
    {
        WaterfallKind.Total => "total",
        WaterfallKind.Removed => "set aside",
        WaterfallKind.Flagged => "flagged, kept",
        _ => "not done",
    };

    static string Words(Presence presence) => presence switch
    {
        Rates.Benchmarks.Presence.NotLoaded => "no file loaded",
        Rates.Benchmarks.Presence.NotInFile => "not in its files",
        Rates.Benchmarks.Presence.NotRead => "files were read for other codes only",
        Rates.Benchmarks.Presence.SetAside => "priced, every row set aside",
        _ => "priced",
    };
}
