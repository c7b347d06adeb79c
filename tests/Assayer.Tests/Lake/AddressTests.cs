using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Rates.Files;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

public sealed class AddressTests : IAsyncDisposable
{
    static readonly byte[] Prices = Encoding.UTF8.GetBytes(PriceFiles.Many(500));

    readonly FetchingLake _lake = new();

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    [Fact]
    public async Task The_same_bytes_give_the_same_source_from_an_address_and_from_a_file()
    {
        await using var other = new FetchingLake();
        var fetched = Assert.Single(await _lake.ReadAsync(_lake.Serve("/rates.json", Prices))).Manifest!;
        var read = Assert.Single(await other.ReadAsync(other.Folder.Write("rates.json", PriceFiles.Many(500)))).Manifest!;
        Assert.Equal((read.Name, read.Sha256, read.RowsDigest, read.Accepted), (fetched.Name, fetched.Sha256, fetched.RowsDigest, fetched.Accepted));
        Assert.Equal(read.Parts, fetched.Parts);
        Assert.Equal([fetched.Sha256], Directory.EnumerateDirectories(_lake.Folder["lake/sources"]).Select(Path.GetFileName));
        Assert.Equal([IngestOutcome.AlreadyThere], (await _lake.ReadAsync(other.Folder["rates.json"])).Outcomes());
    }

