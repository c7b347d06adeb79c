using System.IO.Compression;
using System.Text.Json;
using Assayer.Codes;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
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
        var inNetwork = Directory.GetFiles(sample.Folder, "*.json.gz").SelectMany(Items).Select(
            item => (Code: item.GetProperty("billing_code").GetString()!, Rows: item.GetProperty("negotiated_rates").EnumerateArray().Sum(rate => rate.GetProperty("negotiated_prices").GetArrayLength())));
        var allowed = Directory.GetFiles(sample.Folder, "*_allowed-amounts.json").SelectMany(path => Parse(path).GetProperty("out_of_network").EnumerateArray()).Select(
            item => (Code: item.GetProperty("billing_code").GetString()!, Rows: item.GetProperty("allowed_amounts").EnumerateArray().Sum(amount => amount.GetProperty("payments").GetArrayLength())));
        var charges = new List<HospitalCharge>();
        foreach (var path in Directory.GetFiles(sample.Folder, "*_standardcharges.*"))
        {
            using var stream = File.OpenRead(path);
            HospitalReader.Read(path, stream, CodeFilter.All, charges.Add, TestContext.Current.CancellationToken);
        }
        var hospital = charges.Where(charge => charge.Code.Type != BillingCodeType.From("RC")).Select(charge => (Code: charge.Code.Value, Rows: 1));
        foreach (var (waterfall, rows) in Waterfalls.Zip([inNetwork, allowed, hospital]))
            Assert.Equal(
                rows.GroupBy(row => row.Code).ToDictionary(code => code.Key, code => code.Sum(row => row.Rows)),
                Codes.Where(code => Count(code, "rowsRead", waterfall) > 0).ToDictionary(code => code.GetProperty("code").GetString()!, code => Count(code, "rowsRead", waterfall)));
    }

    [Theory]
    [InlineData("waterfall", "rows SUPERSEDED_FILE EXPIRED PLACEHOLDER repeats IMPLAUSIBLE")]
    [InlineData("allowedAmountWaterfall", "rows PLACEHOLDER IMPLAUSIBLE")]
    [InlineData("hospitalWaterfall", "rows SUPERSEDED_FILE PLACEHOLDER algorithms repeats")]
    public void A_waterfall_adds_up_and_has_a_count_at_every_step_that_its_files_can_fill(string waterfall, string filled)
    {
        Assert.All(Codes, code =>
        {
            int Of(string step) => Count(code, step, waterfall);
            string[] setAside = ["rejected", "LATER_FILE", "SUPERSEDED_FILE", "EXPIRED", "PLACEHOLDER"];
            Assert.Equal(Of("rowsRead"), setAside.Sum(Of) + Of("rowsUsed"));
            Assert.Equal(Of("observationsWithRepeats"), Of("repeats") + Of("IMPLAUSIBLE") + Of("observations"));
            Assert.InRange(Of("payerEntities"), Of("entities"), Of("observations"));
        });
        foreach (var step in filled.Split(' ')) Assert.True(Codes.Sum(code => Count(code, step == "rows" ? "rowsUsed" : step, waterfall)) > 0, step);
    }

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
            (!series.GetProperty("allPayers").GetBoolean() || Text(series, "negotiatedType") is SeriesKey.GrossCharge or SeriesKey.DiscountedCash)
            && Text(series, "network") != SeriesKey.AllNetworks
            && Text(series, "negotiatedType") != SeriesKey.NegotiatedAndFeeSchedule
            && Text(series, "state") is null
            && Text(series, "weighting") == "Entity").ToLookup(series => Text(series, "sourceKind"), series => series.GetProperty("observations").GetInt32());
        Assert.Equal(
            Waterfalls.Select(waterfall => Count(code, "observations", waterfall)),
            ((string[])[SourceKind.InNetwork, SourceKind.AllowedAmounts, SourceKind.Hospital]).Select(kind => own[kind].Sum()));
    });

    [Fact]
    public void Percentiles_ascend_and_are_shown_only_where_there_are_enough_entities() => Assert.All(Codes.SelectMany(Series), series =>
    {
        var entities = series.GetProperty("entities").GetInt32();
        string[] shown = [.. series.GetProperty("shown").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal((entities >= 3, entities >= 5, entities >= 10), (shown.Contains("p50"), shown.Contains("p25"), shown.Contains("p90")));
        Assert.Equal(entities > 0, series.TryGetProperty("statistics", out var statistics));
        if (entities == 0) return;
        string[] names = ["min", "p10", "p25", "p50", "p75", "p90", "max"];
        double[] values = [.. names.Select(name => statistics.GetProperty(name).GetDouble())];
        Assert.Equal(values.Order(), values);
        Assert.InRange(statistics.GetProperty("mean").GetDouble(), values[0] - 1e-9, values[^1] + 1e-9);
    });

    [Fact]
    public void A_series_key_is_answered_once() => Assert.All(Codes, code =>
    {
        var identities = Series(code).Select(series => string.Join('|', series.EnumerateObject().TakeWhile(member => member.Name != "entities").Select(member => member.Value.GetRawText()))).ToList();
        Assert.Equal(identities.Distinct(), identities);
    });

    // Counted by hand from the contracts, which are the same for every seed. Choice: 14 laboratories, 2 with a price for each network, one
    // without NPIs, one with two groups, 3 that share an NPI, one of the second plan. Of the sixty professionals, one isn't registered, one
    // was deactivated, one has no taxonomy, and one is a laboratory too.
    [Theory]
    [InlineData("86353", "Aetna Life Insurance Company", "Synthetic Choice Network", "professional", "negotiated", 14 + 2 + 1 + 1 + 3 + 1, 3)]
    [InlineData("86353", "Aetna Life Insurance Company", "Synthetic Select Network", "professional", "negotiated", 12 + 2 + 2, 2)]
    [InlineData("86353", "Aetna Life Insurance Company", "Synthetic Choice Network", "institutional", "negotiated", 8, 0)]
    [InlineData("86353", "UnitedHealthcare Insurance Company", null, "professional", "negotiated", 16 + 2 + 1 + 2, 1)]
    [InlineData("86353", "UnitedHealthcare Insurance Company", null, "professional", "fee schedule", 4, 0)]
    [InlineData("86353", "UnitedHealthcare Insurance Company", null, "institutional", "negotiated", 8, 0)]
    [InlineData("86353", "CareFirst BlueCross BlueShield", null, "professional", "negotiated", 18 + 2 + 2 * 4, 1)]
    [InlineData("86353", "CareFirst BlueCross BlueShield", null, "institutional", "percentage", 7, 0)]
    [InlineData("86353", "CareFirst BlueCross BlueShield", null, "institutional", "per diem", 2, 0)]
    [InlineData("86353", "Blue Cross and Blue Shield of Texas", "Synthetic Blue Network", "professional", "negotiated", 4, 0)]
    [InlineData("88187", "UnitedHealthcare Insurance Company", null, "professional", "negotiated", 12, 0)]
    [InlineData("88187", "Cigna Health and Life Insurance Company", "Synthetic Open Access Network", "professional", "negotiated", 6, 0)]
    public void Entities_are_those_contracted(string code, string payer, string? network, string billingClass, string type, int entities, int multipleAmounts)
    {
        var series = Assert.Single(Series(Code(code)), series =>
            IsWhole(series)
            && Text(series, "sourceKind") == SourceKind.InNetwork
            && !series.GetProperty("allPayers").GetBoolean()
            && series.GetProperty("payerAsFiled")[0].GetString() == payer
            && Text(series, "network") == network
            && Text(series, "negotiatedType") == type
            && Text(series, "arrangement") == "ffs"
            && Text(series, "billingClass") == billingClass
            && Text(series, "setting") is null or "outpatient"
            && Text(series, "placeOfServiceClass") == (billingClass == "professional" ? "NonFacility" : "NotStated"));
        Assert.Equal((entities, multipleAmounts), (series.GetProperty("entities").GetInt32(), series.GetProperty("multipleAmounts").GetInt32()));
    }

    // Four trades of fourteen professionals each; the sixty stay in the second series.
    [Fact]
    public void Professionals_of_other_trades_are_implausible_for_86353()
    {
        var code = Code("86353");
        Assert.Equal(
            new Dictionary<string, int> { ["101YM0800X"] = 14, ["111N00000X"] = 14, ["122300000X"] = 14, ["225100000X"] = 14 },
            code.GetProperty("implausibleTaxonomies").EnumerateObject().ToDictionary(taxonomy => taxonomy.Name, taxonomy => taxonomy.Value.GetInt32()));
        var ghosts = Assert.Single(Series(code), series =>
            IsWhole(series) && Text(series, "negotiatedType") == "fee schedule" && !series.GetProperty("allPayers").GetBoolean()
            && series.TryGetProperty("withImplausible", out _));
        Assert.Equal(60, ghosts.GetProperty("withImplausible").GetProperty("entities").GetInt32());
    }

    // Four linkable hospitals: Aetna prices all of them, UnitedHealthcare two. A fifth has no type-2 NPI.
    [Fact]
    public void Hospitals_and_payers_agree_in_every_degree()
    {
        int Of(JsonElement code, string member) => code.GetProperty("agreement").GetProperty(member).GetInt32();
        Assert.Equal((6, 1), (Of(Code("86353"), "pairs"), Of(Code("86353"), "notLinkable")));
        int Total(string member) => Codes.Sum(code => Of(code, member));
        int[] degrees = [0, Total("toTheCent"), Total("within10Percent"), Total("within20Percent"), Total("pairs")];
        Assert.All(degrees.Zip(degrees.Skip(1)), pair => Assert.True(pair.First < pair.Second, string.Join(' ', degrees)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 9)]
    [InlineData(10, int.MaxValue)]
    public void There_are_states_with_few_and_many_entities(int least, int most) =>
        Assert.Contains(Series(Code("86353")), series => Text(series, "state") is not null && series.GetProperty("entities").GetInt32() is var entities && entities >= least && entities <= most);

    [Theory]
    [InlineData("AmbulatorySurgicalCenter", "professional", 431.50)]
    [InlineData("AmbulatorySurgicalCenter", "institutional", 431.50)]
    [InlineData("NotStated", "institutional", 872.25)]
    [InlineData("NonFacility", "professional", 357.11)]
    [InlineData("Facility", "professional", 132.62)]
    public void A_procedure_is_compared_with_the_schedule_of_its_place(string place, string billingClass, double dollars) => Assert.Contains(
        Series(Code("43239")),
        series => Text(series, "placeOfServiceClass") == place && Text(series, "billingClass") == billingClass && series.TryGetProperty("medicare", out var medicare) && medicare.GetDouble() == dollars);

    [Fact]
    public void Localities_pay_something_else_than_the_nation_and_not_all_are_known()
    {
        var local = Series(Code("88305")).Where(series => series.TryGetProperty("percentOfLocalMedicareP50", out _)).ToList();
        Assert.Contains(local, series => series.GetProperty("percentOfLocalMedicareP50").GetDouble() != series.GetProperty("percentOfMedicareP50").GetDouble());
        Assert.Contains(local, series => series.GetProperty("entitiesWithLocality").GetInt32() is > 3 and var known && known < series.GetProperty("entities").GetInt32());
    }

    [Theory]
    [InlineData("gross charge", "ffs")]
    [InlineData("discounted cash", "ffs")]
    [InlineData("negotiated", "ffs")]
    [InlineData("negotiated", "case rate")]
    [InlineData("per diem", "ffs")]
    [InlineData("percentage", "ffs")]
    [InlineData("percentage, in dollars", "ffs")]
    public void Hospitals_charge_in_every_way(string type, string arrangement) => Assert.Contains(
        Codes.SelectMany(Series), series => Text(series, "sourceKind") == SourceKind.Hospital && Text(series, "negotiatedType") == type && Text(series, "arrangement") == arrangement);

    // Hospitals 1, 2, 5 and 6 by version 3, hospital 7 by version 2, which has no billing class.
    [Theory]
    [InlineData("institutional", 4)]
    [InlineData("not stated", 1)]
    public void Gross_charges_are_those_of_the_hospitals(string billingClass, int entities) => Assert.Equal(
        entities,
        Assert.Single(Series(Code("86353")), series => IsWhole(series) && Text(series, "negotiatedType") == "gross charge" && Text(series, "billingClass") == billingClass).GetProperty("entities").GetInt32());

    [Fact]
    public void A_percentage_of_an_unknown_gross_charge_is_not_dollars()
    {
        var both = Series(Code("86357")).Where(series => Text(series, "sourceKind") == SourceKind.Hospital && Text(series, "setting") == "both" && IsWhole(series)).Select(series => Text(series, "negotiatedType"));
        Assert.Equal(["discounted cash", "negotiated", "percentage"], both.Order());
    }

    static readonly string[] Waterfalls = ["waterfall", "allowedAmountWaterfall", "hospitalWaterfall"];

    IEnumerable<JsonElement> Codes => sample.Answers.GetProperty("codes").EnumerateArray();

    JsonElement Code(string value) => Codes.Single(code => code.GetProperty("code").GetString() == value);

    static IEnumerable<JsonElement> Series(JsonElement code) => code.GetProperty("series").EnumerateArray();

    static int Count(JsonElement code, string step, string waterfall = "waterfall") => code.GetProperty(waterfall).GetProperty(step).GetInt32();

    static string? Text(JsonElement series, string member) => series.TryGetProperty(member, out var value) ? value.GetString() : null;

    // Of the whole service, in the nation, weighted by entity.
    static bool IsWhole(JsonElement series) =>
        Text(series, "state") is null && Text(series, "weighting") == "Entity" && Text(series, "component") == "Global" && Text(series, "modifiers") == "";

    static JsonElement Parse(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    static IEnumerable<JsonElement> Items(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonDocument.Parse(stream).RootElement.GetProperty("in_network").EnumerateArray().ToList();
    }
}
