using System.Text.Json;
using Assayer.Codes;
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
        var compared = 0;
        foreach (var answer in answers.RootElement.GetProperty("codes").EnumerateArray())
        {
            var code = new BillingCode(BillingCodeType.From(Text(answer, "type")!), Text(answer, "code")!);
            var benchmark = Benchmark.Of(reader.RatesOf(code), reader.MedicareOf([code]));
            Assert.Equal(Text(answers.RootElement, "asOf"), benchmark.AsOf.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            CompareWaterfalls(answer.GetProperty("waterfall"), benchmark);

            var series = benchmark.Series.ToDictionary(KeyOf);
            var expected = answer.GetProperty("series").EnumerateArray().ToDictionary(KeyOf);
            Assert.Equal(expected.Keys.Order(), series.Keys.Order());
            foreach (var (key, one) in expected) Compare($"{code}, {key}", one, series[key]);
            compared += expected.Count;
        }
        Assert.True(compared > 1000, $"{compared} series were compared.");
    }

    static void CompareWaterfalls(JsonElement expected, CodeBenchmark benchmark)
    {
        (string Step, string Answer)[] steps =
        [
            ("ROWS_READ", "rowsRead"), ("REJECTED", "rejected"), ("LATER_FILE", "LATER_FILE"), ("SUPERSEDED_FILE", "SUPERSEDED_FILE"), ("EXPIRED", "EXPIRED"),
            ("PLACEHOLDER", "PLACEHOLDER"), ("ROWS_USED", "rowsUsed"), ("OBSERVATIONS_MADE", "observationsWithRepeats"), ("REPEAT", "repeats"),
            ("OBSERVATIONS", "observations"), ("ENTITIES", "payerEntities"),
        ];
        foreach (var (step, answer) in steps)
            Assert.Equal((benchmark.Code, step, expected.GetProperty(answer).GetInt64()), (benchmark.Code, step, benchmark.Waterfall.Single(one => one.Code == step).Count.Value));
    }

    static void Compare(string name, JsonElement expected, RateSeries series)
    {
        void Same<T>(string member, Fact<T> fact) where T : notnull =>
            Assert.Equal((name, member, expected.GetProperty(member).ToString()), (name, member, fact.IsKnown ? Convert.ToString(fact.Value, System.Globalization.CultureInfo.InvariantCulture) : ""));

        void Close(string member, double? value, Fact<double> fact) =>
            Assert.True(value is null ? !fact.IsKnown : fact.IsKnown && Math.Abs(fact.Value - value.Value) < 1e-9, $"{name}: {member} is {fact}, the model says {value?.ToString() ?? "suppressed"}.");

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
            Close(member, expected.GetProperty("shown").GetProperty(member).GetBoolean() ? expected.GetProperty("statistics").GetProperty(member).GetDouble() : null, fact);
        var isMedianShown = expected.GetProperty("shown").GetProperty("p50").GetBoolean();
        Close("percentOfMedicareP50", isMedianShown ? NumberOrNull(expected, "percentOfMedicareP50") : null, series.PercentOfMedicareP50);
        if (NumberOrNull(expected, "entitiesWithoutMultipleAmounts") >= 3)
            Close("p50WithoutMultipleAmounts", NumberOrNull(expected, "p50WithoutMultipleAmounts"), series.P50WithoutMultipleAmounts!);
    }

    static string KeyOf(RateSeries series) => string.Join('|',
        series.Key.Payer is null, string.Join(';', series.PayerAsFiled), series.Key.Network, series.Key.Component, series.Key.Modifiers, series.Key.BillingClass, series.Key.Setting,
        series.Key.PlaceOfServiceClass, series.Key.NegotiatedType, series.Key.Arrangement, series.Key.Unit, series.Key.Weighting);

    static string KeyOf(JsonElement series) => string.Join('|',
        series.GetProperty("allPayers").GetBoolean(), string.Join(';', series.GetProperty("payerAsFiled").EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal)),
        Text(series, "network"), Text(series, "component"), Text(series, "modifiers"), Text(series, "billingClass"), Text(series, "setting"), Text(series, "placeOfServiceClass"),
        Text(series, "negotiatedType"), Text(series, "arrangement"), Text(series, "unit"), Text(series, "weighting"));

    static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    static double? NumberOrNull(JsonElement element, string member) => element.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
