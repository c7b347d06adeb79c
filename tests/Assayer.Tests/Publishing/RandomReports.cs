using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;
using Assayer.Rates.Benchmarks;
using CsCheck;

namespace Assayer.Tests.Publishing;

/// <summary>Reports on random benchmarks, with names that try to break out of every format, with or without a profile.</summary>
static class RandomReports
{
    public static readonly string[] Hostile =
    [
        "Aetna", "=1+1", "+SUM(A1)", "-2+3", "@cmd", "<script>alert(1)</script>", "\"quoted\" & 'more'", "a|b|c", "line\nbreak\r\nand more", "*bold* _and_ [link](x) `code`",
        "# heading", "\u0000\u0007control", "ÄÖÜ 医療 🩸", "\u202Ertl", "a,b;c\td", "]]>--><!--", "\uD800lone", "",
    ];

    static readonly Gen<string> Text = Gen.OneOf(One(Hostile), Gen.String[0, 12]);

    static readonly Gen<Source> File = Gen.Select(Text, Gen.Int[0, 40], Gen.Bool, (name, number, synthetic) => new Source
    {
        Name = $"{name} {number}",
        Sha256 = number.ToString("x64"),
        Synthetic = synthetic,
        Locator = number % 3 == 0 ? $"byte {number}" : null,
        Url = number % 4 == 0 ? "javascript:alert(1)" : number % 4 == 1 ? "https://example.org/?a=1&b=\"2\"" : null,
        Publisher = name,
    });

    static readonly Gen<Source> Made = Gen.Select(Text, File.Array[1, 5], (name, files) => new Source { Name = "Series " + name, Inputs = [.. files.Distinct()] });

    static readonly Gen<IReadOnlyList<Source>> Sources = Gen.OneOf(File.Select(file => (IReadOnlyList<Source>)[file]), Made.Select(made => (IReadOnlyList<Source>)[made]), Gen.Select(Made, File, (made, file) => (IReadOnlyList<Source>)[made, file]));

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    static Gen<Fact<T>> Fact<T>(Gen<T> value) where T : notnull => Gen.Frequency(
        (4, Gen.Select(value, Sources, (known, sources) => Assayer.Evidence.Fact.Known(known, sources))),
        (1, Gen.Select(Text, Text.Null(), Assayer.Evidence.Fact.NotAvailable<T>)));

    static readonly Gen<Fact<double>> Amount = Fact(Gen.OneOf(Gen.Double[0.01, 500], One(0.0, 0.005, 49.03, 99_999_999_999.99)));
    static readonly Gen<Fact<int>> Count = Fact(Gen.Int[0, 100_000]);
    static readonly Gen<Fact<long>> Rows = Fact(Gen.Long[0, 10_000_000_000]);

    static readonly Gen<SeriesKey> Key = Gen.Select(
        Gen.Select(Text.Null(), Gen.OneOf(Text.Null(), Gen.Const((string?)SeriesKey.AllNetworks)), Gen.Enum<Component>(), One("", "90", "QW,91")),
        Gen.Select(One("professional", "institutional", "both", "<odd>"), One<string?>(null, "inpatient", "outpatient"), Gen.Enum<PlaceOfServiceClass>()),
        Gen.Select(One("negotiated", "fee schedule", "percentage", "per diem", SeriesKey.NegotiatedAndFeeSchedule), One("ffs", "bundle"), Gen.Enum<Weighting>()),
        (who, where, what) => new SeriesKey(who.Item1, who.Item2, who.Item3, who.Item4, where.Item1, where.Item2, where.Item3, what.Item1, what.Item2, what.Item3));

    static readonly Gen<RateSeries> Series =
        from key in Key
        from names in Text.Array[0, 2]
        from source in Made
        from counts in Count.Array[6]
        from amounts in Amount.Array[8]
        from percent in Amount
        from without in Amount
        from warnings in Text.Array[0, 2]
        select new RateSeries
        {
            Key = key,
            PayerAsFiled = names,
            Source = source,
            Entities = counts[0],
            UnresolvedEntities = counts[1],
            Npis = counts[2],
            Observations = counts[3],
            MultipleAmounts = counts[4],
            Outliers = counts[5],
            Min = amounts[0],
            P10 = amounts[1],
            P25 = amounts[2],
            P50 = amounts[3],
            P75 = amounts[4],
            P90 = amounts[5],
            Max = amounts[6],
            Mean = amounts[7],
            PercentOfMedicareP50 = percent,
            PercentOfLocalMedicareP50 = percent,
            EntitiesWithLocality = counts[0],
            P50WithoutMultipleAmounts = warnings.Length > 0 ? without : null,
            Warnings = warnings,
        };

    static readonly Gen<MedicareAmount> Medicare =
        from amount in Fact(Gen.Decimal[0.01m, 5000m].Select(dollars => new Money(dollars)))
        from gap in Fact(Gen.Int[-400, 400])
        from schedule in One<string?>(null, "CLFS", "PFS")
        from steps in Fact(Text).Array[0, 2]
        select new MedicareAmount { Amount = amount, VintageGapDays = gap, Schedule = schedule, Basis = "national", Steps = steps };

    static readonly Gen<WaterfallStep> Step = Gen.Select(Text, Text, One("rows", "observations", "entities"), Gen.Enum<WaterfallKind>(), Rows, (code, label, unit, kind, count) => new WaterfallStep(code, label, unit, kind, count));

    static readonly Gen<PayerPresence> Payer = Gen.Select(Text, Gen.Bool, Gen.Enum<Presence>(), Count, File.Array[0, 3], (payer, isKey, presence, entities, files) => new PayerPresence(payer, isKey, presence, entities, files));

    static readonly Gen<BenchmarkFile> Considered =
        from file in File
        from payer in Text
        from resolved in Gen.Bool
        from date in Fact(Gen.Int[0, 1000].Select(days => new DateOnly(2024, 1, 1).AddDays(days)))
        from remark in Text.Null()
        from unresolved in Rows
        from rows in Rows
        select new BenchmarkFile(file, payer, payer + "!", resolved, date, remark, resolved ? null : "LATER_FILE", unresolved, rows);

    /// <summary>Random reports.</summary>
    public static readonly Gen<CodeReport> All =
        from asOf in Fact(Gen.Int[0, 1000].Select(days => new DateOnly(2024, 1, 1).AddDays(days)))
        from series in Series.Array[0, 7]
        from headline in Gen.Bool
        from medicare in Medicare.Array[0, 2]
        from steps in Step.Array[0, 5]
        from payers in Payer.Array[0, 4]
        from files in Considered.Array[0, 4]
        from missing in Gen.Select(Text, Text.Null(), (reason, filledBy) => new Missing(reason, filledBy)).Array[0, 2]
        from profile in Gen.Bool
        select CodeReportBuilder.Build(profile ? SampleReport.CodeProfile() : null, new CodeBenchmark
        {
            Code = SampleReport.Code,
            AsOf = asOf,
            Series = series,
            Headline = headline && series.Length > 0 ? series[0] : null,
            Medicare = medicare,
            Waterfall = steps,
            Presence = payers,
            Files = files,
            NotAvailable = missing,
            Agreement = Agreement.None("no hospital's file is loaded", null),
        });
}
