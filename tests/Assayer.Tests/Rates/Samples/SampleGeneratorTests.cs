using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Assayer.Rates.Samples;
using Assayer.Tests.JsonSchema;

namespace Assayer.Tests.Rates.Samples;

public sealed class SampleGeneratorTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assayer-sample").FullName;

    [Fact]
    public void Makes_the_committed_sample_again()
    {
        var committed = Path.Combine(TestData.Repository, "samples");
        var made = Make("again", new());
        Assert.Equal(Directory.GetFiles(committed).Select(Path.GetFileName).Order(), made.Keys.Order());
        foreach (var (name, bytes) in made) Assert.True(bytes.AsSpan().SequenceEqual(Read(Path.Combine(committed, name))), $"{name} differs from the committed one.");
    }

    [Fact]
    public void Equal_seeds_give_equal_bytes_and_other_seeds_do_not()
    {
        var options = new SampleOptions { Seed = 7, BytesPerFile = 400_000 };
        var (one, same, other) = (Make("one", options), Make("same", options), Make("other", options with { Seed = 8 }));
        Assert.Equal(one.Keys.Order(), same.Keys.Order());
        foreach (var name in one.Keys)
        {
            Assert.True(one[name].AsSpan().SequenceEqual(same[name]), name);

            Assert.Equal(IsTable(name), one[name].AsSpan().SequenceEqual(other[name]));
        }
    }

    [Fact]
    public void Everything_says_that_it_is_synthetic()
    {
        foreach (var (name, bytes) in Make("marked", new()))
        {
            if (name == "answers.json") continue;
            Assert.StartsWith("synthetic_", name, StringComparison.Ordinal);
            var text = Encoding.UTF8.GetString(bytes);
            if (name.EndsWith("_index.json", StringComparison.Ordinal) || !IsTable(name) && name.Contains(".json", StringComparison.Ordinal))
                Assert.EndsWith(" (SYNTHETIC)", Parse(bytes).GetProperty(IsHospital(name) ? "hospital_name" : "reporting_entity_name").GetString(), StringComparison.Ordinal);
            else if (IsHospital(name))
                Assert.Contains(" (SYNTHETIC),", text.Split('\n')[1], StringComparison.Ordinal);
            else if (name.Contains("npidata", StringComparison.Ordinal))
                Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), row => Assert.True(row.Contains(" (SYNTHETIC)\"", StringComparison.Ordinal) || row.Contains("\"03/01/2024\"", StringComparison.Ordinal), row));
            else
                Assert.Contains(text.Split('\n').Take(3), row => row.TrimStart(',').StartsWith("SYNTHETIC: ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    public void Validates_against_the_schemas_of_CMS(long bytesPerFile)
    {
        foreach (var (name, bytes) in Make("valid", new() { BytesPerFile = bytesPerFile }))
            if (IsPriceFile(name)) AssertValid(name, bytes, "in-network-rates");
            else if (name.EndsWith("_allowed-amounts.json", StringComparison.Ordinal)) AssertValid(name, bytes, "allowed-amounts");
    }

    // Relative locations are ours, so that the folder can lie anywhere: CMS wants addresses that begin with https://.
    [Fact]
    public void The_table_of_contents_is_valid_but_for_its_relative_locations_and_names_every_file_that_counts()
    {
        var made = Make("contents", new());
        var index = Parse(made["synthetic_2025-10-15_index.json"]);
        Assert.All(Schema("v2", "table-of-contents").Check(index), violation => Assert.EndsWith("/location", violation.Pointer, StringComparison.Ordinal));

        var structures = index.GetProperty("reporting_structure").EnumerateArray().ToList();
        var files = structures.SelectMany(structure => structure.GetProperty("in_network_files").EnumerateArray().Append(structure.TryGetProperty("allowed_amount_file", out var allowed) ? allowed : default))
            .Where(file => file.ValueKind == JsonValueKind.Object).Select(file => file.GetProperty("location").GetString()!).ToList();
        Assert.All(files, file => Assert.StartsWith("./", file, StringComparison.Ordinal));
        var superseded = "synthetic_2025-08-01_unitedhealthcare_choice-plus_in-network-rates.json.gz";
        Assert.Equal(
            made.Keys.Where(name => (IsPriceFile(name) || name.Contains("allowed-amounts", StringComparison.Ordinal)) && name != superseded).Order(StringComparer.Ordinal),
            files.Select(file => file[2..]).Order(StringComparer.Ordinal));
        Assert.All(structures, structure => Assert.True(structure.GetProperty("reporting_plans").GetArrayLength() > 1));
    }

    // NPPES Data Dissemination – Readme and Code Values: 15 taxonomies, 50 other identifiers.
    [Fact]
    public void The_registry_has_the_columns_of_the_NPPES_file()
    {
        var rows = Encoding.UTF8.GetString(Make("registry", new())["synthetic_npidata_pfile_20050523-20251012.csv"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = rows[0].Trim('"').Split("\",\"");
        Assert.Equal(330, header.Length);
        Assert.Equal(
            ["NPI", "Provider Business Practice Location Address Postal Code", "Healthcare Provider Taxonomy Code_1", "Healthcare Provider Primary Taxonomy Switch_15", "Other Provider Identifier_1", "Is Sole Proprietor", "Certification Date"],
            ((int[])[1, 33, 48, 107, 108, 308, 330]).Select(column => header[column - 1]));
        Assert.All(rows, row => Assert.Equal(330, row.Split("\",\"").Length));
        Assert.Contains(rows, row => row.Split("\",\"") is var cells && cells[50] == "N" && cells[54] == "Y");
    }

    [Fact]
    public void Large_files_keep_the_same_prices_and_answers()
    {
        var (small, large) = (Make("small", new()), Make("large", new() { BytesPerFile = 2_000_000 }));
        Assert.True(small["answers.json"].AsSpan().SequenceEqual(large["answers.json"]));
        foreach (var name in small.Keys.Where(IsPriceFile))
        {
            Assert.InRange(large[name].Length, 2_000_000, 2_200_000);
            Assert.Equal(Items(small[name]), Items(large[name]).Intersect(Items(small[name])));
        }
    }

    [Fact]
    public void A_single_file_has_about_the_size_asked_for_and_compresses_well()
    {
        var path = Path.Combine(_folder, "single.json.gz");
        SampleGenerator.WriteFile(path, new() { BytesPerFile = 8_000_000 }, TestContext.Current.CancellationToken);
        var bytes = Read(path);
        Assert.InRange(bytes.Length, 8_000_000, 8_050_000);
        Assert.InRange((double)bytes.Length / new FileInfo(path).Length, 10, 25);
        Assert.Contains("\"86353\"", Items(bytes).Select(item => JsonDocument.Parse(item).RootElement.GetProperty("billing_code").GetRawText()));
    }

    [Fact]
    public void Stops_when_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => SampleGenerator.Write(Path.Combine(_folder, "cancelled"), new() { BytesPerFile = 1 << 20 }, new(canceled: true)));

    [Fact]
    public void Refuses_a_negative_size() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleGenerator.Write(_folder, new() { BytesPerFile = -1 }, TestContext.Current.CancellationToken));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static bool IsPriceFile(string name) => name.EndsWith(".json.gz", StringComparison.Ordinal);

    static bool IsHospital(string name) => name.Contains("_standardcharges.", StringComparison.Ordinal);

    // What is the same for every seed: tables that Medicare and NUCC publish, and the names of files.
    static bool IsTable(string name) => !IsHospital(name) && !name.Contains("npidata", StringComparison.Ordinal)
        && (Path.GetExtension(name) is ".csv" or ".txt" || name.EndsWith("_index.json", StringComparison.Ordinal));

    static void AssertValid(string name, byte[] bytes, string schema)
    {
        var root = Parse(bytes);
        var violations = Schema(root.GetProperty("version").GetString()![0] == '2' ? "v2" : "v1", schema).Check(root);
        Assert.True(violations.Count == 0, $"{name}: {string.Join('\n', violations.Take(3))}");
    }

    static Draft7Schema Schema(string structure, string name) => Draft7Schema.Parse(File.ReadAllText(TestData.Path($"transparency/{structure}/schemas/{name}.json")));

    static IReadOnlyList<string> Items(byte[] json) => [.. Parse(json).GetProperty("in_network").EnumerateArray().Select(item => item.GetRawText())];

    static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;

    Dictionary<string, byte[]> Make(string name, SampleOptions options) =>
        SampleGenerator.Write(Path.Combine(_folder, name), options, TestContext.Current.CancellationToken).ToDictionary(path => Path.GetFileName(path), Read);

    static byte[] Read(string path)
    {
        if (!IsPriceFile(path)) return File.ReadAllBytes(path);
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
