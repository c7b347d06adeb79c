using System.IO.Compression;
using System.Text;
using Assayer.Lake;
using Assayer.Tests.Rates.Files;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

public sealed class ArchiveTests : IAsyncDisposable
{
    static readonly byte[] Prices = Encoding.UTF8.GetBytes(PriceFiles.Two), More = Encoding.UTF8.GetBytes(PriceFiles.Many(5));

    readonly FetchingLake _lake = new();

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    string Zip(string name, params (string Name, byte[] Content)[] entries)
    {
        File.WriteAllBytes(_lake.Folder[name], ZipWriter.Write([.. entries.Select(entry => new ZipItem(entry.Name, entry.Content))]));
        return _lake.Folder[name];
    }

    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_of_one_and_the_plain_file_are_one_source(bool archiveFirst)
    {
        string[] paths = [Zip("prices.zip", ("prices.json", Prices)), _lake.Folder.Write("prices.json", PriceFiles.Two)];
        if (!archiveFirst) Array.Reverse(paths);
        Assert.Equal([IngestOutcome.Ingested, archiveFirst ? IngestOutcome.AlreadyThere : IngestOutcome.Alias], (await _lake.ReadAsync(paths)).Outcomes());
        Assert.Equal([IngestOutcome.AlreadyThere, IngestOutcome.AlreadyThere], (await _lake.ReadAsync(paths)).Outcomes());
        Assert.Equal(Path.GetFileName(Assert.Single(Directory.GetDirectories(_lake.Folder["lake/sources"]))), Assert.Single(_lake.Lake.Sources()).Sha256);
    }

    [Fact]
    public async Task Every_entry_is_a_source_and_what_is_nothing_that_is_read_is_passed_over()
    {
        var results = await _lake.ReadAsync(Zip("all.zip", ("a/prices.json", Prices), ("readme.txt", "Dear Sir or Madam,"u8.ToArray()), ("b/more.json.gz", Gzip(More)), ("broken.json", "{"u8.ToArray())));
        Assert.Equal([IngestOutcome.Ingested, IngestOutcome.PassedOver, IngestOutcome.Ingested, IngestOutcome.Failed], results.Outcomes());
        Assert.Equal(["all.zip/a/prices.json", "all.zip/b/more.json.gz"], _lake.Lake.Sources().Select(source => source.Name));
        Assert.Equal("FILE008", results[3].Refusal().Code);
        Assert.Empty(results[1].Diagnostics);
    }

    [Fact]
    public async Task A_compressed_entry_is_a_copy_of_the_plain_file()
    {
        var results = await _lake.ReadAsync(_lake.Folder.Write("prices.json", PriceFiles.Two), Zip("packed.zip", ("prices.json.gz", Gzip(Prices))));
        Assert.Equal([IngestOutcome.Ingested, IngestOutcome.Alias], results.Outcomes());
        Assert.Equal("packed.zip/prices.json.gz", Assert.Single(Assert.Single(_lake.Lake.Sources()).Copies).Name);
    }

    [Fact]
    public async Task An_archive_with_nothing_that_is_read_fails()
    {
        var results = await _lake.ReadAsync(Zip("notes.zip", ("a.txt", "Dear Sir,"u8.ToArray()), ("b.txt", "Dear Madam,"u8.ToArray())));
        Assert.Equal(["FILE007", "FILE007"], results.Select(result => result.Refusal().Code));
        Assert.Empty(_lake.Lake.Sources());
    }

    [Fact]
    public async Task An_unchanged_archive_at_an_address_is_not_sent_again()
    {
        var address = _lake.Serve("/all.zip", File.ReadAllBytes(Zip("all.zip", ("prices.json", Prices), ("more.json", More))));
        Assert.Equal([IngestOutcome.Ingested, IngestOutcome.Ingested], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal([IngestOutcome.AlreadyThere, IngestOutcome.AlreadyThere], (await _lake.ReadAsync(address)).Outcomes());
        Assert.Equal(("\"1\"", 2), (_lake.Server.Requests[^1]["If-None-Match"], _lake.Server.Requests.Count));
    }

    [Fact]
    public async Task A_dry_run_lists_the_entries_and_knows_those_that_are_there()
    {
        var path = Zip("all.zip", ("prices.json", Prices), ("more.json", More));
        await _lake.ReadAsync(Zip("all.zip", ("prices.json", Prices)));
        Zip("all.zip", ("prices.json", Prices), ("more.json", More));
        Assert.Equal(
            [new("all.zip/prices.json", "in-network", Prices.Length, null, true, null), new PlannedFile("all.zip/more.json", "in-network", More.Length, null, false, null)],
            await _lake.PlanAsync([path]));
    }
}
