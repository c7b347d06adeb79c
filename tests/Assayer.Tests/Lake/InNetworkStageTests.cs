using System.IO.Compression;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Files;
using Assayer.Rates.Samples;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Tests.Lake;

public sealed class InNetworkStageTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The bundled samples and CMS's examples.</summary>
    public static TheoryData<string> Files() =>
        new(Directory.EnumerateFiles(Path.Combine(TestData.Repository, "samples"))
            .Concat(TestData.Folder is { } data ? Directory.EnumerateFiles(Path.Combine(data, "transparency"), "*-sample.json*", SearchOption.AllDirectories) : [])
            .Where(path => path.Contains("in-network", StringComparison.Ordinal) || path.Contains("allowed-amounts", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_readers_give_the_same_bytes(string path)
    {
        AssertSame(path, CodeFilter.All);
        AssertSame(path, CodeFilter.Of([new(BillingCodeType.Cpt, "86353")]));
    }

    [Fact]
    public void Both_readers_give_the_same_bytes_of_a_large_file()
    {
        var path = _folder["synthetic_single.json.gz"];
        SampleGenerator.WriteFile(path, new SampleOptions { Seed = 7, BytesPerFile = 20_000_000 }, TestContext.Current.CancellationToken);
        AssertSame(path, CodeFilter.All);
        AssertSame(path, CodeFilter.Of([new(BillingCodeType.Cpt, "86353"), new(BillingCodeType.Cpt, "86357")]));
    }

    [Fact]
    public void A_group_that_lists_several_NPIs_which_stand_for_TINs_elsewhere_gives_each_its_EIN()
    {
        const string Price = """[{"negotiated_type":"negotiated","negotiated_rate":1.0,"expiration_date":"9999-12-31","service_code":["81"],"billing_class":"professional"}]""";
        var path = _folder.Write("prices.json", $$$$"""
            {"reporting_entity_name":"Example Plan","last_updated_on":"2026-01-01","provider_references":[
            {"provider_group_id":1,"provider_groups":[{"npi":[1234567893,1679576722],"tin":{"type":"ein","value":"12-3456789","business_name":"Both"}}]},
            {"provider_group_id":2,"provider_groups":[{"npi":[1234567893],"tin":{"type":"npi","value":"1234567893"}},{"npi":[1679576722],"tin":{"type":"npi","value":"1679576722"}}]}],
            "in_network":[{"negotiation_arrangement":"ffs","billing_code_type":"CPT","billing_code":"86353","negotiated_rates":[{"provider_references":[2],"negotiated_prices":{{{{Price}}}}}]}]}
            """);
        var parts = Write(path, CodeFilter.All, isFast: true);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT joined_ein FROM read_parquet('{parts}/provider_groups.parquet') ORDER BY tin";
        using var reader = command.ExecuteReader();
        var eins = new List<string>();
        while (reader.Read()) eins.Add(reader.GetString(0));
        Assert.Equal(["123456789", "123456789"], eins);
    }

    void AssertSame(string path, CodeFilter filter)
    {
        var (fast, plain) = (Write(path, filter, isFast: true), Write(path, filter, isFast: false));
        var names = Directory.EnumerateFiles(plain).Select(Path.GetFileName).Order().ToList();
        Assert.Contains("rates.parquet", names);
        Assert.Equal(names, Directory.EnumerateFiles(fast).Select(Path.GetFileName).Order());
        foreach (var name in names) Assert.Equal(File.ReadAllBytes(Path.Combine(plain, name!)), File.ReadAllBytes(Path.Combine(fast, name!)));
    }

    // The folder of Parquet files.
    string Write(string path, CodeFilter filter, bool isFast)
    {
        var folder = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString()]).FullName;
        var staging = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString()]).FullName;
        using var stage = new InNetworkStage(folder, staging, filter.Codes is null, new());
        using var file = ReceivedFile.Open(path);
        var isAllowed = path.Contains("allowed-amounts", StringComparison.Ordinal);
        PriceFileResult result;
        if (isFast)
        {
            result = isAllowed ? AllowedAmountReader.Read(file, filter, stage) : InNetworkReader.Read(file, filter, stage);
        }
        else
        {
            using Stream bytes = File.OpenRead(path);
            using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
            result = isAllowed ? AllowedAmountReader.ReadPlainly(file.Name, content, filter, stage) : InNetworkReader.ReadPlainly(file.Name, content, filter, stage);
        }
        stage.Write(result.RejectedByCode);
        return folder;
    }
}
