using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Samples;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>An optimized lake gives what it gave before, to the last digit; whatever of it is old is not served.</summary>
public sealed class OptimizeTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly LakeFolder _lake;

    public OptimizeTests()
    {
        SampleGenerator.Write(_folder["sample"], new() { Seed = 3 }, TestContext.Current.CancellationToken);
        _lake = new(_folder["lake"]);
        foreach (var file in Files) Ingest(file);
    }

    public void Dispose() => _folder.Dispose();

    List<string> Files => [.. Directory.EnumerateFiles(_folder["sample"], "synthetic_*").Order(StringComparer.Ordinal)];

    string OptimizedPath => Path.Combine(_lake.Path, "optimized");

    [Fact]
    public void Every_code_is_equal_with_none_some_and_all_sources_optimized()
    {
        var expected = Everything();
        Assert.True(expected.Count > 10);
        var priced = _lake.Sources().Count(source => source.Kind is SourceKind.InNetwork or SourceKind.AllowedAmounts or SourceKind.Hospital);

        Assert.Equal((priced, 1), Optimize());
        Assert.Equal(expected, Everything());
        Assert.Equal(expected, InOnePass());

        Directory.Delete(OptimizedPath, recursive: true);
        var rest = Files.Where((_, index) => index % 2 == 0).ToList();
        foreach (var file in rest) Assert.True(_lake.Remove(_lake.Named(Path.GetFileName(file))[0].Sha256));
        var some = Optimize().Sources;
        Assert.InRange(some, 1, priced - 1);
        foreach (var file in rest) Ingest(file);
        Assert.Equal((some, priced), LakeOptimizer.CoverageOf(_lake, _lake.Sources()));
        Assert.Equal(expected, Everything());
        Assert.Equal(expected, InOnePass());
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));

        Optimize();
        Assert.Equal((priced, priced), LakeOptimizer.CoverageOf(_lake, _lake.Sources()));
        Assert.Equal(expected, Everything());
        Assert.Equal((0, 0), Optimize());
    }

    [Fact]
    public void Codes_come_in_order_and_none_is_left_out()
    {
        Optimize();
        using var reader = new LakeReader(_lake);
        var codes = reader.AllRates(TestContext.Current.CancellationToken).Select(rates => rates.Code).ToList();
        Assert.Equal(codes.Order(), codes);
        Assert.Equal(Codes(), codes);
    }

    [Fact]
    public void What_was_removed_or_read_again_is_not_served_from_the_copy()
    {
        var path = _folder.Write("prices.json", PriceFiles.Two);
        new Ingester(_lake, CodeFilter.Of([new(BillingCodeType.Cpt, "86353")])).Ingest(path, TestContext.Current.CancellationToken);
        var name = Files.First(file => file.Contains("in-network", StringComparison.Ordinal));
        Optimize();
        Assert.True(_lake.Remove(_lake.Named(Path.GetFileName(name))[0].Sha256));
        Assert.Equal(IngestOutcome.Widened, new Ingester(_lake, CodeFilter.All).Ingest(path, TestContext.Current.CancellationToken).Outcome);

        var (optimized, priced) = LakeOptimizer.CoverageOf(_lake, _lake.Sources());
        Assert.Equal(priced - 1, optimized);
        var partly = Everything(each: 9);
        Assert.Equal(partly, InOnePass(each: 9));
        Directory.Move(OptimizedPath, _folder["aside"]);
        Assert.Equal(Everything(each: 9), partly);
        Directory.Move(_folder["aside"], OptimizedPath);

        Optimize();
        Assert.Single(Directory.EnumerateDirectories(OptimizedPath));
        Assert.Equal((priced, priced), LakeOptimizer.CoverageOf(_lake, _lake.Sources()));
        Assert.Equal(Everything(each: 9), partly);
    }

    [Fact]
    public void A_lake_of_hospitals_alone_is_optimized()
    {
        foreach (var source in _lake.Sources().Where(source => source.Kind != SourceKind.Hospital)) _lake.Remove(source.Sha256);
        var expected = Everything(each: 9);
        Assert.True(Optimize().Sources > 1);
        Assert.Equal(expected, Everything(each: 9));
        Assert.Equal(expected, InOnePass(each: 9));
    }

    [Theory]
    [InlineData("optimized.json", "{", false)]
    [InlineData("optimized.json", null, false)]
    [InlineData("terms.parquet", null, false)]
    [InlineData("terms.parquet", "other bytes", false)]
    public void A_damaged_copy_is_named_and_never_read(string file, string? content, bool isCovered)
    {
        var expected = Everything(each: 9);
        Optimize();
        var path = Path.Combine(Directory.EnumerateDirectories(OptimizedPath).Single(), file);
        if (content is null) File.Delete(path);
        else File.WriteAllText(path, content);
        Assert.Equal(isCovered, LakeOptimizer.CoverageOf(_lake, _lake.Sources()).Optimized > 0);
        Assert.Equal(expected, Everything(each: 9));
        Assert.Equal("LAKE004", Assert.Single(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken)).Code);

        Optimize();
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
        Assert.Equal(expected, Everything(each: 9));
    }

    [Fact]
    public void A_changed_byte_is_found()
    {
        Optimize();
        var path = Path.Combine(Directory.EnumerateDirectories(OptimizedPath).Single(), "npis.parquet");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(path, bytes);
        var problem = Assert.Single(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
        Assert.Equal("LAKE004", problem.Code);
        Assert.Contains("npis.parquet", problem.Location.File, StringComparison.Ordinal);
    }

    void Ingest(string file) => Assert.NotEqual(IngestOutcome.Failed, new Ingester(_lake, CodeFilter.All).Ingest(file, TestContext.Current.CancellationToken).Outcome);

    (int Sources, int Layers) Optimize()
    {
        var result = LakeOptimizer.Optimize(_lake, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_lake.Path, ".tmp")));
        return (result.Sources, result.Layers);
    }

    List<BillingCode> Codes() => [.. LakeContents.CodesOf(_lake).Order()];

    // Of every few codes, what the lake says of it.
    Dictionary<BillingCode, string> Everything(int each = 1)
    {
        using var reader = new LakeReader(_lake);
        var codes = Codes().Where((_, index) => index % each == 0).ToList();
        var medicare = reader.MedicareOf(codes);
        return codes.ToDictionary(code => code, code => LakeContents.TextOf(reader.RatesOf(code), medicare));
    }

    Dictionary<BillingCode, string> InOnePass(int each = 1)
    {
        using var reader = new LakeReader(_lake);
        var wanted = Codes().Where((_, index) => index % each == 0).ToHashSet();
        var medicare = reader.MedicareOf(wanted);
        return reader.AllRates(TestContext.Current.CancellationToken).Where(rates => wanted.Contains(rates.Code)).ToDictionary(rates => rates.Code, rates => LakeContents.TextOf(rates, medicare));
    }
}
