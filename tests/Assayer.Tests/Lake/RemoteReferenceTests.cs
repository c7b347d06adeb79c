using System.Globalization;
using System.IO.Compression;
using System.Text;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>Provider references of structure 1 whose groups lie at a location outside the file.</summary>
public sealed class RemoteReferenceTests : IAsyncDisposable
{
    static readonly BillingCode Blastogenesis = new(BillingCodeType.Cpt, "86353");

    readonly FetchingLake _lake = new();

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    static string Groups(string ein, string npi = "1234567893") => $$$"""{"version":"1.0.0","provider_groups":[{"npi":[{{{npi}}}],"tin":{"type":"ein","value":"{{{ein}}}"}}]}""";

    static string Price(decimal amount, params int[] references) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"provider_references":[{{string.Join(',', references)}}],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":{{amount}},"expiration_date":"9999-12-31","service_code":["81"],"billing_class":"professional"}]}""");

    /// <summary>References 1, 2, … at these locations; each has a price for 86353, but the last, which only 86352 has.</summary>
    static string Prices(params IReadOnlyList<string> locations)
    {
        var references = locations.Select((location, index) => $$"""{"provider_group_id":{{index + 1}},"location":"{{location}}"}""");
        var prices = Enumerable.Range(1, locations.Count - 1).Select(id => Price(40 + id, id));
        return $$"""
            {"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"1.0.0","provider_references":[{{string.Join(',', references)}}],
            "in_network":[{{PriceFiles.Item("86353", string.Join(',', prices))}},{{PriceFiles.Item("86352", Price(99, locations.Count))}}]}
            """;
    }

    Task<IReadOnlyList<IngestResult>> ReadAsync(string path, bool offline = false) => _lake.ReadAsync([path], offline: offline, codes: CodeFilter.Of([Blastogenesis]));

    async Task<IngestResult> ReadOneAsync(string path, bool offline = false) => Assert.Single(await ReadAsync(path, offline));

    [Fact]
    public async Task Only_places_that_a_kept_price_uses_are_asked_and_each_once()
    {
        var (one, two, unused) = (_lake.Serve("/1.json", Groups("11-1111111")), _lake.Serve("/2.json", Groups("222222222", "1003000126")), _lake.Serve("/3.json", Groups("333333333")));
        var result = await ReadOneAsync(_lake.Folder.Write("rates.json", Prices(one, one, two, two, one, unused)));
        Assert.Equal((IngestOutcome.Ingested, 0, 0), (result.Outcome, result.Manifest!.RemoteReferences, result.Manifest.UndefinedReferences));
        Assert.Empty(result.Diagnostics);
        Assert.Equal((1, 1, 0), (_lake.Server.CountOf("/1.json"), _lake.Server.CountOf("/2.json"), _lake.Server.CountOf("/3.json")));
        Assert.Equal(["ein 11-1111111", "ein 222222222"], _lake.RowsOf("provider_groups", "tin_type, tin"));
        Assert.Equal(["1003000126", "1234567893"], _lake.RowsOf("npis", "npi"));
        Assert.Empty(_lake.RowsOf("unresolved", "reference"));

        using var reader = new LakeReader(_lake.Lake);
        var file = Assert.Single(reader.RatesOf(Blastogenesis).Files);
        Assert.Equal(0, file.File.UnresolvedReferences);
        var tins = file.Rows.Select(row => file.Groups[Assert.Single(file.References[Assert.Single(file.ProviderSets[row.ProviderSet].References)]).Group!.Value].Tin);
        Assert.Equal(["11-1111111", "11-1111111", "222222222", "222222222", "11-1111111"], tins);
    }

    [Fact]
    public async Task What_cannot_be_had_is_listed_and_a_later_run_completes_the_source()
    {
        var one = _lake.Serve("/1.json", Groups("111111111"));
        var path = _lake.Folder.Write("rates.json", Prices(one, _lake.At("/2.json"), _lake.At("/3.json"), _lake.At("/3.json"), one));
        var first = await ReadOneAsync(path);
        Assert.Equal((IngestOutcome.Ingested, 3), (first.Outcome, first.Manifest!.RemoteReferences));
        Assert.Equal(["RATE021", "RATE036"], first.Diagnostics.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["2 /2.json FILE023", "3 /3.json FILE023", "4 /3.json FILE023"], _lake.RowsOf("unresolved", "reference, '/' || parse_filename(location), code"));
        Assert.All(_lake.RowsOf("unresolved", "message"), message => Assert.Contains("404", message, StringComparison.Ordinal));
        Assert.Equal(["111111111"], _lake.RowsOf("provider_groups", "tin"));

        var again = await ReadOneAsync(path);
        Assert.Equal((IngestOutcome.AlreadyThere, 3), (again.Outcome, again.Manifest!.RemoteReferences));
        Assert.All(again.Diagnostics, diagnostic => Assert.Equal("RATE036", diagnostic.Code));
        Assert.Equal(2, again.Diagnostics.Count);

        _lake.Serve("/2.json", Groups("222222222"));
        var partly = await ReadOneAsync(path);
        Assert.Equal((IngestOutcome.Widened, 2), (partly.Outcome, partly.Manifest!.RemoteReferences));
        _lake.Serve("/3.json", Groups("333333333"));
        var whole = await ReadOneAsync(path);
        Assert.Equal((IngestOutcome.Widened, 0), (whole.Outcome, whole.Manifest!.RemoteReferences));
        Assert.Equal(["111111111", "222222222", "333333333"], _lake.RowsOf("provider_groups", "tin"));
        Assert.Empty(_lake.RowsOf("unresolved", "reference"));

        var requests = _lake.Server.Requests.Count;
        Assert.Equal(IngestOutcome.AlreadyThere, (await ReadOneAsync(path)).Outcome);
        Assert.Equal(requests, _lake.Server.Requests.Count);
    }

    [Fact]
    public async Task A_source_from_an_address_is_completed_too()
    {
        var address = _lake.Serve("/files/rates.json", Prices("groups/1.json", "unused.json"));
        Assert.Equal(1, (await ReadOneAsync(address)).Manifest!.RemoteReferences);
        var again = await ReadOneAsync(address);
        Assert.Equal((IngestOutcome.AlreadyThere, "RATE036"), (again.Outcome, Assert.Single(again.Diagnostics).Code));
        Assert.Equal((2, 2), (_lake.Server.CountOf("/files/rates.json"), _lake.Server.CountOf("/files/groups/1.json"))); // the file is not sent again for what still can't be had
        _lake.Serve("/files/groups/1.json", Groups("111111111")); // relative to the file's address
        var completed = await ReadOneAsync(address);
        Assert.Equal((IngestOutcome.Widened, 0), (completed.Outcome, completed.Manifest!.RemoteReferences));
        Assert.Equal(IngestOutcome.AlreadyThere, (await ReadOneAsync(address)).Outcome);
    }

    [Fact]
    public async Task A_copy_whose_references_can_be_had_completes_its_original()
    {
        var text = Prices(_lake.At("/1.json"), _lake.At("/unused.json"));
        var original = await ReadOneAsync(_lake.Folder.Write("rates.json", text));
        _lake.Serve("/1.json", Groups("111111111"));
        using (var gzip = new GZipStream(File.Create(_lake.Folder["rates.json.gz"]), CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        Assert.Equal(IngestOutcome.Widened, (await ReadOneAsync(_lake.Folder["rates.json.gz"])).Outcome);
        var source = Assert.Single(_lake.Lake.Sources());
        Assert.Equal((original.Manifest!.Sha256, 0, 1), (source.Sha256, source.RemoteReferences, source.Copies.Count));
    }

    [Fact]
    public async Task A_place_with_something_else_is_no_answer()
    {
        var path = _lake.Folder.Write("rates.json", Prices(_lake.Serve("/1.json", """{"error":"expired"}"""), _lake.Serve("/2.json", "<html>"), _lake.Serve("/3.json", Groups("111111111")), "unused.json"));
        Assert.Equal(2, (await ReadOneAsync(path)).Manifest!.RemoteReferences);
        Assert.Equal(["1 FILE009", "2 FILE008"], _lake.RowsOf("unresolved", "reference, code"));
        Assert.Equal(IngestOutcome.AlreadyThere, (await ReadOneAsync(path)).Outcome);
    }

    [Fact]
    public async Task Files_beside_a_file_on_disk_are_read_and_no_others()
    {
        Directory.CreateDirectory(_lake.Folder["given/groups"]);
        var outside = _lake.Folder.Write("outside.json", Groups("999999999"));
        _lake.Folder.Write("given/groups/1.json", Groups("111111111"));
        _lake.Folder.Write("given/2.json", Groups("222222222"));
        var path = _lake.Folder.Write("given/rates.json", Prices("groups/1.json", "./2.json", "../outside.json", outside, new Uri(outside).AbsoluteUri, "ftp://127.0.0.1/1.json", "missing.json", "unused.json"));
        var result = await ReadOneAsync(path, offline: true);
        Assert.Equal(5, result.Manifest!.RemoteReferences);
        Assert.Equal(["111111111", "222222222"], _lake.RowsOf("provider_groups", "tin"));
        Assert.Equal(["3 FILE010", "4 FILE010", "5 FILE010", "6 FILE010", "7 FILE010"], _lake.RowsOf("unresolved", "reference, code"));
    }

    [Fact]
    public async Task Offline_no_reference_is_asked_and_a_run_that_may_completes_the_source()
    {
        var path = _lake.Folder.Write("rates.json", Prices(_lake.Serve("/1.json", Groups("111111111")), "unused.json"));
        Assert.Equal(1, (await ReadOneAsync(path, offline: true)).Manifest!.RemoteReferences);
        Assert.Empty(_lake.Server.Requests);
        Assert.Contains("--offline", Assert.Single(_lake.RowsOf("unresolved", "message")), StringComparison.Ordinal);
        Assert.Equal(IngestOutcome.AlreadyThere, (await ReadOneAsync(path, offline: true)).Outcome);
        Assert.Equal((IngestOutcome.Widened, 0), ((await ReadOneAsync(path)).Outcome, Assert.Single(_lake.Lake.Sources()).RemoteReferences));
    }
}
