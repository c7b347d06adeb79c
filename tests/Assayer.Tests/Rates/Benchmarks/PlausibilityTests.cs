using Assayer.Rates.Benchmarks;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, step 9.</summary>
public class PlausibilityTests
{
    static readonly ProviderDirectory Directory = Registry(
        Provider("1", "MD", Laboratory), Provider("2", "MD", Chiropractor), Provider("3", "VA", Chiropractor, "207R00000X"), Provider("4", "VA", Chiropractor, Laboratory), Provider("5", "VA"));

    static CodeBenchmark Of(params MadeUpPrice[] prices) => Benchmark.Of(AllOf(InNetwork("Aetna", prices)) with { Providers = Directory }, NoSchedules, ForLaboratories);

    [Theory]
    [InlineData("2", false)]
    [InlineData("2,3", false)]
    [InlineData("1", true)]
    [InlineData("1,2", true)] // one plausible NPI is enough
    [InlineData("2,4", true)] // so is another taxonomy than the primary one
    [InlineData("2,9", true)] // 9 is not in the registry
    [InlineData("2,5", true)] // 5 has no taxonomy there
    [InlineData("", true)]
    public void An_entity_is_implausible_when_all_is_known_of_it_and_nothing_fits(string npis, bool stays) =>
        Assert.Equal(stays ? 1 : 0, Assert.Single(Of(Price(100, "111111111", npis.Split(',', StringSplitOptions.RemoveEmptyEntries))).Series, series => series.Key is { Weighting: Weighting.Entity, State: null }).Entities.Value);

    [Fact]
    public void A_series_keeps_its_figures_with_them()
    {
        var benchmark = Of(Price(10, "111111111", "1"), Price(20, "222222222", "1"), Price(30, "333333333", "4"), Price(1000, "444444444", "2"), Price(1000, "444444444", "3"), Price(1010, "444444444", "3"));
        var series = benchmark.Single(_ => true);
        Assert.Equal((3, 20), (series.Entities.Value, series.P50.Value));
        Assert.Equal((4, 25), (series.WithImplausible!.Entities.Value, series.WithImplausible.P50.Value));
        Assert.Contains(series.Source.Inputs, source => source.Name == "npidata.csv");
        Assert.NotEqual(series.Source.Name, series.WithImplausible.Source.Name);
        Assert.Equal((2, 4), (benchmark.Single(_ => true, weighting: Weighting.Npi).Npis.Value, benchmark.Single(_ => true, weighting: Weighting.Npi).WithImplausible!.Npis.Value));
        Assert.All(benchmark.Series.Where(series => series.Key.State is not null), series => Assert.Null(series.WithImplausible));
        string[] codes = ["OBSERVATIONS_MADE", "REPEAT", "IMPLAUSIBLE", "OBSERVATIONS", "MULTIPLE_AMOUNTS", "ENTITIES"];
        Assert.Equal([6, 1, 2, 3, 0, 3], codes.Select(code => benchmark.Waterfall.Count(code)));
        var taxonomy = Assert.Single(benchmark.ImplausibleTaxonomies);
        Assert.Equal((Chiropractor, "Chiropractor", 1), (taxonomy.Code, taxonomy.Name.Value, taxonomy.Entities.Value));
    }

    [Fact]
    public void A_series_that_loses_all_its_entities_stays_with_none()
    {
        var benchmark = Of(Price(100, "111111111", "2"), Price(110, "222222222", "2"), Price(120, "333333333", "3"));
        var series = benchmark.Single(_ => true);
        Assert.Equal((0, false, 0), (series.Entities.Value, series.P50.IsKnown, series.Npis.Value));
        Assert.Equal(110, series.WithImplausible!.P50.Value);
        Assert.Equal(["all its providers are implausible for the service"], series.Warnings);
        Assert.DoesNotContain(benchmark.Series, series => series.Key.State is not null);
        var presence = benchmark.Presence.Single(presence => presence.Payer == "Aetna");
        Assert.Equal(Presence.Priced, presence.Presence);
    }

    [Fact]
    public void It_is_judged_by_all_NPIs_of_the_kind_of_file_whichever_payers()
    {
        var rates = AllOf(
            InNetwork("Aetna", Price(100, "111111111", "2")), InNetwork("Cigna", Price(110, "111111111", "1")), AllowedAmounts("Aetna", Price(300, "111111111", "2"))) with
        { Providers = Directory };
        var benchmark = Benchmark.Of(rates, NoSchedules, ForLaboratories);
        Assert.Equal(1, benchmark.Single(key => key is { SourceKind: SourceKind.InNetwork, Payer: "Aetna" }).Entities.Value);
        Assert.Equal(0, benchmark.Single(key => key.SourceKind == SourceKind.AllowedAmounts).Entities.Value);
        Assert.Equal((0, 1), (benchmark.Waterfall.Count("IMPLAUSIBLE"), benchmark.AllowedAmountWaterfall.Count("IMPLAUSIBLE")));
    }

    [Fact]
    public void Hospitals_files_are_not_filtered()
    {
        var rates = AllOf() with { Hospitals = [AHospital(Header("Harbor", "2"), Charge(gross: 100))], Providers = Directory };
        Assert.Equal(1, Benchmark.Of(rates, NoSchedules, ForLaboratories).Single(_ => true).Entities.Value);
    }

    [Fact]
    public void Without_a_registry_or_a_profile_the_step_says_which_is_missing()
    {
        var rates = AllOf(InNetwork("Aetna", Price(100, "111111111", "2")));
        string? FilledBy(CodeRates rates, BenchmarkOptions? options) =>
            Benchmark.Of(rates, NoSchedules, options).Waterfall.Single(step => step is { Code: "IMPLAUSIBLE", Kind: WaterfallKind.NotAvailable }).Count.Missing!.FilledBy;
        Assert.Equal("the NPPES file", FilledBy(rates, ForLaboratories));
        Assert.Equal("a profile of the code", FilledBy(rates with { Providers = Directory }, null));
    }
}
