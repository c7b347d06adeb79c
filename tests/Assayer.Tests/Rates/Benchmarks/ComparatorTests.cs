using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using Assayer.Tests.Codes.Medicare;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>
/// docs/benchmark-method.md, steps 7 and 8. The code pays $35 outside facilities and $25 in them, $200 in a surgical centre and $400 in an
/// outpatient department.
/// </summary>
public class ComparatorTests
{
    static MedicareSchedules Schedules(string status = "S", decimal? outpatient = 400) => new([], [Tables.Values(Tables.Value(Code.Value))], [],
        [new(Source("asc.csv"), [new(5, Code.Value, "G2", IsDiscounted: true, Rate: 200)])],
        [new(Source("addendum_b.csv"), [new(6, Code.Value, status, "5521", RelativeWeight: 4, Rate: outpatient, Copayment: 80)])]);

    static Source Source(string name) => new() { Name = name, Period = Tables.Year(2025) };

    /// <summary>The series of as many entities as there are amounts, each priced as the row says.</summary>
    static RateSeries Of(MedicareSchedules schedules, Func<RateRow, RateRow> row, params decimal[] amounts)
    {
        var prices = amounts.Select((amount, index) => Price(amount, $"{100000000 + index}").With(row));
        return Benchmark.Of(AllOf(InNetwork("Aetna", [.. prices])), schedules).Single(_ => true);
    }

    static Fact<double> PercentOf(Func<RateRow, RateRow> row, MedicareSchedules? schedules = null) => Of(schedules ?? Schedules(), row, 70, 80, 90).PercentOfMedicareP50;

    [Theory]
    [InlineData("professional", "outpatient", "11", 35)]
    [InlineData("professional", "outpatient", "22", 25)]
    [InlineData("professional", "outpatient", "24", 200)]
    [InlineData("institutional", "outpatient", "24", 200)]
    [InlineData("institutional", "outpatient", "22", 400)]
    [InlineData("institutional", null, "", 400)]
    [InlineData("institutional", "both", "", 400)]
    public void Each_fee_is_compared_with_the_schedule_that_pays_it(string billingClass, string? setting, string places, double price) =>
        Assert.Equal(100 * 80 / price, PercentOf(row => row with { BillingClass = billingClass, Setting = setting, ServiceCodes = places }).Value, 1e-9);

    [Theory]
    [InlineData("institutional", "inpatient", "", "ffs", "negotiated", "", "the IPPS tables")]
    [InlineData("professional", "inpatient", "11", "ffs", "negotiated", "", "the IPPS tables")]
    [InlineData("both", "outpatient", "", "ffs", "negotiated", "", null)]
    [InlineData("professional", "outpatient", "11,22", "ffs", "negotiated", "", null)]
    [InlineData("institutional", "outpatient", "", "ffs", "negotiated", "TC", null)]
    [InlineData("institutional", "outpatient", "24", "ffs", "negotiated", "26", null)]
    [InlineData("institutional", "outpatient", "", "ffs", "negotiated", "50", null)]
    [InlineData("institutional", "outpatient", "", "bundle", "negotiated", "", null)]
    [InlineData("institutional", "outpatient", "", "ffs", "percentage", "", null)]
    [InlineData("institutional", "outpatient", "", "ffs", "per diem", "", null)]
    public void What_is_not_like_is_not_compared(string billingClass, string? setting, string places, string arrangement, string type, string modifiers, string? filledBy)
    {
        var percent = PercentOf(row => row with { BillingClass = billingClass, Setting = setting, ServiceCodes = places, Arrangement = arrangement, NegotiatedType = type, Modifiers = modifiers });
        Assert.False(percent.IsKnown);
        Assert.Equal(filledBy, percent.Missing.FilledBy);
    }

    [Theory]
    [InlineData("LT")]
    [InlineData("59,XU")]
    public void Modifiers_that_change_nothing_are_compared(string modifiers) =>
        Assert.Equal(20, PercentOf(row => row with { BillingClass = "institutional", Modifiers = modifiers }).Value);

    [Theory]
    [InlineData("N", null)]
    [InlineData("Q4", 400)]
    public void What_is_packaged_into_a_visit_has_no_price_of_its_own(string status, int? rate) =>
        Assert.False(PercentOf(row => row with { BillingClass = "institutional" }, Schedules(status, rate)).IsKnown);

