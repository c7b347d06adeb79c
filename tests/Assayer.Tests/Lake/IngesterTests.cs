using System.IO.Compression;
using System.Text;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

public sealed class IngesterTests : IDisposable
{
    static readonly BillingCode Blastogenesis = new(BillingCodeType.Cpt, "86353");
    static readonly BillingCode CellFunction = new(BillingCodeType.Cpt, "86352");

    readonly TemporaryFolder _folder = new();
    readonly LakeFolder _lake;

    public IngesterTests() => _lake = new(_folder["lake"]);

    public void Dispose() => _folder.Dispose();

    IngestResult Ingest(string path, params BillingCode[] codes) =>
        new Ingester(_lake, codes.Length == 0 ? CodeFilter.All : CodeFilter.Of(codes)).Ingest(path, TestContext.Current.CancellationToken);

    string Sample(string name = "prices.json") => _folder.Write(name, PriceFiles.Two);

    [Fact]
    public void A_file_becomes_a_folder_under_its_digest()
    {
        var result = Ingest(Sample());
        Assert.Equal(IngestOutcome.Ingested, result.Outcome);
        Assert.Equal([result.Manifest!.Sha256], Directory.EnumerateDirectories(_folder["lake/sources"]).Select(Path.GetFileName));
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["lake/.tmp"]));
    }

    [Fact]
    public void Twice_changes_nothing()
    {
        Ingest(Sample());
        var before = Snapshot();
        Assert.Equal(IngestOutcome.AlreadyThere, Ingest(Sample()).Outcome);
        Assert.Equal(IngestOutcome.AlreadyThere, Ingest(Sample(), Blastogenesis).Outcome);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void More_codes_widen()
    {
        Assert.Equal(1, Ingest(Sample(), Blastogenesis).Manifest!.Accepted);
        var widened = Ingest(Sample(), CellFunction);
        Assert.Equal(IngestOutcome.Widened, widened.Outcome);
        Assert.Equal(2, widened.Manifest!.Accepted);
        Assert.Equal(["CPT:86352", "CPT:86353"], widened.Manifest.Codes);
        Assert.Equal(IngestOutcome.Widened, Ingest(Sample()).Outcome);
        Assert.Null(Assert.Single(_lake.Sources()).Codes);
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_copy_packed_otherwise_is_noted_with_the_original()
    {
        Ingest(Sample());
        var packed = _folder["prices.json.gz"];
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(PriceFiles.Two));
        var result = Ingest(packed);
        Assert.Equal(IngestOutcome.Alias, result.Outcome);
        Assert.Equal("prices.json.gz", Assert.Single(Assert.Single(_lake.Sources()).Copies).Name);
        Assert.Equal(IngestOutcome.AlreadyThere, Ingest(packed).Outcome);
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_copy_read_for_other_codes_widens_its_original()
    {
        var packed = _folder["prices.json.gz"];
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(PriceFiles.Two));
        var original = Ingest(Sample(), Blastogenesis).Manifest!.Sha256;
        Assert.Equal(IngestOutcome.Widened, Ingest(packed, CellFunction).Outcome);
        Assert.Equal(IngestOutcome.Widened, Ingest(packed).Outcome);
        var source = Assert.Single(_lake.Sources());
        Assert.Equal((original, 2, 1), (source.Sha256, source.Accepted, source.Copies.Count));
        Assert.Equal(IngestOutcome.AlreadyThere, Ingest(Sample()).Outcome);
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Runs_at_once_for_different_codes_lose_none()
    {
        var path = Sample();
        BillingCode[] codes = [Blastogenesis, CellFunction, .. Enumerable.Range(0, 6).Select(number => new BillingCode(BillingCodeType.Cpt, $"1000{number}"))];
        var outcomes = new IngestOutcome[codes.Length];
        Parallel.For(0, codes.Length, index => outcomes[index] = Ingest(path, codes[index]).Outcome);
        Assert.DoesNotContain(IngestOutcome.Failed, outcomes);
        var source = Assert.Single(_lake.Sources());
        Assert.Equal(codes.Length, source.Codes!.Count);
        Assert.Equal(2, source.Accepted);
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_link_is_the_file_that_it_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var link = _folder["link.json"];
        File.CreateSymbolicLink(link, Sample());
        Assert.Equal(IngestOutcome.Ingested, Ingest(link, Blastogenesis).Outcome);
        Assert.Equal(IngestOutcome.Widened, Ingest(link, CellFunction).Outcome);
        Assert.Equal(IngestOutcome.AlreadyThere, Ingest(Sample(), CellFunction).Outcome);
    }

    [Theory]
    [InlineData("empty.json", "", "FILE001")]
    [InlineData("text.txt", "Dear Sir or Madam,", "FILE007")]
    [InlineData("cut.json", """{"in_network":[{"billing_code":""", "FILE008")]
    [InlineData("other.json", """{"a":1}""", "FILE009")]
    public void An_unreadable_file_leaves_the_lake_as_it_was(string name, string content, string code)
    {
        Ingest(Sample());
        var before = Snapshot();
        var result = Ingest(_folder.Write(name, content));
        Assert.Equal(IngestOutcome.Failed, result.Outcome);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Equal(name, diagnostic.Location.File);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Two_runs_at_once_on_the_same_file_both_succeed()
    {
        var path = Sample();
        var outcomes = new IngestOutcome[8];
        Parallel.For(0, outcomes.Length, index => outcomes[index] = Ingest(path).Outcome);
        Assert.DoesNotContain(IngestOutcome.Failed, outcomes);
        Assert.Single(_lake.Sources());
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_a_dead_run_left_is_cleared_and_what_it_was_replacing_is_put_back()
    {
        var sha256 = Ingest(Sample(), Blastogenesis).Manifest!.Sha256;
        var dead = _folder["lake/.tmp/0123456789abcdef"];
        Directory.CreateDirectory(dead);
        File.WriteAllText(dead + ".lock", "");
        Directory.Move(_folder["lake/sources/" + sha256], Path.Combine(dead, "replaced-" + sha256));

        Assert.Equal(IngestOutcome.Widened, Ingest(Sample(), CellFunction).Outcome);
        Assert.Equal(2, Assert.Single(_lake.Sources()).Accepted);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["lake/.tmp"]));
        Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Verify_finds_a_changed_byte_a_missing_file_and_a_wrong_count()
    {
        var sha256 = Ingest(Sample()).Manifest!.Sha256;
        var rates = _folder[$"lake/sources/{sha256}/rates.parquet"];
        var bytes = File.ReadAllBytes(rates);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(rates, bytes);
        Assert.Equal("LAKE003", Assert.Single(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken)).Code);
        File.Delete(rates);
        Assert.Contains("missing", Assert.Single(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_checks_every_source_whatever_is_wrong_with_another()
    {
        Ingest(Sample());
        Ingest(_folder.Write("other.json", PriceFiles.Two.Replace("Example", "Another", StringComparison.Ordinal)));
        var folders = Directory.GetDirectories(_folder["lake/sources"]).Order(StringComparer.Ordinal).ToList();
        File.AppendAllText(Path.Combine(folders[0], "codes.parquet"), "x");
        var manifest = Path.Combine(folders[1], "source.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"accepted\": 2", "\"accepted\": 3", StringComparison.Ordinal));
        Assert.Equal(2, LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void A_removed_source_is_gone_and_can_be_ingested_again()
    {
        var source = Ingest(Sample()).Manifest!;
        Assert.Equal(source.Sha256, Assert.Single(_lake.Named("prices.json")).Sha256);
        Assert.Equal(source.Sha256, Assert.Single(_lake.Named(source.Sha256[..8])).Sha256);
        Assert.Empty(_lake.Named(source.Sha256[..4]));
        Assert.True(_lake.Remove(source.Sha256));
        Assert.False(_lake.Remove(source.Sha256));
        Assert.Empty(_lake.Sources());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["lake/.tmp"]));
        Assert.Equal(IngestOutcome.Ingested, Ingest(Sample()).Outcome);
    }

    [Fact]
    public void A_gzip_file_cut_short_is_called_that_and_not_bad_JSON()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(PriceFiles.Many(200)));
        var path = _folder["cut.json.gz"];
        File.WriteAllBytes(path, packed.ToArray()[..(int)(packed.Length / 2)]);
        Assert.Equal("FILE003", Assert.Single(Ingest(path).Diagnostics).Code);
    }

    [Fact]
    public void JSON_cut_short_is_not_called_nested_too_deep()
    {
        var cut = Assert.Single(Ingest(_folder.Write("cut.json", PriceFiles.Two[..(PriceFiles.Two.Length / 2)])).Diagnostics);
        Assert.Equal("FILE008", cut.Code);
        Assert.Contains("ends too early", cut.Message, StringComparison.Ordinal);
        Assert.Contains("64 deep", Assert.Single(Ingest(_folder.Write("deep.json", PriceFiles.Two.TrimEnd()[..^1] + ",\"in_network\":[{\"bundled_codes\":" + new string('[', 100))).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_JSON_is_broken_the_line_is_counted()
    {
        var broken = Assert.Single(Ingest(_folder.Write("broken.json", "{\n\"in_network\":[\n{]}")).Diagnostics);
        Assert.Equal((3, 2, 18), (broken.Location.Line, broken.Location.Column, broken.Location.ByteOffset));
    }

    // Every file below the lake, with its digest; times don't count.
    List<string> Snapshot() =>
        [.. Directory.EnumerateFiles(_lake.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
}
