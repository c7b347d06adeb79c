using System.Globalization;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Tests.Lake;
using DuckDB.NET.Data;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>A real file's lake.</summary>
public sealed class CareFirstLake : IDisposable
{
    readonly TemporaryFolder _folder = new();

    /// <summary>The file.</summary>
    public static string PriceFile => TestData.Path("transparency/carefirst/2022-11-07_690_08B0_in-network-rates_27_of_35.json.gz");

    /// <summary>The lake, with Medicare's tables.</summary>
    public LakeFolder Open()
    {
        var lake = new LakeFolder(_folder["lake"]);
        if (lake.Exists) return lake;
        var ingester = new Ingester(lake, CodeFilter.All);
        foreach (var file in (string[])[PriceFile, TestData.Path("medicare/clfs_2025_q2v1.csv"), TestData.Path("medicare/pprrvu_2025_oct.csv")])
            Assert.Equal(IngestOutcome.Ingested, ingester.Ingest(file, TestContext.Current.CancellationToken).Outcome);
        return lake;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

public sealed class CareFirstBenchmarkTests(CareFirstLake careFirst) : IClassFixture<CareFirstLake>
{
    CodeBenchmark Of(string code)
    {
        using var reader = new LakeReader(careFirst.Open());
        var billingCode = new BillingCode(BillingCodeType.Cpt, code);
        return Benchmark.Of(reader.RatesOf(billingCode), reader.MedicareOf([billingCode]));
    }

    /// <summary>The independent route: DuckDB's own JSON reader over the raw file, and its own quantiles.</summary>
    [Fact]
    public void Percentiles_equal_those_of_an_independent_route()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH items AS (SELECT unnest(in_network, recursive := false) AS item FROM read_json('{CareFirstLake.PriceFile}', maximum_object_size = 100000000)),
            rates AS (SELECT item.billing_code AS code, unnest(item.negotiated_rates) AS rate FROM items),
            prices AS (SELECT code, unnest(rate.provider_references) AS reference, unnest(rate.negotiated_prices) AS price FROM rates),
            votes AS (
                SELECT code, reference, median(DISTINCT price.negotiated_rate::DOUBLE) AS vote FROM prices
                WHERE price.service_code = ['24'] AND price.negotiated_type = 'negotiated' GROUP BY ALL)
            SELECT code, count(*)::INT, quantile_cont(vote, [0.1, 0.25, 0.5, 0.75, 0.9]), avg(vote), min(vote), max(vote)
            FROM votes GROUP BY code HAVING count(*) >= 10 ORDER BY hash(code) LIMIT 40
            """;
        using var rows = command.ExecuteReader();
        var compared = 0;
        while (rows.Read())
        {
            var code = Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!;
            var series = Of(code).Series.Single(one => one.Key is { PlaceOfServiceClass: PlaceOfServiceClass.AmbulatorySurgicalCenter, NegotiatedType: "negotiated", Weighting: Weighting.Entity });
            var quantiles = (List<double>)rows.GetValue(2);
            Assert.Equal(rows.GetInt32(1), series.Entities.Value);
            Assert.Equal(rows.GetInt32(1), series.UnresolvedEntities.Value);
            double[] expected = [.. quantiles, rows.GetDouble(3), rows.GetDouble(4), rows.GetDouble(5)];
            double[] actual = [series.P10.Value, series.P25.Value, series.P50.Value, series.P75.Value, series.P90.Value, series.Mean.Value, series.Min.Value, series.Max.Value];
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * pair.First));
            compared++;
        }
        Assert.Equal(40, compared);
    }

    [Fact]
    public void A_surgical_centers_fee_is_not_compared_with_the_physician_schedule()
    {
        var benchmark = Of("43239");
        Assert.Equal("PFS", benchmark.Medicare[0].Schedule);
        var series = Assert.Single(benchmark.Series);
        Assert.True(series.P50.IsKnown);
        Assert.Contains("ASC", series.PercentOfMedicareP50.Missing!.FilledBy, StringComparison.Ordinal);
        Assert.Contains("all entities are unresolved references", series.Warnings);
    }

    [Fact]
    public void A_file_that_was_read_and_does_not_price_the_code_is_told_from_one_that_is_not_loaded()
    {
        var benchmark = Of("86353");
        Assert.Empty(benchmark.Series);
        Assert.Equal(new Money(49.03m), benchmark.Medicare[0].Amount.Value);
        Assert.Equal("CLFS", benchmark.Medicare[0].Schedule);
        Assert.Equal(Presence.NotInFile, benchmark.Presence.Single(presence => presence.Payer.StartsWith("CareFirst", StringComparison.Ordinal)).Presence);
        Assert.Equal(Presence.NotLoaded, benchmark.Presence.Single(presence => presence.Payer == "Aetna").Presence);
        Assert.Equal(Presence.Priced, benchmark.Presence.Single(presence => presence.Payer == "Medicare").Presence);
    }

    [Fact]
    public void Every_price_of_the_file_is_accounted_for_and_each_codes_waterfall_adds_up()
    {
        var lake = careFirst.Open();
        var source = lake.Sources().Single(source => source.Kind == "in-network");
        Assert.Equal(122_310, source.Accepted + source.Rejected);
        Assert.Equal(74, source.RemoteReferences);
        Assert.Equal("2020-08-27 2022-11-07", $"{source.Header!.LastUpdatedOn:yyyy-MM-dd} {source.NameDate:yyyy-MM-dd}");

        using var reader = new LakeReader(lake);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT code, rows FROM read_parquet('{lake.Path}/sources/{source.Sha256}/codes.parquet') ORDER BY hash(code) LIMIT 150";
        using var codes = command.ExecuteReader();
        while (codes.Read())
        {
            var steps = Benchmark.Of(reader.RatesOf(new(BillingCodeType.Cpt, codes.GetString(0))), new([], [], [])).Waterfall.ToDictionary(step => step.Code, step => step.Count);
            Assert.Equal(codes.GetInt64(1), steps["ROWS_READ"].Value);
            Assert.Equal(steps["ROWS_READ"].Value, steps["REJECTED"].Value + steps["LATER_FILE"].Value + steps["SUPERSEDED_FILE"].Value + steps["EXPIRED"].Value + steps["PLACEHOLDER"].Value + steps["ROWS_USED"].Value);
            Assert.Equal(steps["OBSERVATIONS_MADE"].Value, steps["REPEAT"].Value + steps["OBSERVATIONS"].Value);
        }
    }
}
