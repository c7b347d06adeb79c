using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, step 10.</summary>
public class StateSeriesTests
{
    static readonly ProviderDirectory Directory = Registry(Provider("1", "MD"), Provider("2", "VA"), Provider("3", "VA"), Provider("4", null));

    static RateSeries[] StatesOf(CodeRates rates) => [.. Benchmark.Of(rates with { Providers = Directory }, NoSchedules).Series.Where(series => series.Key.State is not null)];

    static IEnumerable<string> Names(IEnumerable<RateSeries> series) =>
        series.Select(one => $"{one.Key.State}|{one.Key.Payer}|{one.Key.Network}|{one.Key.NegotiatedType}|{one.Entities.Value}").Order(StringComparer.Ordinal);

    [Fact]
    public void An_entity_votes_in_every_state_where_it_has_an_NPI()
    {
        var states = StatesOf(AllOf(InNetwork(
            "Aetna", Price(10, "111111111", "1", "2"), Price(30, "111111111", "3"), Price(40, "222222222", "2", "4"), Price(60, "333333333", "3"), Price(70, "444444444", "4"), Price(80, "555555555"))));
        Assert.Equal(["MD|Aetna||negotiated|1", "VA|Aetna||negotiated|3"], Names(states));
        var virginia = states.Single(series => series.Key.State == "VA");
        Assert.Equal((40, 2, 1, 4), (virginia.P50.Value, virginia.Npis.Value, virginia.MultipleAmounts.Value, virginia.Observations.Value));
        Assert.False(states.Single(series => series.Key.State == "MD").P50.IsKnown);
        Assert.All(states, series => Assert.Contains(series.Source.Inputs, source => source.Name == "npidata.csv"));
    }

    [Fact]
    public void Only_series_that_are_part_of_no_wider_one_have_states()
    {
        var aetna = InNetwork("Aetna", Price(10, "111111111", "1"), Price(20, "111111111", "1").With(row => row with { NegotiatedType = "fee schedule" }));
        var cigna = InNetwork("Cigna", Price(30, "111111111", "1"), Price(1, "111111111", "1").With(row => row with { NegotiatedType = "derived" }));
        Assert.Equal(
            ["MD|Aetna||negotiated + fee schedule|1", "MD|Cigna||derived|1", "MD|Cigna||negotiated|1", "MD|||negotiated + fee schedule|2"],
            Names(StatesOf(AllOf(aetna, cigna))));
    }

    // One network has negotiated prices, the other a fee schedule: neither has both, and neither kind has both networks, but all of it is pooled.
    [Fact]
    public void Networks_and_kinds_of_price_that_are_only_pooled_together_have_no_states_of_their_own()
    {
        var groups = InNetwork("Aetna", Price(10, "111111111", "1"), Price(20, "222222222", "1").With(row => row with { NegotiatedType = "fee schedule" }));
        var (first, second) = (groups.Groups.Keys.First(), groups.Groups.Keys.Last());
        var references = new[] { new ProviderReference("1", "Open", first, null), new ProviderReference("2", "Choice", second, null) };
        var sets = references.ToDictionary(reference => reference.Group!.Value, reference => ProviderSet.Of([reference.Id], []));
        var file = groups with
        {
            Rows = [.. groups.Rows.Zip([first, second], (row, group) => row with { ProviderSet = sets[group].Id })],
            ProviderSets = sets.Values.ToDictionary(set => set.Id),
            References = references.ToLookup(reference => reference.Id),
        };
        Assert.Equal(["MD|Aetna|all networks|negotiated + fee schedule|2"], Names(StatesOf(AllOf(file))));
    }

    [Fact]
    public void Percentages_per_diems_and_bundles_have_no_states() => Assert.Empty(StatesOf(AllOf(InNetwork(
        "Aetna",
        Price(40, "111111111", "1").With(row => row with { NegotiatedType = "percentage" }),
        Price(400, "111111111", "1").With(row => row with { NegotiatedType = "per diem" }),
        Price(4000, "111111111", "1").With(row => row with { Arrangement = "bundle" })))));

    [Fact]
    public void A_hospital_is_in_the_state_of_its_licence_else_of_its_NPIs()
    {
        var rates = AllOf() with
        {
            Hospitals = [AHospital(Header("A", "2"), Charge(gross: 100)), AHospital(Header("B", "3") with { LicenseState = null }, Charge(gross: 200)), AHospital(Header("C") with { LicenseState = null }, Charge(gross: 300))],
        };
        Assert.Equal(["MD|||gross charge|1", "VA|||gross charge|1"], Names(StatesOf(rates)));

        // The licence needs no registry.
        var byLicense = Benchmark.Of(rates, NoSchedules).Series.Single(series => series.Key.State is not null);
        Assert.Equal(("MD", 1, 1), (byLicense.Key.State, byLicense.Entities.Value, byLicense.Npis.Value));
        Assert.DoesNotContain(byLicense.Source.Inputs, source => source.Name == "npidata.csv");
    }

    [Fact]
    public void Without_a_registry_there_are_none_and_that_is_said()
    {
        var benchmark = Benchmark.Of(AllOf(InNetwork("Aetna", Price(10, "111111111", "1"))), NoSchedules);
        Assert.DoesNotContain(benchmark.Series, series => series.Key.State is not null);
        Assert.Contains(benchmark.NotAvailable, missing => missing.Reason.StartsWith("benchmarks by state", StringComparison.Ordinal) && missing.FilledBy == "the NPPES file");
    }
}
