using System.IO.Compression;
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

            // Medicare's tables are what they are.
            if (!name.EndsWith(".csv", StringComparison.Ordinal)) Assert.False(one[name].AsSpan().SequenceEqual(other[name]), name);
        }
    }

    [Fact]
    public void Everything_says_that_it_is_synthetic()
    {
        foreach (var (name, bytes) in Make("marked", new()))
        {
            if (name == "answers.json") continue;
            Assert.StartsWith("synthetic_", name, StringComparison.Ordinal);
            if (name.EndsWith(".csv", StringComparison.Ordinal)) Assert.Contains("SYNTHETIC: ", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            else Assert.EndsWith(" (SYNTHETIC)", Parse(bytes).GetProperty("reporting_entity_name").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    public void Validates_against_the_schemas_of_CMS(long bytesPerFile)
    {
        var (first, second) = (Schema("v1"), Schema("v2"));
        foreach (var (name, bytes) in Make("valid", new() { BytesPerFile = bytesPerFile }).Where(file => IsPriceFile(file.Key)))
        {
            var root = Parse(bytes);
            var violations = (root.GetProperty("version").GetString()![0] == '2' ? second : first).Check(root);
            Assert.True(violations.Count == 0, $"{name}: {string.Join('\n', violations.Take(3))}");
        }
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

    static Draft7Schema Schema(string structure) => Draft7Schema.Parse(File.ReadAllText(TestData.Path($"transparency/{structure}/schemas/in-network-rates.json")));

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
