using Assayer.Rates.Benchmarks;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>docs/benchmark-method.md, steps 2 to 5: payers' in-network files, allowed amounts and hospitals' files, side by side.</summary>
public class KindsOfFileTests
{
    static CodeRates All { get; } = AllOf(
        InNetwork("Aetna", Price(100, "111111111"), Price(110, "222222222")),
        InNetwork("Cigna", Price(120, "111111111"), Price(0, "111111111"), Price(130, "222222222").With(row => row with { Expiration = new(2025, 6, 30) })),
        AllowedAmounts("Aetna", Price(300, "111111111"), Price(320, "333333333"), Price(330, "444444444"), Price(340, "555555555"), Price(350, "666666666"))) with
    {
        Hospitals = [AHospital(Header("Harbor", "1"), Charge(gross: 900, payer: "Aetna", plan: "PPO", dollars: 400))],
    };

    [Fact]
    public void Kinds_are_never_pooled()
    {
        var benchmark = Benchmark.Of(All, NoSchedules);
        Assert.Equal(3, benchmark.Single(key => key is { SourceKind: SourceKind.InNetwork, Payer: null }).Entities.Value);
        Assert.Equal(["allowed amount"], benchmark.Series.Where(series => series.Key.SourceKind == SourceKind.AllowedAmounts).Select(series => series.Key.NegotiatedType).Distinct());
        Assert.Equal(330, benchmark.Single(key => key is { SourceKind: SourceKind.AllowedAmounts, Payer: "Aetna" }).P50.Value);
        Assert.DoesNotContain(benchmark.Series, series => series.Key is { SourceKind: SourceKind.AllowedAmounts or SourceKind.Hospital, Payer: null, NegotiatedType: not SeriesKey.GrossCharge });
    }

    [Fact]
    public void Each_kind_has_its_own_waterfall()
    {
        var benchmark = Benchmark.Of(All, NoSchedules);
        string[] codes = ["ROWS_READ", "EXPIRED", "PLACEHOLDER", "ROWS_USED", "OBSERVATIONS", "ENTITIES"];
        Assert.Equal([5, 1, 1, 3, 3, 3], codes.Select(code => benchmark.Waterfall.Count(code)));
        Assert.Equal([5, 0, 0, 5, 5, 5], codes.Select(code => benchmark.AllowedAmountWaterfall.Count(code)));
        Assert.Equal([1, 0, 1, 2, 1], codes.Where(code => code != "EXPIRED").Select(code => benchmark.HospitalWaterfall.Count(code)));
        Assert.DoesNotContain(benchmark.HospitalWaterfall, step => step.Code == "IMPLAUSIBLE");

        var alone = Benchmark.Of(AllOf(InNetwork("Aetna", Price(100, "111111111"))), NoSchedules);
        Assert.Empty(alone.AllowedAmountWaterfall);
        Assert.Empty(alone.HospitalWaterfall);
    }

    [Fact]
    public void The_headline_is_of_in_network_files_however_few()
    {
        Assert.Equal(SourceKind.InNetwork, Benchmark.Of(All, NoSchedules).Headline!.Key.SourceKind);
        Assert.Null(Benchmark.Of(All with { Files = [.. All.Files.Where(file => file.File.Kind == SourceKind.AllowedAmounts)] }, NoSchedules).Headline);
    }

    [Fact]
    public void The_day_is_the_newest_of_payers_and_hospitals_files()
    {
        var hospital = AHospital(Header("Harbor") with { LastUpdatedOn = new(2025, 9, 1) }, Charge(gross: 900));
        var rates = AllOf(InNetwork("Aetna", Price(100, "111111111").With(row => row with { Expiration = new(2025, 8, 31) }))) with { Hospitals = [hospital] };
        var benchmark = Benchmark.Of(rates, NoSchedules);
        Assert.Equal(new(2025, 9, 1), benchmark.AsOf.Value);
        Assert.Equal(1, benchmark.Waterfall.Count("EXPIRED"));

        var earlier = Benchmark.Of(rates, NoSchedules, new() { AsOf = Day });
        Assert.Equal("LATER_FILE", Assert.Single(earlier.HospitalFiles).SetAside);
        Assert.Equal((1, 0), (earlier.HospitalWaterfall.Count("LATER_FILE"), earlier.HospitalWaterfall.Count("ROWS_USED")));
    }

    [Fact]
    public void A_hospitals_newer_file_replaces_the_one_of_the_same_licence_and_name()
    {
        HospitalRates Edition(string name, string license, DateOnly day, decimal gross)
        {
            var rates = AHospital(Header("Harbor") with { LicenseNumber = license, LastUpdatedOn = day }, Charge(gross: gross));
            return rates with { File = rates.File with { Source = rates.File.Source with { Name = name } } };
        }
        var rates = AllOf() with
        {
            Hospitals =
            [
                Edition("harbor_2025-01-01.csv", "7", new(2025, 1, 1), 100), Edition("harbor_2025-07-01.csv", "7", new(2025, 7, 1), 200),
                Edition("harbor_2025-02-01.csv", "8", new(2025, 2, 1), 300), Edition("annex_2025-03-01.csv", "7", new(2025, 3, 1), 400),
            ],
        };
        Assert.Equal(["SUPERSEDED_FILE", null, null, null], Benchmark.Of(rates, NoSchedules).HospitalFiles.Select(file => file.SetAside));
    }

    [Fact]
    public void A_payers_allowed_amounts_do_not_replace_its_negotiated_rates()
    {
        var (older, newer) = (InNetwork("Aetna", Price(100, "111111111")), AllowedAmounts("Aetna", Price(300, "111111111")));
        var rates = AllOf(
            older with { File = older.File with { Source = older.File.Source with { Name = "rates.json" } } },
            newer with { File = newer.File with { Source = newer.File.Source with { Name = "rates.json" }, Header = newer.File.Header with { LastUpdatedOn = new(2025, 8, 1) } } });
        Assert.All(Benchmark.Of(rates, NoSchedules).Files, file => Assert.Null(file.SetAside));
    }

    [Fact]
    public void A_payer_with_allowed_amounts_only_is_not_loaded_and_its_files_are_listed()
    {
        var presence = Benchmark.Of(AllOf(AllowedAmounts("Aetna", Price(300, "111111111"))), NoSchedules).Presence.Single(presence => presence.Payer == "Aetna");
        Assert.Equal(Presence.NotLoaded, presence.Presence);
        Assert.Equal("an in-network file of Aetna", presence.Entities.Missing!.FilledBy);
        Assert.Single(presence.Files);
    }

    [Fact]
    public void Any_synthetic_file_makes_the_benchmark_synthetic()
    {
        Assert.False(Benchmark.Of(All, NoSchedules).IsSynthetic);
        var hospital = All.Hospitals[0];
        var made = All with { Hospitals = [hospital with { File = hospital.File with { Source = hospital.File.Source with { Synthetic = true } } }] };
        Assert.True(Benchmark.Of(made, NoSchedules).IsSynthetic);
        var registry = new ProviderDirectory(new() { Name = "npidata.csv", Synthetic = true }, null, [Provider("1", "MD", Laboratory)], new Dictionary<string, string>());
        Assert.True(Benchmark.Of(AllOf(InNetwork("Aetna", Price(100, "111111111", "1"))) with { Providers = registry }, NoSchedules).IsSynthetic);
    }
}
