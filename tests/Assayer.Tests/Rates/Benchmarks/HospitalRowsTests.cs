using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, steps 3 and 4: what a hospital's row is.</summary>
public class HospitalRowsTests
{
    static CodeBenchmark Of(params HospitalCharge[] charges) =>
        Benchmark.Of(AllOf() with { Hospitals = [AHospital(Header("Harbor", "1"), charges)] }, NoSchedules);

    static string[] Seen(CodeBenchmark benchmark) =>
    [
        .. benchmark.Series.Where(series => series.Key is { State: null, Weighting: Weighting.Entity })
            .Select(series => $"{series.Key.Payer}|{series.Key.Network}|{series.Key.NegotiatedType}|{series.Key.Arrangement}|{series.Key.Unit}|{series.Observations.Value}").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Gives_up_to_four_observations()
    {
        var benchmark = Of(Charge(gross: 1000, payer: "Aetna", plan: "PPO", percentage: 40.5m) with { DiscountedCash = 600 }, Charge(payer: "Aetna", plan: "HMO", dollars: 450));
        Assert.Equal(
            [
                "Aetna|HMO|negotiated|ffs|USD|1",
                "Aetna|PPO|percentage, in dollars|ffs|USD|1",
                "Aetna|PPO|percentage|ffs|percent of billed charges|1",
                "||discounted cash|ffs|USD|1",
                "||gross charge|ffs|USD|1",
            ],
            Seen(benchmark));
        var key = benchmark.Single(key => key.NegotiatedType == SeriesKey.GrossCharge).Key;
        Assert.Equal(("institutional", "outpatient", PlaceOfServiceClass.NotStated), (key.BillingClass, key.Setting, key.PlaceOfServiceClass));
    }

    [Fact]
    public void A_percentage_becomes_dollars_only_beside_a_gross_charge_and_no_negotiated_dollars()
    {
        Assert.DoesNotContain(Seen(Of(Charge(payer: "Aetna", percentage: 40))), series => series.Contains("in dollars", StringComparison.Ordinal));
        Assert.DoesNotContain(Seen(Of(Charge(gross: 1000, payer: "Aetna", percentage: 40, dollars: 390))), series => series.Contains("in dollars", StringComparison.Ordinal));
        Assert.Contains("Aetna||percentage, in dollars|ffs|USD|1", Seen(Of(Charge(gross: 1000, payer: "Aetna", percentage: 40, dollars: 999999999))));
        var hospitals = Enumerable.Range(1, 3).Select(i => AHospital(Header($"Hospital {i}", $"{i}"), Charge(gross: 100 * i, payer: "Aetna", percentage: 33.3333m)));
        var series = Benchmark.Of(AllOf() with { Hospitals = [.. hospitals] }, NoSchedules).Single(key => key.NegotiatedType == SeriesKey.PercentageInDollars);
        Assert.Equal(66.6666, series.P50.Value, 1e-9);
    }

    [Theory]
    [InlineData("case rate", "Aetna||negotiated|case rate|USD|1")]
    [InlineData("per diem", "Aetna||per diem|ffs|USD per day|1")]
    [InlineData("fee schedule", "Aetna||negotiated|ffs|USD|1")]
    [InlineData(null, "Aetna||negotiated|ffs|USD|1")]
    public void The_methodology_decides_what_negotiated_dollars_are(string? methodology, string expected) =>
        Assert.Equal([expected, "||gross charge|ffs|USD|1"], Seen(Of(Charge(gross: 1000, payer: "Aetna", dollars: 450) with { Methodology = methodology })));

    [Theory]
    [InlineData("0")]
    [InlineData("0.01")]
    [InlineData("99999.99")]
    [InlineData("999999999")]
    [InlineData("999999999.99")]
    [InlineData("999999999.0001")]
    public void A_placeholder_is_passed_over_and_a_row_of_nothing_else_is_set_aside(string amount)
    {
        var placeholder = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var benchmark = Of(Charge(gross: placeholder, payer: "Aetna", dollars: 450), Charge(gross: placeholder, payer: "Aetna", dollars: placeholder) with { Minimum = placeholder });
        Assert.Equal(["Aetna||negotiated|ffs|USD|1"], Seen(benchmark));
        Assert.Equal((1, 1), (benchmark.HospitalWaterfall.Count("PLACEHOLDER"), benchmark.HospitalWaterfall.Count("ROWS_USED")));
    }

    [Fact]
    public void A_small_percentage_is_no_placeholder() =>
        Assert.Equal(["Aetna||percentage|ffs|percent of billed charges|1"], Seen(Of(Charge(payer: "Aetna", percentage: 0.02m), Charge(payer: "Aetna", percentage: 999999999), Charge(payer: "Aetna", percentage: 0))));

    [Fact]
    public void An_algorithm_is_counted_and_has_no_amount()
    {
        var benchmark = Of(Charge(payer: "Aetna") with { NegotiatedAlgorithm = "the lesser of", MedianAmount = 700, EstimatedAmount = 999999999 }, Charge(), Charge() with { Minimum = 5 });
        Assert.Empty(benchmark.Series);
        Assert.Equal((1, 1, 2, 0), (benchmark.HospitalWaterfall.Count("ALGORITHM"), benchmark.HospitalWaterfall.Count("PLACEHOLDER"), benchmark.HospitalWaterfall.Count("ROWS_USED"), benchmark.HospitalWaterfall.Count("OBSERVATIONS_MADE")));
    }

    [Fact]
    public void Equal_gross_charges_of_a_hospitals_rows_are_repeats()
    {
        var steps = Of(Charge(gross: 1000, payer: "Aetna", plan: "PPO", dollars: 400), Charge(gross: 1000, payer: "Aetna", plan: "HMO", dollars: 400)).HospitalWaterfall;
        Assert.Equal((4, 1, 3), (steps.Count("OBSERVATIONS_MADE"), steps.Count("REPEAT"), steps.Count("OBSERVATIONS")));
    }

    [Fact]
    public void A_hospital_is_its_first_NPI_else_its_licence_else_its_name()
    {
        HospitalHeader[] headers = [Header("A", "7", "8"), Header("B"), Header("C") with { LicenseNumber = null }];
        var benchmark = Benchmark.Of(AllOf() with { Hospitals = [.. headers.Select(header => AHospital(header, Charge(gross: 100)))] }, NoSchedules);
        Assert.Equal(["7", "licence MD 1", "C"], benchmark.Hospitals.Select(prices => prices.Entity));
        Assert.Equal((3, 2), (benchmark.Single(_ => true).Entities.Value, benchmark.Single(_ => true, weighting: Weighting.Npi).Npis.Value));
    }

    [Fact]
    public void Its_own_prices_are_listed_by_conditions()
    {
        var benchmark = Of(
            Charge(gross: 1000, payer: "Aetna", plan: "PPO", dollars: 400) with { Minimum = 300, Maximum = 800, DiscountedCash = 650 },
            Charge(gross: 1000, payer: "Aetna", plan: "HMO", dollars: 500) with { Minimum = 290, Maximum = 999999999 },
            Charge(gross: 1200, payer: "Cigna", dollars: 700) with { Methodology = "case rate" },
            Charge(payer: "Cigna", percentage: 40), Charge(payer: "Humana") with { NegotiatedAlgorithm = "DRG × 1.2" },
            Charge(gross: 5000) with { Setting = "inpatient" });
        Assert.Equal(2, benchmark.Hospitals.Count);
        var prices = benchmark.Hospitals.Single(prices => prices.Setting == "outpatient");
        Assert.Equal((1100, 650, 290, 800, 4, 450), (prices.Gross.Value, prices.DiscountedCash.Value, prices.Minimum.Value, prices.Maximum.Value, prices.Plans.Value, prices.NegotiatedMedian.Value));
        Assert.Equal(("MD", "row 4"), (prices.State, prices.DiscountedCash.Sources[0].Locator));
        Assert.False(benchmark.Hospitals.Single(prices => prices.Setting == "inpatient").NegotiatedMedian.IsKnown);
    }
}
