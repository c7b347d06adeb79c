using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, step 11.</summary>
public class AgreementTests
{
    static MadeUpPrice Facility(decimal amount, string ein = "111111111", params string[] npis) =>
        Price(amount, ein, npis is [] ? ["1"] : npis).With(row => row with { BillingClass = "institutional", ServiceCodes = "22" });

    static Agreement Of(FileRates payer, params HospitalCharge[] charges) =>
        Benchmark.Of(AllOf(payer) with { Hospitals = [AHospital(Header("Harbor", "8", "1"), charges)] }, NoSchedules).Agreement;

    static (decimal, decimal)[] Amounts(Agreement agreement) => [.. agreement.Pairs.Select(pair => ((decimal)pair.HospitalAmount.Value, (decimal)pair.PayerAmount.Value))];

    [Fact]
    public void A_hospitals_amount_is_paired_with_the_nearest_of_the_payers()
    {
        var payer = InNetwork("Aetna", Facility(100), Facility(95), Facility(79).With(row => row with { NegotiatedType = "fee schedule" }), Facility(60, "999999999", "7"), Price(61, "222222222", "1", "5"));
        Assert.Equal([(100m, 100m), (90m, 95m), (70m, 79m)], Amounts(Of(payer, Charge(payer: "Aetna", dollars: 100), Charge(payer: "Aetna", dollars: 90), Charge(payer: "Aetna", dollars: 70))));
    }

    [Fact]
    public void Of_two_that_are_as_near_the_lower_is_taken() => Assert.Equal([(100m, 98m)], Amounts(Of(InNetwork("Aetna", Facility(102), Facility(98)), Charge(payer: "Aetna", dollars: 100))));

    [Fact]
    public void Agreement_is_counted_to_the_cent_and_within_shares_of_the_hospitals_amount()
    {
        decimal[] hospital = [100, 200, 300, 400.004m, 500];
        string[] plans = ["a", "b", "c", "d", "e"];
        // 110 is 10% from 100, 240 is 20% from 200, 363 is 21% from 300, 400.00 is the same cent as 400.004, 445 is 11% from 500.
        var payer = InNetwork("Aetna", Facility(110), Facility(240), Facility(363), Facility(400), Facility(445));
        var agreement = Of(payer, [.. hospital.Zip(plans, (dollars, plan) => Charge(payer: "Aetna", plan: plan, dollars: dollars))]);
        Assert.Equal([(100m, 110m), (200m, 240m), (300m, 240m), (400.004m, 400m), (500m, 445m)], Amounts(agreement));
        Assert.Equal((5, 1, 2, 5), (agreement.Compared.Value, agreement.ToTheCent.Value, agreement.Within10Percent.Value, agreement.Within20Percent.Value));
    }

    [Theory]
    [InlineData("outpatient", "facility", true)]
    [InlineData("both", "both", true)]
    [InlineData(null, null, true)]
    [InlineData("inpatient", "facility", false)]
    [InlineData("outpatient", "professional", false)]
    public void Settings_and_billing_classes_agree_when_equal_or_open(string? setting, string? billingClass, bool agree)
    {
        var charge = Charge(payer: "Aetna", dollars: 100) with { Setting = setting, BillingClass = billingClass };
        Assert.Equal(agree ? 1 : 0, Of(InNetwork("Aetna", Facility(100)), charge).Compared.Value);
        if (agree || setting is null) return;
        var open = Facility(100).With(row => row with { Setting = null, BillingClass = "both" });
        Assert.Equal(1, Of(InNetwork("Aetna", open), charge).Compared.Value);
    }

    [Theory]
    [InlineData("26", "", false)]
    [InlineData("", "59", false)]
    [InlineData("59", "59", true)]
    public void Components_and_modifiers_must_be_equal(string hospitals, string payers, bool agree) => Assert.Equal(
        agree ? 1 : 0,
        Of(InNetwork("Aetna", Facility(100).With(row => row with { Modifiers = payers })), Charge(payer: "Aetna", dollars: 100) with { Modifiers = hospitals }).Compared.Value);

    [Fact]
    public void Per_diems_case_rates_percentages_and_bundles_are_not_compared()
    {
        Assert.Equal(0, Of(
            InNetwork("Aetna", Facility(100)), Charge(payer: "Aetna", dollars: 100) with { Methodology = "per diem" }, Charge(payer: "Aetna", dollars: 100) with { Methodology = "case rate" },
            Charge(gross: 200, payer: "Aetna", percentage: 50), Charge(payer: "Cigna", dollars: 100)).Compared.Value);
        Assert.False(Of(
            InNetwork("Aetna", Facility(100).With(row => row with { Arrangement = "bundle" }), Facility(100).With(row => row with { NegotiatedType = "derived" }), Facility(100).With(row => row with { NegotiatedType = "per diem" })),
            Charge(payer: "Aetna", dollars: 100)).Compared.IsKnown);
    }

    [Fact]
    public void Equal_rows_of_a_hospital_are_one_pair()
    {
        var agreement = Of(
            InNetwork("Aetna", Facility(100)), Charge(payer: "Aetna", plan: "PPO", dollars: 100), Charge(payer: "Aetna", plan: "PPO", dollars: 100) with { Row = 5 },
            Charge(payer: "Aetna", plan: "PPO", dollars: 101), Charge(payer: "Aetna", plan: "HMO", dollars: 100));
        Assert.Equal([("PPO", 100), ("PPO", 101), ("HMO", 100)], agreement.Pairs.Select(pair => (pair.Plan!, (int)pair.HospitalAmount.Value)));
        Assert.Equal("row 4", agreement.Pairs[0].HospitalAmount.Sources[0].Locator);
    }

    [Fact]
    public void A_hospital_without_NPIs_is_not_linkable()
    {
        var rates = AllOf(InNetwork("Aetna", Facility(100))) with { Hospitals = [AHospital(Header("Harbor"), Charge(payer: "Aetna", dollars: 100)), AHospital(Header("Empty"))] };
        var agreement = Benchmark.Of(rates, NoSchedules).Agreement;
        Assert.Equal((0, 1), (agreement.Compared.Value, agreement.NotLinkable.Value));
    }

    // The hospital's own file shows that it does the service.
    [Fact]
    public void An_implausible_entity_is_linked_too()
    {
        var rates = AllOf(InNetwork("Aetna", Facility(100))) with { Hospitals = [AHospital(Header("Harbor", "1"), Charge(payer: "Aetna", dollars: 100))], Providers = Registry(Provider("1", "MD", Chiropractor)) };
        var benchmark = Benchmark.Of(rates, NoSchedules, ForLaboratories);
        Assert.Equal((1, 1), (benchmark.Waterfall.Count("IMPLAUSIBLE"), benchmark.Agreement.ToTheCent.Value));
    }

    [Fact]
    public void Without_one_of_the_two_it_says_which_is_missing()
    {
        var payer = AllOf(InNetwork("Aetna", Facility(100)));
        Assert.Equal("hospitals' standard-charges files", Benchmark.Of(payer, NoSchedules).Agreement.Compared.Missing!.FilledBy);
        HospitalRates[] hospitals = [AHospital(Header("Harbor", "1"), Charge(payer: "Aetna", dollars: 100))];
        Assert.Equal("a payer's in-network file", Benchmark.Of(AllOf() with { Hospitals = hospitals }, NoSchedules).Agreement.Compared.Missing!.FilledBy);
    }
}
