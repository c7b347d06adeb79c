using System.Diagnostics;
using System.Text.Json;
using Assayer.Tests.Lake;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Cli;

/// <summary>The program as a user has it: a process with arguments, two streams and an exit code.</summary>
public sealed class CommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<CommandLine.Run> Run(params string[] arguments) => CommandLine.RunAsync(_folder.Path, arguments);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("rates")]
    [InlineData("rates", "8635")]
    [InlineData("rates", "86353", "--lake", "nowhere")]
    [InlineData("rates", "86353", "--as-of", "yesterday")]
    [InlineData("publish", "86353", "--format", "docx")]
    [InlineData("ingest")]
    [InlineData("sample", "--out", "x", "--scale", "much")]
    [InlineData("lake")]
    [InlineData("rates", "86353", "--json", "--csv")]
    [InlineData("ingest", "x.json", "--codes", "codes.txt")]
    public async Task Wrong_usage_exits_2_and_says_what_to_write(params string[] arguments)
    {
        var run = await Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("assayer: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("publish", "--help")]
    [InlineData("ingest", "--help")]
    [InlineData("rates", "--help")]
    [InlineData("lake", "verify", "--help")]
    [InlineData("sample", "--help")]
    public async Task Help_is_a_result(params string[] arguments)
    {
        var run = await Run(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_lake_publish_reports_on_the_sample_and_says_so()
    {
        var run = await Run("publish", "86353");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SYNTHETIC", run.Error, StringComparison.Ordinal);
        foreach (var file in (string[])["site/86353.html", "site/86353.pdf", "site/86353.md", "site/86353.json", "site/86353/series.csv", "site/86353/rows.csv"])
            Assert.True(File.Exists(_folder[file]), file);
        Assert.Contains("ynthetic", File.ReadAllText(_folder["site/86353.html"]), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "*.unfinished", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Skia_is_loaded_for_a_PDF_only()
    {
        // The program as it is, but for a library that can't be loaded.
        var program = Directory.CreateDirectory(_folder["program"]).FullName;
        foreach (var entry in new DirectoryInfo(AppContext.BaseDirectory).EnumerateFileSystemInfos())
        {
            var path = Path.Combine(program, entry.Name);
            if (entry.Name.StartsWith("assayer.", StringComparison.Ordinal)) File.Copy(entry.FullName, path);
            else if (entry.Name == "SkiaSharp.dll") File.WriteAllText(path, "");
            else if (entry is DirectoryInfo) Directory.CreateSymbolicLink(path, entry.FullName);
            else File.CreateSymbolicLink(path, entry.FullName);
        }
        Assert.True(File.Exists(Path.Combine(program, "SkiaSharp.dll")));
        async Task<int> ExitCode(params string[] arguments)
        {
            using var process = CommandLine.StartIn(program, _folder.Path, arguments);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        }
        Assert.Equal(0, await ExitCode("publish", "86353", "--format", "html,md,json,csv"));
        Assert.NotEqual(0, await ExitCode("publish", "86353", "--format", "pdf"));
    }

    [Fact]
    public async Task Ingest_prints_what_it_did_for_machines()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        _folder.Write("broken.json", "{");
        var run = await Run("ingest", "prices.json", "broken.json", "missing.json", "--json");
        Assert.Equal(1, run.ExitCode);
        using var results = JsonDocument.Parse(run.Output);
        string[] members = ["source", "kind", "schema", "payer", "asOf", "bytes", "rowsRead", "accepted", "rejected", "warnings", "seconds"];
        Assert.All(results.RootElement.EnumerateArray(), result => Assert.All(members, member => Assert.True(result.TryGetProperty(member, out _), member)));
        var first = results.RootElement[0];
        Assert.Equal(("in-network", "1.x", "Example Plan", "2026-01-01", 2), (first.GetProperty("kind").GetString(), first.GetProperty("schema").GetString(), first.GetProperty("payer").GetString(), first.GetProperty("asOf").GetString(), first.GetProperty("accepted").GetInt32()));
        Assert.Equal(["ingested", "failed", "failed"], results.RootElement.EnumerateArray().Select(result => result.GetProperty("outcome").GetString()));
        Assert.Contains("FILE008", run.Error, StringComparison.Ordinal);
        Assert.Contains("FILE010", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_alone_exit_0()
    {
        _folder.Write("prices.json", PriceFiles.Two.Replace("40", "-40", StringComparison.Ordinal));
        var run = await Run("ingest", "prices.json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 rejected", run.Output, StringComparison.Ordinal);
        Assert.Contains("RATE005", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_prints_the_series_for_machines()
    {
        _folder.Write("prices.json", PriceFiles.Many(12));
        await Run("ingest", "prices.json");
        var run = await Run("rates", "86353", "--json");
        Assert.Equal(0, run.ExitCode);
        using var rates = JsonDocument.Parse(run.Output);
        var root = rates.RootElement;
        string[] members = ["schema", "code", "asOf", "synthetic", "medicare", "series", "waterfall", "sources", "notAvailable"];
        Assert.All(members, member => Assert.True(root.TryGetProperty(member, out _), member));
        string[] ofSeries =
        [
            "payer", "payerAsFiled", "sourceKind", "network", "component", "modifiers", "billingClass", "setting", "placeOfServiceClass", "negotiatedType", "arrangement", "unit", "weighting", "state",
            "entities", "unresolvedEntities", "observations", "multipleAmounts", "min", "p10", "p25", "p50", "p75", "p90", "max", "mean", "percentOfMedicareP50", "sources",
        ];
        var series = root.GetProperty("series")[0];
        Assert.All(ofSeries, member => Assert.True(series.TryGetProperty(member, out _), member));
        Assert.Equal(12, series.GetProperty("entities").GetInt32());
        Assert.Equal(20.55, series.GetProperty("p50").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, series.GetProperty("percentOfMedicareP50").ValueKind);
        Assert.Equal(root.GetProperty("sources")[0].GetProperty("id").GetString(), series.GetProperty("sources")[0].GetString());
    }

    [Fact]
    public async Task Rates_of_one_payer_are_found_by_any_of_its_names()
    {
        _folder.Write("prices.json", PriceFiles.Many(12).Replace("Example Plan", "UnitedHealthcare Insurance Company", StringComparison.Ordinal));
        await Run("ingest", "prices.json");
        Assert.Contains("UnitedHealthcare", (await Run("rates", "86353", "--payer", "UHC", "--csv")).Output, StringComparison.Ordinal);
        Assert.Single((await Run("rates", "86353", "--payer", "Aetna", "--csv")).Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Filtered_rates_say_what_the_filters_leave_out()
    {
        _folder.Write("prices.json", PriceFiles.Many(12));
        await Run("ingest", "prices.json");
        var none = await Run("rates", "86353", "--payer", "Aetna");
        Assert.Contains("No series is of this payer, setting and state.", none.Output, StringComparison.Ordinal);
        Assert.Contains("of all payers, settings and states:", none.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("of all payers, settings and states:", (await Run("rates", "86353")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_with_a_damaged_manifest_can_be_removed()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        await Run("ingest", "prices.json");
        var manifest = Directory.EnumerateFiles(_folder["lake/sources"], "source.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(manifest, "{");
        var digits = Path.GetFileName(Path.GetDirectoryName(manifest))![..12];
        Assert.Contains($"assayer lake remove {digits}", (await Run("lake", "list")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("lake", "remove", digits)).ExitCode);
        Assert.Empty(Directory.EnumerateDirectories(_folder["lake/sources"]));
    }

    [Fact]
    public async Task Verify_fails_when_a_byte_changed()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        await Run("ingest", "prices.json");
        Assert.Equal(0, (await Run("lake", "verify")).ExitCode);
        var part = Directory.EnumerateFiles(_folder["lake/sources"], "codes.parquet", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(part);
        bytes[10] ^= 1;
        File.WriteAllBytes(part, bytes);
        var run = await Run("lake", "verify");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("LAKE003", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_stays_in_its_folder_whatever_the_code_is()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        await Run("ingest", "prices.json");
        var run = await Run("publish", "LOCAL:x/../../../escape", "NDC:0002-7510/01", "LOCAL:" + new string('A', 400), "--format", "json", "--out", "a/b");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, Directory.GetFiles(_folder["a/b"]).Length);
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories).Count(file => file.Contains("/b/", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFiles(_folder["a"]));
    }

    [Fact]
    public async Task A_damaged_lake_is_a_message_and_not_a_crash()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        await Run("ingest", "prices.json");
        using (var stream = File.OpenWrite(Directory.EnumerateFiles(_folder["lake/sources"], "rates.parquet", SearchOption.AllDirectories).Single())) stream.SetLength(100);
        var run = await Run("rates", "86353");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("assayer lake verify", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_too_large_for_a_table_leaves_out_its_row()
    {
        _folder.Write("clfs.csv", "2025 Clinical Diagnostic Laboratory Fee Schedule\nYEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE\n2025,86353,,20250101,N,99999999999999999999\n2025,86352,,20250101,N,00135.86\n");
        var run = await Run("ingest", "clfs.csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 row kept, 1 rejected", run.Output, StringComparison.Ordinal);
        Assert.Contains("MED001", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_nobody_knows_still_gets_a_report()
    {
        _folder.Write("prices.json", PriceFiles.Two);
        await Run("ingest", "prices.json");
        var run = await Run("publish", "MS-DRG:001", "J9999", "--format", "html,json");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_folder["site/MS-DRG-001.html"]));
        Assert.Contains("Data not available in the input", File.ReadAllText(_folder["site/J9999.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ingest prices.json --lake other")]
    [InlineData("publish --all --lake lake --out site")]
    public async Task Shows_how_far_it_is_on_a_terminal(string command)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "Needs script(1), which gives a program a terminal.");
        Assert.Equal(0, (await Run("ingest", _folder.Write("prices.json", PriceFiles.Two), "--lake", "lake")).ExitCode);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "assayer.dll")}' {command}", _folder["terminal"]])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var shown = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, shown);
        Assert.Contains("\u001b[", shown, StringComparison.Ordinal);
    }
}
