using Assayer.Rates.Benchmarks;
using static Assayer.Tests.Rates.Benchmarks.MadeUp;

namespace Assayer.Tests.Rates.Benchmarks;

public class DrillDownTests
{
    static readonly CodeRates All = AllOf(
        InNetwork("Aetna", Price(100, "111111111", "1"), Price(110, "222222222", "2"), Price(0, "222222222", "2"), Price(120, "111111111", "1").With(row => row with { Expiration = new(2025, 1, 1) })),
        AllowedAmounts("Aetna", Price(300, "222222222", "2"))) with
    {
        Hospitals =
        [
            AHospital(
                Header("Harbor", "3"),
                Charge(gross: 1000, payer: "Aetna", plan: "PPO", percentage: 40) with { DiscountedCash = 999999999 },
                Charge(payer: "Cigna", dollars: 0) with { Row = 5 },
                Charge(payer: "Cigna") with { NegotiatedAlgorithm = "the lesser of", Row = 6 }),
        ],
        Providers = Registry(Provider("1", "VA", Laboratory), Provider("2", "DC", Chiropractor)),
    };

    [Fact]
    public void Each_row_is_shown_with_what_became_of_it()
    {
        var rows = DrillDown.RowsOf(All, ForLaboratories).Select(row => $"{row.SourceKind}|{row.Payer}|{row.Network}|{row.Entity}|{row.States}|{row.NegotiatedType}|{row.AmountText}|{row.SetAside}|{row.Row}|{row.ByteOffset}");
        Assert.Equal(
            [
                "in-network|Aetna||111111111|VA|negotiated|100|||100",
                "in-network|Aetna||222222222|DC|negotiated|110|IMPLAUSIBLE||100",
                "in-network|Aetna||222222222|DC|negotiated|0|PLACEHOLDER||100",
                "in-network|Aetna||111111111|VA|negotiated|120|EXPIRED||100",
                "allowed-amounts|Aetna||222222222|DC|allowed amount|300|IMPLAUSIBLE||100",
                "hospital|||3|MD|gross charge|1000||4|200",
                "hospital|Aetna|PPO|3|MD|percentage|40||4|200",
                "hospital|Aetna|PPO|3|MD|percentage, in dollars|400||4|200",
            ],
            rows);
    }

    /// <summary>The rows that are used are those that the observations are made of.</summary>
    [Fact]
    public void Used_rows_are_the_observations()
    {
        var benchmark = Benchmark.Of(All, NoSchedules, ForLaboratories);
        var used = DrillDown.RowsOf(All, ForLaboratories).Where(row => row.SetAside is null or "IMPLAUSIBLE").GroupBy(row => row.SourceKind).ToDictionary(rows => rows.Key, rows => (long)rows.Count());
        Assert.Equal(benchmark.Waterfall.Count("OBSERVATIONS_MADE"), used[SourceKind.InNetwork]);
        Assert.Equal(benchmark.AllowedAmountWaterfall.Count("OBSERVATIONS_MADE"), used[SourceKind.AllowedAmounts]);
        Assert.Equal(benchmark.HospitalWaterfall.Count("OBSERVATIONS_MADE"), used[SourceKind.Hospital]);
    }
}