    [Theory]
    [InlineData("facility", "outpatient", true)]
    [InlineData("both", "outpatient", true)]
    [InlineData(null, null, true)]
    [InlineData("facility", "inpatient", false)]
    public void Hospitals_charges_are_compared_with_OPPS(string? billingClass, string? setting, bool compared)
    {
        var hospitals = new[] { "1", "2", "3" }.Select(npi => AHospital(Header(npi, npi), Charge(gross: 800) with { BillingClass = billingClass, Setting = setting }));
        var percent = Benchmark.Of(AllOf() with { Hospitals = [.. hospitals] }, Schedules()).Single(_ => true).PercentOfMedicareP50;
        Assert.Equal(compared, percent.IsKnown);
        if (compared) Assert.Equal(200, percent.Value);
    }

    [Fact]
    public void A_hospitals_professional_fee_is_compared_where_the_place_does_not_matter()
    {
        HospitalRates[] hospitals = [.. new[] { "1", "2", "3" }.Select(npi => AHospital(Header(npi, npi), Charge(gross: 70) with { BillingClass = "professional" }))];
        Fact<double> Percent(RelativeValue value) =>
            Benchmark.Of(AllOf() with { Hospitals = hospitals }, new([], [Tables.Values(value)], [])).Single(_ => true).PercentOfMedicareP50;
        Assert.False(Percent(Tables.Value(Code.Value)).IsKnown);
        Assert.Equal(200, Percent(Tables.Value(Code.Value) with { FacilityPracticeExpense = 2 }).Value);
    }

    [Fact]
    public void A_laboratory_test_is_compared_with_its_own_schedule_wherever_it_is_done()
    {
        MedicareSchedules schedules = new([Tables.Clfs("2025", Tables.Year(2025), $"2025,{Code.Value},,20250101,N,00040.00,,,\n")], [], []);
        foreach (var (billingClass, places) in new[] { ("institutional", ""), ("institutional", "24"), ("professional", "81"), ("both", "") })
            Assert.Equal(200, PercentOf(row => row with { BillingClass = billingClass, ServiceCodes = places }, schedules).Value);
        Assert.False(PercentOf(row => row with { Setting = "inpatient" }, schedules).IsKnown);
    }

    // Physicians 0.5 to 5.5 times $35: 17.50 to 192.50. Surgical centres 0.5 to 30 times $200, outpatient departments 0.5 to 30 times $400.
    [Theory]
    [InlineData("professional", "11", new[] { 17.49, 17.50, 192.50, 192.51 })]
    [InlineData("institutional", "24", new[] { 99.99, 100.00, 6000.00, 6000.01 })]
    [InlineData("institutional", "22", new[] { 199.99, 200.00, 12000.00, 12000.01 })]
    public void Outliers_are_judged_by_the_schedule_that_the_series_is_compared_with(string billingClass, string places, double[] amounts) =>
        Assert.Equal(2, Of(Schedules(), row => row with { BillingClass = billingClass, ServiceCodes = places }, [.. amounts.Select(amount => (decimal)amount)]).Outliers.Value);

    [Fact]
    public void Only_what_is_missing_is_said_to_be()
    {
        string[] FilledBy(CodeRates rates, MedicareSchedules schedules) => [.. Benchmark.Of(rates, schedules, ForLaboratories).NotAvailable.Select(missing => missing.FilledBy!)];
        var rates = AllOf(InNetwork("Aetna", Price(70, "111111111").With(row => row with { BillingClass = "institutional" })));
        Assert.Equal(["the NPPES file", "the NPPES file", "CMS's ASC addendum AA or BB", "CMS's OPPS addendum B", "hospitals' standard-charges files"], FilledBy(rates, NoSchedules));
        Assert.Equal(["the NPPES file", "the NPPES file", "hospitals' standard-charges files"], FilledBy(rates, Schedules()));
        var complete = rates with { Providers = Registry(), Hospitals = [AHospital(Header("Harbor"), Charge(gross: 100) with { Setting = "inpatient" })] };
        Assert.Equal(["the IPPS tables"], FilledBy(complete, Schedules()));
    }
}
