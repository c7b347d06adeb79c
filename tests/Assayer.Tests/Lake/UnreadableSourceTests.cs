using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>One source that can't be read doesn't keep the others from being read, and is named.</summary>
public sealed class UnreadableSourceTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly LakeFolder _lake;
    readonly string _damaged;

    public UnreadableSourceTests()
    {
        _lake = new(_folder["lake"]);
        var ingester = new Ingester(_lake, CodeFilter.All);
        ingester.Ingest(_folder.Write("one.json", PriceFiles.Two), TestContext.Current.CancellationToken);
        _damaged = ingester.Ingest(_folder.Write("other.json", PriceFiles.Many(30)), TestContext.Current.CancellationToken).Manifest!.Sha256;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task It_is_named_left_out_and_the_command_fails(string? manifest)
    {
        Damage(manifest);
        foreach (string[] command in new[] { new[] { "lake", "list" }, ["lake", "verify"], ["rates", "86353"], ["publish", "86353", "--out", "site"] })
        {
            var run = await CommandLine.RunAsync(_folder.Path, [.. command, "--lake", "lake"]);
            Assert.Equal((string.Join(' ', command), 1), (string.Join(' ', command), run.ExitCode));
            Assert.Contains($"lake remove {_damaged[..12]}", run.Error, StringComparison.Ordinal);
            Assert.Contains("LAKE001", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            if (command[0] == "rates") Assert.Contains("CPT 86353", run.Output, StringComparison.Ordinal);
        }
        Assert.Contains($"a source of the lake can't be read: {_damaged}", File.ReadAllText(_folder["site/86353.md"]), StringComparison.Ordinal);
        Assert.Single(_lake.Sources());

        var remove = await CommandLine.RunAsync(_folder.Path, "lake", "remove", _damaged[..12], "--lake", "lake");
        Assert.Equal(0, remove.ExitCode);
        Assert.Equal(IngestOutcome.Ingested, new Ingester(_lake, CodeFilter.All).Ingest(_folder["other.json"], TestContext.Current.CancellationToken).Outcome);
        Assert.Equal(2, _lake.Sources().Count);
    }

    [Fact]
    public void Other_files_are_read_into_the_lake_and_optimized()
    {
        Damage("{");
        Assert.Equal(IngestOutcome.Ingested, new Ingester(_lake, CodeFilter.All).Ingest(_folder.Write("third.json", PriceFiles.Many(3)), TestContext.Current.CancellationToken).Outcome);
        Assert.Equal(2, LakeOptimizer.Optimize(_lake, cancellation: TestContext.Current.CancellationToken).Sources);
        using var reader = new LakeReader(_lake);
        Assert.Equal(4, reader.RatesOf(new(BillingCodeType.Cpt, "86353")).Files.Sum(file => file.Rows.Count));
    }

    [Fact]
    public void Its_own_file_is_not_read_again_before_it_is_removed()
    {
        Damage("{");
        var result = new Ingester(_lake, CodeFilter.All).Ingest(_folder["other.json"], TestContext.Current.CancellationToken);
        Assert.Equal(IngestOutcome.Failed, result.Outcome);
        Assert.Contains("lake remove", result.Diagnostics[0].Remedy, StringComparison.Ordinal);
    }

    void Damage(string? manifest)
    {
        var path = Path.Combine(_lake.Path, "sources", _damaged, "source.json");
        if (manifest is null) File.Delete(path);
        else File.WriteAllText(path, manifest);
    }
}
