using System.Text.Json;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Samples;
using Assayer.Tests.Lake;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>
/// Every series and every waterfall of a sample is what its generating model says. The model knows by construction who contracted for
/// what, and has its own arithmetic; it never goes through the readers or the benchmarks.
/// </summary>
public class SampleBenchmarkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Every_series_and_waterfall_is_what_the_generating_model_says(ulong seed)
    {
        using var folder = new TemporaryFolder();
        SampleGenerator.Write(folder["sample"], new() { Seed = seed }, TestContext.Current.CancellationToken);
        var lake = new LakeFolder(folder["lake"]);
        var ingester = new Ingester(lake, CodeFilter.All);
        foreach (var file in Directory.EnumerateFiles(folder["sample"], "synthetic_*"))
            Assert.Equal(IngestOutcome.Ingested, ingester.Ingest(file, TestContext.Current.CancellationToken).Outcome);

        using var reader = new LakeReader(lake);
        using var answers = JsonDocument.Parse(File.ReadAllBytes(folder["sample/answers.json"]));
        var (compared, filtered) = (0, 0);
        foreach (var answer in answers.RootElement.GetProperty("codes").EnumerateArray())
        {
            var code = new BillingCode(BillingCodeType.From(Text(answer, "type")!), Text(answer, "code")!);
            CodeProfiles.Bundled.TryGet(code, null, out var profile);
            var benchmark = Benchmark.Of(reader.RatesOf(code), reader.MedicareOf([code]), new() { BillingTaxonomies = profile?.BillingTaxonomies });
            Assert.Equal(Text(answers.RootElement, "asOf"), benchmark.AsOf.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            CompareWaterfalls(answer.GetProperty("waterfall"), code, benchmark.Waterfall);
            CompareWaterfalls(answer.GetProperty("allowedAmountWaterfall"), code, benchmark.AllowedAmountWaterfall);
            CompareWaterfalls(answer.GetProperty("hospitalWaterfall"), code, benchmark.HospitalWaterfall);
            CompareAgreement(code, answer.GetProperty("agreement"), benchmark.Agreement);
            Assert.Equal(
                answer.GetProperty("implausibleTaxonomies").EnumerateObject().Select(taxonomy => (code, taxonomy.Name, taxonomy.Value.GetInt32())),
                benchmark.ImplausibleTaxonomies.OrderBy(taxonomy => taxonomy.Code, StringComparer.Ordinal).Select(taxonomy => (code, taxonomy.Code, taxonomy.Entities.Value)));

            var series = benchmark.Series.ToDictionary(KeyOf);
            var expected = answer.GetProperty("series").EnumerateArray().ToDictionary(KeyOf);
            Assert.Equal(expected.Keys.Order(), series.Keys.Order());
            foreach (var (key, one) in expected)
            {
                Compare($"{code}, {key}", one, series[key]);
                Assert.Equal((key, one.TryGetProperty("withImplausible", out var with)), (key, series[key].WithImplausible is not null));
                if (series[key].WithImplausible is { } all) Compare($"{code}, {key}, with implausible", with, all);
            }
            compared += expected.Count;
            filtered += expected.Values.Count(one => one.TryGetProperty("withImplausible", out _));
        }
        Assert.True(compared > 2500 && filtered > 100, $"{compared} series were compared, {filtered} of them with a filter.");
    }

    static void CompareAgreement(BillingCode code, JsonElement expected, Agreement agreement)
    {
        if (!agreement.Compared.IsKnown) // no payer's file prices the code in dollars
        {
            Assert.Equal((code, 0), (code, expected.GetProperty("pairs").GetInt32()));
            return;
        }
        int[] model = [.. expected.EnumerateObject().Select(member => member.Value.GetInt32())];
        Fact<int>[] found = [agreement.Compared, agreement.ToTheCent, agreement.Within10Percent, agreement.Within20Percent, agreement.NotLinkable];
        Assert.Equal($"{code}: {string.Join(' ', model)}", $"{code}: {string.Join(' ', found.Select(fact => fact.ValueOr(0)))}");
    }

    static void CompareWaterfalls(JsonElement expected, BillingCode code, IReadOnlyList<WaterfallStep> waterfall)
    {
        (string Step, string Answer)[] steps =
        [
            ("ROWS_READ", "rowsRead"), ("REJECTED", "rejected"), ("LATER_FILE", "LATER_FILE"), ("SUPERSEDED_FILE", "SUPERSEDED_FILE"), ("EXPIRED", "EXPIRED"),
            ("PLACEHOLDER", "PLACEHOLDER"), ("ROWS_USED", "rowsUsed"), ("ALGORITHM", "algorithms"), ("IMPLAUSIBLE", "IMPLAUSIBLE"), ("OBSERVATIONS_MADE", "observationsWithRepeats"), ("REPEAT", "repeats"),
            ("OBSERVATIONS", "observations"), ("ENTITIES", "payerEntities"),
        ];
        // A step that a kind of file doesn't have counts nothing.
        foreach (var (step, answer) in steps)
            Assert.Equal(
                (code, step, expected.GetProperty(step == "ENTITIES" && waterfall.Any(one => one.Code == "ALGORITHM") ? "entities" : answer).GetInt64()),
                (code, step, waterfall.SingleOrDefault(one => one.Code == step)?.Count.ValueOr(0) ?? 0));
    }

    static void Compare(string name, JsonElement expected, RateSeries series)
    {
        void Same<T>(string member, Fact<T> fact) where T : notnull =>
            Assert.Equal((name, member, expected.TryGetProperty(member, out var value) ? value.ToString() : ""), (name, member, fact.IsKnown ? Convert.ToString(fact.Value, System.Globalization.CultureInfo.InvariantCulture) : ""));

        void Close(string member, double? value, Fact<double> fact) =>
            Assert.True(value is null ? !fact.IsKnown : fact.IsKnown && Math.Abs(fact.Value - value.Value) < 1e-9, $"{name}: {member} is {fact}, the model says {value?.ToString() ?? "suppressed"}.");

        string[] shown = [.. expected.GetProperty("shown").EnumerateArray().Select(name => name.GetString()!)];
        Same("entities", series.Entities);
        Same("unresolvedEntities", series.UnresolvedEntities);
        Same("npis", series.Npis);
        Same("observations", series.Observations);
        Same("multipleAmounts", series.MultipleAmounts);
        Same("outliers", series.Outliers);
        foreach (var (member, fact) in new[]
        {
            ("min", series.Min), ("p10", series.P10), ("p25", series.P25), ("p50", series.P50), ("p75", series.P75), ("p90", series.P90), ("max", series.Max), ("mean", series.Mean),
        })
            Close(member, shown.Contains(member) ? expected.GetProperty("statistics").GetProperty(member).GetDouble() : null, fact);
        Close("percentOfMedicareP50", shown.Contains("p50") ? NumberOrNull(expected, "percentOfMedicareP50") : null, series.PercentOfMedicareP50);
        Same("entitiesWithLocality", series.EntitiesWithLocality);
        Close("percentOfLocalMedicareP50", NumberOrNull(expected, "entitiesWithLocality") >= 3 ? NumberOrNull(expected, "percentOfLocalMedicareP50") : null, series.PercentOfLocalMedicareP50);
        if (NumberOrNull(expected, "entitiesWithoutMultipleAmounts") >= 3)
            Close("p50WithoutMultipleAmounts", NumberOrNull(expected, "p50WithoutMultipleAmounts"), series.P50WithoutMultipleAmounts!);
    }

    static string KeyOf(RateSeries series) => string.Join('|',
        series.Key.SourceKind, series.Key.State, series.Key.Payer is null, string.Join(';', series.PayerAsFiled), series.Key.Network, series.Key.Component, series.Key.Modifiers, series.Key.BillingClass, series.Key.Setting,
        series.Key.PlaceOfServiceClass, series.Key.NegotiatedType, series.Key.Arrangement, series.Key.Unit, series.Key.Weighting);

    static string KeyOf(JsonElement series) => string.Join('|',
        Text(series, "sourceKind"), Text(series, "state"), series.GetProperty("allPayers").GetBoolean(), string.Join(';', series.GetProperty("payerAsFiled").EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal)),
        Text(series, "network"), Text(series, "component"), Text(series, "modifiers"), Text(series, "billingClass"), Text(series, "setting"), Text(series, "placeOfServiceClass"),
        Text(series, "negotiatedType"), Text(series, "arrangement"), Text(series, "unit"), Text(series, "weighting"));

    static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;

    static double? NumberOrNull(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetDouble() : null;
}
