using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Rates.Benchmarks;
using Assayer.Tests.Codes.Medicare;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, step 7, by locality. The code pays $35 in the nation, $45 in Baltimore and $25 in Roanoke.</summary>
public class LocalMedicareTests
{
    static readonly Locality Baltimore = new("12302", "01"), Roanoke = new("11302", "00"), Nowhere = new("99999", "99");

    static readonly LoadedTable<PracticeCostIndex> Indices = new(new() { Name = "gpci.csv" },
    [
        new(3, Baltimore.Contractor, "MD", Baltimore.Number, "BALTIMORE", Work: 1, PracticeExpense: 1.5m, Malpractice: 1),
        new(4, Roanoke.Contractor, "VA", Roanoke.Number, "VIRGINIA", Work: 1, PracticeExpense: 0.5m, Malpractice: 1),
    ]);

    static readonly ProviderDirectory Directory = Registry(
        Provider("1", "MD") with { Locality = Baltimore }, Provider("2", "VA") with { Locality = Roanoke }, Provider("3", "VA") with { Locality = Roanoke },
        Provider("4", "VA"), Provider("5", "VA") with { Locality = Nowhere });

    static MedicareSchedules Schedules(params LoadedTable<PracticeCostIndex>[] indices) => new([], [Tables.Values(Tables.Value(Code.Value))], indices);

    static readonly FileRates Aetna = InNetwork(
        "Aetna", Price(90, "111111111", "1"), Price(50, "222222222", "2", "3"), Price(35, "333333333", "1", "2", "5"), Price(1000, "444444444", "4"), Price(2000, "555555555", "5"));

    // 90 of 45 is 200%, 50 of 25 is 200%, 35 of the median of 45 and 25 is 100%; two entities have no locality with an amount.
    [Fact]
    public void Each_entity_is_compared_with_the_median_of_its_localities()
    {
        var series = Benchmark.Of(AllOf(Aetna) with { Providers = Directory }, Schedules(Indices)).Single(_ => true);
        Assert.Equal((3, 200), (series.EntitiesWithLocality.Value, series.PercentOfLocalMedicareP50.Value));
        Assert.Equal(100.0 * 90 / 35, series.PercentOfMedicareP50.Value, 1e-9);
        Assert.Superset(new HashSet<string> { "gpci.csv", "npidata.csv", "zip5.csv" }, series.PercentOfLocalMedicareP50.Sources.Select(source => source.Name).ToHashSet());
    }

    [Fact]
    public void Only_series_weighted_by_entity_have_it()
    {
        var byNpi = Benchmark.Of(AllOf(Aetna) with { Providers = Directory }, Schedules(Indices)).Single(_ => true, weighting: Weighting.Npi);
        Assert.False(byNpi.PercentOfLocalMedicareP50.IsKnown);
        Assert.True(byNpi.PercentOfMedicareP50.IsKnown);
    }

    [Fact]
    public void In_a_states_series_only_localities_of_that_state_count()
    {
        // Of entity 3 only NPI 2 is in a locality of Virginia: 35 of 25 is 140%, 50 of 25 is 200%.
        var virginia = Benchmark.Of(AllOf(Aetna) with { Providers = Directory }, Schedules(Indices)).Single(_ => true, state: "VA");
        Assert.Equal((2, false), (virginia.EntitiesWithLocality.Value, virginia.PercentOfLocalMedicareP50.IsKnown));
        Assert.StartsWith("suppressed: 2 entities", virginia.PercentOfLocalMedicareP50.Missing!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        string? FilledBy(ProviderDirectory directory, MedicareSchedules schedules)
        {
            var benchmark = Benchmark.Of(AllOf(Aetna) with { Providers = directory }, schedules);
            var missing = benchmark.Single(_ => true).PercentOfLocalMedicareP50.Missing?.FilledBy;
            Assert.Equal(missing, benchmark.NotAvailable.SingleOrDefault(one => one.Reason.StartsWith("physician fees by locality", StringComparison.Ordinal))?.FilledBy);
            return missing;
        }
        Assert.Null(FilledBy(Directory, Schedules(Indices)));
        Assert.Equal("the NPPES file", FilledBy(ProviderDirectory.None, Schedules(Indices)));
        Assert.Contains("ZIP", FilledBy(new(Directory.Registry, null, [], new Dictionary<string, string>()), Schedules(Indices)), StringComparison.Ordinal);
        Assert.Contains("GPCI", FilledBy(Directory, Schedules()), StringComparison.Ordinal);
    }
}