    [Fact]
    public async Task An_unchanged_address_is_not_sent_again()
    {
        var address = _lake.Serve("/rates.json", Prices);
        await _lake.ReadAsync(address);
        Assert.DoesNotContain(Directory.EnumerateFiles(_lake.Lake.DownloadsPath, "*", SearchOption.AllDirectories), file => new FileInfo(file).Length >= Prices.Length);
        Assert.Equal([IngestOutcome.AlreadyThere], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal(("\"1\"", 2), (_lake.Server.Requests[^1]["If-None-Match"], _lake.Server.Requests.Count));
    }

    [Fact]
    public async Task An_unchanged_copy_is_not_sent_again()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Prices);
        var address = _lake.Serve("/rates.json.gz", packed.ToArray());
        await _lake.ReadAsync(_lake.Folder.Write("rates.json", PriceFiles.Many(500)));
        Assert.Equal([IngestOutcome.Alias], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal([IngestOutcome.AlreadyThere], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal(2, _lake.Server.Requests.Count);
    }

    [Fact]
    public async Task An_unchanged_address_is_sent_again_when_its_source_was_removed_and_when_it_lacks_codes()
    {
        var address = _lake.Serve("/rates.json", PriceFiles.Two);
        await _lake.ReadAsync([address], codes: CodeFilter.Of([new(BillingCodeType.Cpt, "86353")]));
        Assert.Equal([IngestOutcome.Widened], (await _lake.ReadAsync(address)).Outcomes());
        _lake.Lake.Remove(Assert.Single(_lake.Lake.Sources()).Sha256);
        Assert.Equal([IngestOutcome.Ingested], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal(2, Assert.Single(_lake.Lake.Sources()).Accepted);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)] // a later run goes on
    public async Task What_was_cut_is_gone_on_with(int retries)
    {
        _lake.Retries = retries;
        _lake.Server.Route("/rates.json", request => LoopbackReply.File(request, Prices) with { CutAfter = request.Number == 1 ? 40_000 : null });
        if (retries == 0)
        {
            Assert.Equal("FILE025", Assert.Single(await _lake.ReadAsync(_lake.At("/rates.json"))).Refusal().Code);
            Assert.Empty(_lake.Lake.Sources());
        }
        Assert.Equal([IngestOutcome.Ingested], (await _lake.ReadAsync(_lake.At("/rates.json"))).Outcomes());
        Assert.Equal("bytes=40000-", _lake.Server.Requests[^1]["Range"]);
        Assert.Equal([IngestOutcome.AlreadyThere], (await _lake.ReadAsync(_lake.Folder.Write("rates.json", PriceFiles.Many(500)))).Outcomes());
    }

    [Fact]
    public async Task An_address_that_fails_keeps_no_other_from_being_read()
    {
        (string Path, int Status, string Code)[] failing = [("/403", 403, "FILE022"), ("/404", 404, "FILE023"), ("/500", 500, "FILE024")];
        foreach (var (path, status, _) in failing) _lake.Server.Route(path, _ => LoopbackReply.Of(status));
        _lake.Server.Route("/lies", _ => new() { Body = Prices, Announced = Prices.Length + 100 });
        var results = await _lake.ReadAsync([.. failing.Select(one => _lake.At(one.Path)), _lake.At("/lies"), "ftp://127.0.0.1/rates.json", _lake.Folder["missing.json"], _lake.Serve("/rates.json", Prices)]);
        Assert.Equal([.. failing.Select(one => one.Code), "FILE025", "FILE010", "FILE010"], results.SkipLast(1).Select(result => result.Refusal().Code));
        Assert.Equal(IngestOutcome.Ingested, results[^1].Outcome);
        Assert.Equal("rates.json", Assert.Single(_lake.Lake.Sources()).Name);
    }

    [Fact]
    public async Task Offline_no_address_is_asked()
    {
        var result = Assert.Single(await _lake.ReadAsync([_lake.Serve("/rates.json", Prices)], offline: true));
        Assert.Contains("--offline", result.Refusal().Message, StringComparison.Ordinal);
        Assert.Empty(_lake.Server.Requests);
    }

    [Fact]
    public async Task An_address_given_twice_is_read_once()
    {
        var address = _lake.Serve("/rates.json", Prices);
        Assert.Single(await _lake.ReadAsync(address, address));
        Assert.Single(_lake.Server.Requests);
    }

    [Fact]
    public async Task The_command_exits_1_where_one_address_fails_and_reads_the_others()
    {
        var run = await Run("ingest", _lake.At("/missing.json?signature=hush"), _lake.Serve("/rates.json", Prices), "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FILE023", run.Error, StringComparison.Ordinal);
        using var results = JsonDocument.Parse(run.Output);
        Assert.Equal(["failed", "ingested"], results.RootElement.EnumerateArray().Select(result => result.GetProperty("outcome").GetString()));
        Assert.DoesNotContain("hush", run.Output + run.Error, StringComparison.Ordinal);

        var offline = await Run("ingest", _lake.At("/rates.json"), "--offline");
        Assert.Equal(1, offline.ExitCode);
        Assert.Equal(2, _lake.Server.Requests.Count);
    }

    [Fact]
    public async Task A_dry_run_prints_what_it_would_read_for_machines()
    {
        var run = await Run("ingest", _lake.Serve("/rates.json", Prices), _lake.At("/missing.json"), "--dry-run", "--json");
        Assert.Equal(1, run.ExitCode);
        using var planned = JsonDocument.Parse(run.Output);
        var (first, second) = (planned.RootElement[0], planned.RootElement[1]);
        Assert.Equal((_lake.At("/rates.json"), "in-network", Prices.Length, false), (first.GetProperty("source").GetString(), first.GetProperty("kind").GetString(), first.GetProperty("bytes").GetInt32(), first.GetProperty("isThere").GetBoolean()));
        Assert.NotNull(second.GetProperty("problem").GetString());
        Assert.False(_lake.Lake.Exists);
    }

    [Fact]
    public async Task Sources_are_removed_by_name_or_digits_and_not_by_a_guess()
    {
        Directory.CreateDirectory(_lake.Folder["older"]);
        await _lake.ReadAsync(
            _lake.Folder.Write("rates.json", PriceFiles.Two), _lake.Folder.Write("older/rates.json", PriceFiles.Two.Replace("2026-01-01", "2025-01-01", StringComparison.Ordinal)), _lake.Folder.Write("other.json", PriceFiles.Many(3)));
        var kept = _lake.Lake.Sources().Single(source => source is { Name: "rates.json", Date.Year: 2026 });

        var ambiguous = await Run("lake", "remove", "rates.json");
        Assert.Equal(2, ambiguous.ExitCode);
        Assert.Contains(kept.Sha256[..12], ambiguous.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("lake", "remove", "other.json", "nothing.json")).ExitCode);
        Assert.Equal(3, _lake.Lake.Sources().Count); // all are found before the first is removed

        Assert.Equal(0, (await Run("lake", "remove", "other.json")).ExitCode);
        var older = _lake.Lake.Sources().Single(source => source.Date?.Year == 2025);
        var byDigits = await Run("lake", "remove", older.Sha256[..12]);
        Assert.Equal(0, byDigits.ExitCode);
        Assert.Contains("removed", byDigits.Output, StringComparison.Ordinal);
        Assert.Equal(kept.Sha256, Assert.Single(_lake.Lake.Sources()).Sha256);
        Assert.True(File.Exists(_lake.Folder["older/rates.json"]));
    }

    Task<CommandLine.Run> Run(params string[] arguments) => CommandLine.RunAsync(_lake.Folder.Path, [.. arguments, "--lake", "lake"]);
}
