using System.IO.Compression;
using System.Text.Json;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Samples;

namespace Assayer.Tests.Rates.Samples;

/// <summary>A sample of another seed than the committed one.</summary>
public sealed class WrittenSample : IDisposable
{
    public WrittenSample()
    {
        SampleGenerator.Write(Folder, new() { Seed = 3 }, TestContext.Current.CancellationToken);
        Answers = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "answers.json"))).RootElement;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("assayer-answers").FullName;

    public JsonElement Answers { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public class SampleAnswersTests(WrittenSample sample) : IClassFixture<WrittenSample>
{
    [Fact]
    public void Rows_read_are_those_that_the_files_hold()
    {
        var inFiles = Directory.GetFiles(sample.Folder, "*.json.gz").SelectMany(Items).ToLookup(
            item => item.GetProperty("billing_code").GetString(),
            item => item.GetProperty("negotiated_rates").EnumerateArray().Sum(rate => rate.GetProperty("negotiated_prices").GetArrayLength()));
        Assert.Equal(
            inFiles.ToDictionary(code => code.Key!, code => code.Sum()),
            Codes.ToDictionary(code => code.GetProperty("code").GetString()!, code => Count(code, "rowsRead")));
    }

    [Fact]
    public void The_waterfall_adds_up() => Assert.All(Codes, code =>
    {
        string[] setAside = ["rejected", "LATER_FILE", "SUPERSEDED_FILE", "EXPIRED", "PLACEHOLDER"];
        Assert.Equal(Count(code, "rowsRead"), setAside.Sum(step => Count(code, step)) + Count(code, "rowsUsed"));
        Assert.Equal(Count(code, "observationsWithRepeats"), Count(code, "repeats") + Count(code, "observations"));
        Assert.InRange(Count(code, "payerEntities"), Count(code, "entities"), Count(code, "observations"));
    });

    [Fact]
    public void The_waterfall_of_86353_has_a_count_at_every_step_that_valid_files_can_fill()
    {
        var code = Code("86353");
        string[] steps = ["SUPERSEDED_FILE", "EXPIRED", "PLACEHOLDER", "rowsUsed", "repeats", "observations"];
        Assert.All(steps, step => Assert.True(Count(code, step) > 0, step));
        Assert.Equal(
            ["Priced", "Priced", "Priced", "Priced", "NotInFile", "Priced"],
            code.GetProperty("presence").EnumerateArray().Select(payer => payer.GetProperty("presence").GetString()));
        Assert.Contains("SetAside", Code("86356").GetProperty("presence").EnumerateArray().Select(payer => payer.GetProperty("presence").GetString()));
    }

    [Fact]
    public void Series_under_keys_hold_each_observation_once() => Assert.All(Codes, code =>
    {
        var own = Series(code).Where(series =>
            !series.GetProperty("allPayers").GetBoolean()
            && series.GetProperty("network").GetString() != SeriesKey.AllNetworks
            && series.GetProperty("negotiatedType").GetString() != SeriesKey.NegotiatedAndFeeSchedule
            && series.GetProperty("weighting").GetString() == "Entity");
        Assert.Equal(Count(code, "observations"), own.Sum(series => series.GetProperty("observations").GetInt32()));
    });

    [Fact]
    public void Percentiles_ascend_and_are_shown_only_where_there_are_enough_entities() => Assert.All(Codes.SelectMany(Series), series =>
    {
        var statistics = series.GetProperty("statistics");
        string[] names = ["min", "p10", "p25", "p50", "p75", "p90", "max"];
        double[] values = [.. names.Select(name => statistics.GetProperty(name).GetDouble())];
        Assert.Equal(values.Order(), values);
        Assert.InRange(statistics.GetProperty("mean").GetDouble(), values[0] - 1e-9, values[^1] + 1e-9);
        var shown = series.GetProperty("shown");
        var entities = series.GetProperty("entities").GetInt32();
        Assert.Equal((entities >= 3, entities >= 5, entities >= 10), (shown.GetProperty("p50").GetBoolean(), shown.GetProperty("p25").GetBoolean(), shown.GetProperty("p90").GetBoolean()));
    });

    [Fact]
    public void A_series_key_is_answered_once() => Assert.All(Codes, code =>
    {
        var identities = Series(code).Select(series => string.Join('|', series.EnumerateObject().TakeWhile(member => member.Name != "entities").Select(member => member.Value.GetRawText()))).ToList();
        Assert.Equal(identities.Distinct(), identities);
    });

    // Counted by hand from the contracts, which are the same for every seed. Choice: 14 laboratories, 2 with a price for each network, one
    // without NPIs, one with two groups, 3 that share an NPI, one of the second plan.
    [Theory]
    [InlineData("Aetna Life Insurance Company", "Synthetic Choice Network", "negotiated", 14 + 2 + 1 + 1 + 3 + 1, 3)]
    [InlineData("Aetna Life Insurance Company", "Synthetic Select Network", "negotiated", 12 + 2 + 2, 2)]
    [InlineData("UnitedHealthcare Insurance Company", null, "negotiated", 16 + 2 + 1 + 2, 1)]
    [InlineData("UnitedHealthcare Insurance Company", null, "fee schedule", 60, 0)]
    [InlineData("CareFirst BlueCross BlueShield", null, "negotiated", 18 + 2 + 2 * 4, 1)]
    [InlineData("Blue Cross and Blue Shield of Texas", "Synthetic Blue Network", "negotiated", 4, 0)]
    public void Entities_of_86353_are_those_contracted(string payer, string? network, string type, int entities, int multipleAmounts)
    {
        var series = Assert.Single(Series(Code("86353")), series =>
            !series.GetProperty("allPayers").GetBoolean()
            && series.GetProperty("payerAsFiled")[0].GetString() == payer
            && series.GetProperty("network").GetString() == network
            && series.GetProperty("negotiatedType").GetString() == type
            && series.GetProperty("billingClass").GetString() == "professional"
            && series.GetProperty("placeOfServiceClass").GetString() == "NonFacility"
            && series.GetProperty("modifiers").GetString() == ""
            && series.GetProperty("weighting").GetString() == "Entity");
        Assert.Equal((entities, multipleAmounts), (series.GetProperty("entities").GetInt32(), series.GetProperty("multipleAmounts").GetInt32()));
    }

    IEnumerable<JsonElement> Codes => sample.Answers.GetProperty("codes").EnumerateArray();

    JsonElement Code(string value) => Codes.Single(code => code.GetProperty("code").GetString() == value);

    static IEnumerable<JsonElement> Series(JsonElement code) => code.GetProperty("series").EnumerateArray();

    static int Count(JsonElement code, string step) => code.GetProperty("waterfall").GetProperty(step).GetInt32();

    static IEnumerable<JsonElement> Items(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonDocument.Parse(stream).RootElement.GetProperty("in_network").EnumerateArray().ToList();
    }
}
