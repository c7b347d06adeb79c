using System.Globalization;
using System.Security.Cryptography;
using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Tests.Rates.Files;

public sealed class DownloaderTests : IAsyncDisposable
{
    static readonly byte[] Content = Noise(1, 300_000);
    static readonly byte[] Other = Noise(2, 310_000);

    readonly string _cache = Directory.CreateTempSubdirectory("assayer-cache-").FullName;
    readonly LoopbackServer _server = new();
    readonly ImpatientTime _time = new();
    readonly List<Downloader> _downloaders = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _downloaders.ForEach(downloader => downloader.Dispose());
        Directory.Delete(_cache, recursive: true);
    }

    [Fact]
    public async Task Downloads_a_file_with_what_is_known_of_it()
    {
        _server.Route("/files/2025-07-01_rates.json", request => LoopbackReply.File(request, Content) with { Headers = [("ETag", "\"1\""), ("Last-Modified", "Tue, 01 Jul 2025 08:00:00 GMT")] });
        var file = await FetchAsync("/files/2025-07-01_rates.json?x-sig=1");
        Assert.Equal(Content, await File.ReadAllBytesAsync(file.Path!, Cancellation));
        Assert.Equal(("2025-07-01_rates.json", "\"1\"", Content.Length, false), (file.Name, file.ETag, file.Length, file.IsUnchanged));
        Assert.Equal(new DateTimeOffset(2025, 7, 1, 8, 0, 0, TimeSpan.Zero), file.LastModified);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), file.Sha256);
        Assert.Equal("2025-07-01_rates.json", Assert.Single(InputFile.At(file.Path!)).Name);
        Assert.Equal("identity", _server.Requests[0]["Accept-Encoding"]);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again_though_its_body_was_released()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content));
        var first = await FetchAsync("/rates.json");
        var second = await FetchAsync("/rates.json"); // by another downloader, as in a later run
        Assert.Equal((true, first.Path), (second.IsUnchanged, second.Path));
        Downloader.Release(second);
        var third = await FetchAsync("/rates.json");
        Assert.Equal((true, first.Sha256, first.Length, null), (third.IsUnchanged, third.Sha256, third.Length, third.Path));
        Assert.Equal("\"1\"", _server.Requests[^1]["If-None-Match"]);
        NewDownloader().Forget(_server.At("/rates.json"));
        var fourth = await FetchAsync("/rates.json");
        Assert.Equal((false, Content.Length), (fourth.IsUnchanged, new FileInfo(fourth.Path!).Length));
    }

    [Fact]
    public async Task A_changed_file_replaces_the_one_before()
    {
        _server.Route("/rates.json", request => request.Number == 1 ? LoopbackReply.File(request, Content) : LoopbackReply.File(request, Other, "\"2\""));
        await FetchAsync("/rates.json");
        var file = await FetchAsync("/rates.json");
        Assert.False(file.IsUnchanged);
        Assert.Equal(Other, await File.ReadAllBytesAsync(file.Path!, Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Goes_on_where_a_transfer_was_cut_or_stalled(bool stalls)
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { CutAfter = request.Number < 4 ? 70_000 : null, Stalls = stalls && request.Number < 4 });
        await AssertFetchedAsync("/rates.json", Content, new() { Retries = 1, IdleLimit = TimeSpan.FromSeconds(1) }); // each attempt gains bytes
        Assert.Equal([null, "bytes=70000-", "bytes=140000-", "bytes=210000-"], _server.Requests.Select(request => request["Range"]));
        Assert.Equal([null, "\"1\"", "\"1\"", "\"1\""], _server.Requests.Select(request => request["If-Range"]));
    }

    [Fact]
    public async Task Goes_on_in_a_later_run()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { CutAfter = request.Number == 1 ? 70_000 : null });
        Assert.Equal("FILE025", await RefusedAsync("/rates.json", new() { Retries = 0 }));
        await AssertFetchedAsync("/rates.json", Content);
        Assert.Equal("bytes=70000-", _server.Requests[^1]["Range"]);
        Assert.Empty(Directory.EnumerateFiles(_cache, "*.part*"));
    }

    [Fact]
    public async Task A_part_that_was_complete_when_the_run_was_killed_is_used()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { CutAfter = request.Number == 1 ? 70_000 : null });
        await RefusedAsync("/rates.json", new() { Retries = 0 });
        await File.WriteAllBytesAsync(Assert.Single(Directory.EnumerateFiles(_cache, "*.part")), Content, Cancellation);
        await AssertFetchedAsync("/rates.json", Content);
        Assert.Equal($"bytes={Content.Length - 1}-", _server.Requests[^1]["Range"]);
    }

    [Fact]
    public async Task A_file_that_changed_between_cut_and_resume_comes_anew()
    {
        _server.Route("/rates.json", request => request.Number == 1 ? LoopbackReply.File(request, Content) with { CutAfter = 70_000 } : LoopbackReply.File(request, Other, "\"2\""));
        await AssertFetchedAsync("/rates.json", Other);
        Assert.Equal(2, _server.CountOf("/rates.json"));
    }

    [Theory]
    [InlineData("bytes 60000-299999/300000", "\"1\"")]
    [InlineData("bytes 70000-299999/310000", "\"1\"")]
    [InlineData("bytes 70000-100000/300000", "\"1\"")]
    [InlineData("lines 70000-299999/300000", "\"1\"")]
    [InlineData("bytes 70000-299999/300000", "\"2\"")]
    public async Task A_part_that_does_not_fit_is_not_taken(string range, string tag)
    {
        _server.Route("/rates.json", request => request.Number switch
        {
            1 => LoopbackReply.File(request, Content) with { CutAfter = 70_000 },
            2 => new() { Status = 206, Body = Other[70_000..300_000], Headers = [("ETag", tag), ("Content-Range", range)] },
            _ => LoopbackReply.File(request, Other, "\"2\""),
        });
        await AssertFetchedAsync("/rates.json", Other);
        Assert.Null(_server.Requests[^1]["Range"]);
    }

    [Theory]
    [InlineData("ETag", "W/\"1\"")]
    [InlineData("X-Nothing", "1")]
    public async Task Without_a_strong_validator_it_starts_again(string header, string value)
    {
        _server.Route("/rates.json", request => new() { Body = Content, Headers = [(header, value)], CutAfter = request.Number == 1 ? 70_000 : null });
        await AssertFetchedAsync("/rates.json", Content);
        Assert.All(_server.Requests, request => Assert.Null(request["Range"]));
    }

    [Fact]
    public async Task A_date_of_change_long_before_the_response_is_a_strong_validator()
    {
        _server.Route("/rates.json", request => new()
        {
            Status = request["Range"] is null ? 200 : 206,
            Body = request["Range"] is null ? Content : Content[70_000..],
            Headers = [("Last-Modified", "Tue, 01 Jul 2025 08:00:00 GMT"), ("Date", "Wed, 02 Jul 2025 08:00:00 GMT"), .. request["Range"] is null ? [] : ((string, string)[])[("Content-Range", "bytes 70000-299999/300000")]],
            CutAfter = request.Number == 1 ? 70_000 : null,
        });
        await AssertFetchedAsync("/rates.json", Content);
        Assert.Equal("Tue, 01 Jul 2025 08:00:00 GMT", _server.Requests[1]["If-Range"]);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_is_read_from_the_beginning()
    {
        _server.Route("/rates.json", request => new() { Body = Content, Headers = [("ETag", "\"1\"")], CutAfter = request.Number == 1 ? 70_000 : null });
        await AssertFetchedAsync("/rates.json", Content);
        Assert.Equal("bytes=70000-", _server.Requests[1]["Range"]);
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(10)]
    [InlineData(300_001)]
    [InlineData(1_000_000)]
    public async Task A_length_that_is_a_lie_never_makes_a_file(long announced)
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { Announced = announced });
        Assert.Equal("FILE025", await RefusedAsync("/rates.json", new() { Retries = 2 }));
        Assert.Empty(Directory.EnumerateDirectories(_cache));
        Assert.InRange(_server.CountOf("/rates.json"), 3, 5); // where the rest of a part isn't there, the file is asked for again at once
    }

    [Fact]
    public async Task A_length_that_is_a_lie_once_does_no_harm()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { Announced = request.Number == 1 ? 1000 : null });
        await AssertFetchedAsync("/rates.json", Content);
    }

    [Fact]
    public async Task A_length_that_is_not_announced_is_found()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { Announced = -1 });
        await AssertFetchedAsync("/rates.json", Content);
    }

    [Fact]
    public async Task A_connection_that_the_server_keeps_open_is_not_waited_for()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { Stalls = true });
        await AssertFetchedAsync("/rates.json", Content);
    }

    [Fact]
    public async Task Reads_chunks_and_notices_where_one_is_missing()
    {
        // RFC 9112, section 7.1
        byte[] chunks = [.. "6\r\nHello \r\n"u8, .. "5\r\nworld\r\n"u8, .. "0\r\n\r\n"u8];
        _server.Route("/text", request => new() { Body = chunks, Announced = -1, Headers = [("Transfer-Encoding", "chunked")], CutAfter = request.Number == 1 ? chunks.Length - 5 : null });
        await AssertFetchedAsync("/text", "Hello world"u8.ToArray());
        Assert.Equal(2, _server.CountOf("/text"));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Tries_again_what_passes(int status)
    {
        _server.Route("/rates.json", request => request.Number < 3 ? LoopbackReply.Of(status) : LoopbackReply.File(request, Content));
        await AssertFetchedAsync("/rates.json", Content);
        Assert.InRange(_time.Waits[0].TotalSeconds, 0.5, 1);
        Assert.InRange(_time.Waits[1].TotalSeconds, 1, 2);
    }

    [Theory]
    [InlineData(400, "FILE024")]
    [InlineData(401, "FILE022")]
    [InlineData(403, "FILE022")]
    [InlineData(404, "FILE023")]
    [InlineData(410, "FILE023")]
    public async Task Does_not_try_again_what_does_not_pass(int status, string code)
    {
        _server.Route("/rates.json", _ => LoopbackReply.Of(status));
        Assert.Equal(code, await RefusedAsync("/rates.json"));
        Assert.Equal(1, _server.CountOf("/rates.json"));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Gives_up_after_so_many_retries()
    {
        _server.Route("/rates.json", _ => LoopbackReply.Of(503));
        Assert.Equal("FILE024", await RefusedAsync("/rates.json", new() { Retries = 3 }));
        Assert.Equal(4, _server.CountOf("/rates.json"));
    }

    [Theory]
    [InlineData("7", 7, 7)]
    [InlineData("86400", 300, 300)] // within reason
    [InlineData("date", 80, 90)]
    public async Task Waits_as_long_as_the_server_asks(string retryAfter, int least, int most)
    {
        if (retryAfter == "date") retryAfter = DateTimeOffset.UtcNow.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
        _server.Route("/rates.json", request => request.Number == 1 ? LoopbackReply.Of(429, ("Retry-After", retryAfter)) : LoopbackReply.File(request, Content));
        await AssertFetchedAsync("/rates.json", Content);
        Assert.InRange(Assert.Single(_time.Waits).TotalSeconds, least, most);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_hangs_nothing()
    {
        _server.Route("/silent", _ => throw new IOException()); // closes without an answer
        _server.Route("/rates.json", _ => new() { Body = Content, CutAfter = 0, Stalls = true });
        Assert.Equal("FILE020", await RefusedAsync("/silent", new() { Retries = 1 }));
        Assert.Equal("FILE025", await RefusedAsync("/rates.json", new() { Retries = 1, IdleLimit = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public async Task The_time_limit_ends_everything()
    {
        _server.Route("/rates.json", _ => new() { Body = Content, CutAfter = 10, Stalls = true });
        Assert.Equal("FILE027", await RefusedAsync("/rates.json", new() { TimeLimit = TimeSpan.FromMilliseconds(500) }));
    }

    [Fact]
    public async Task Cancelling_ends_a_download_that_stalls()
    {
        _server.Route("/rates.json", _ => new() { Body = Content, CutAfter = 10, Stalls = true });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cancel.CancelAfter(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewDownloader().FetchAsync(_server.At("/rates.json"), cancel.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1L)]
    public async Task Refuses_a_file_above_the_limit(long? announced)
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { Announced = announced });
        Assert.Equal("FILE026", await RefusedAsync("/rates.json", new() { SizeLimit = Content.Length - 1 }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cache));
        await AssertFetchedAsync("/rates.json", Content, new() { SizeLimit = Content.Length });
    }

    [Fact]
    public async Task Follows_redirects()
    {
        foreach (var (from, to, status) in ((string, string, int)[])[("/a", "/b", 301), ("/b", "c?sig=secret", 307), ("/c", _server.At("/rates.json?sig=secret").ToString(), 308)])
            _server.Route(from, _ => LoopbackReply.Redirect(to, status));
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content));
        var file = await FetchAsync("/a");
        Assert.Equal(Content, await File.ReadAllBytesAsync(file.Path!, Cancellation));
        Assert.Equal((_server.At("/a").ToString(), $"{_server.At("/rates.json")}?…", "rates.json"), (file.Address, file.FinalAddress, file.Name));
        Assert.Equal("?sig=secret", _server.Requests[^1].Query);
    }

    [Theory]
    [InlineData("/a", "FILE019")]
    [InlineData("file:///etc/passwd", "FILE018")]
    [InlineData("ftp://127.0.0.1/rates.json", "FILE018")]
    public async Task Refuses_redirects_that_lead_nowhere(string to, string code)
    {
        _server.Route("/a", _ => LoopbackReply.Redirect(to));
        Assert.Equal(code, await RefusedAsync("/a"));
        Assert.InRange(_server.CountOf("/a"), 1, 11);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://host/rates.json")]
    [InlineData("rates.json")]
    public async Task Refuses_other_addresses_than_http(string address)
    {
        var refused = await Assert.ThrowsAsync<DataFormatException>(() => NewDownloader().FetchAsync(new(address, UriKind.RelativeOrAbsolute), Cancellation));
        Assert.Equal("FILE018", refused.Diagnostic.Code);
    }

    [Fact]
    public async Task A_host_whose_name_is_not_known_is_asked_for_once()
    {
        var unknown = await Assert.ThrowsAsync<DataFormatException>(() => NewDownloader(new() { Retries = 5 }).FetchAsync(new("http://host.invalid/rates.json"), Cancellation));
        Assert.Equal("FILE020", unknown.Diagnostic.Code);
        Assert.Contains("name is not known", unknown.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Gives_a_host_up_that_does_not_answer()
    {
        Uri dead;
        await using (var gone = new LoopbackServer()) dead = gone.At("/");
        var downloader = NewDownloader(new() { Retries = 2 });
        var codes = new List<string>();
        for (var number = 0; number < 5; number++)
            codes.Add((await Assert.ThrowsAsync<DataFormatException>(() => downloader.FetchAsync(new(dead, $"{number}.json"), Cancellation))).Diagnostic.Code);
        Assert.Equal(["FILE020", "FILE020", "FILE020", "FILE021", "FILE021"], codes);
        Assert.Equal(6, _time.Waits.Count);

        _server.Route("/rates.json", request => LoopbackReply.File(request, Content));
        Assert.Equal(Content.Length, (await downloader.FetchAsync(_server.At("/rates.json"), Cancellation)).Length); // other hosts are asked
    }

    [Fact]
    public async Task Shows_and_stores_nothing_secret()
    {
        _server.Route("/rates.json", request => request.Number == 1 ? LoopbackReply.File(request, Content) with { CutAfter = 10 } : LoopbackReply.Of(403));
        _server.Route("/other.json", request => LoopbackReply.File(request, Content));
        Uri Secret(string path) => new(_server.At($"{path}?X-Amz-Signature=hush&token=hush").ToString().Replace("http://", "http://hush:h%40ush@", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<DataFormatException>(() => NewDownloader(new() { Retries = 0 }).FetchAsync(Secret("/rates.json"), Cancellation));
        var again = await Assert.ThrowsAsync<DataFormatException>(() => NewDownloader(new() { Retries = 0 }).FetchAsync(Secret("/rates.json"), Cancellation));
        var file = await NewDownloader().FetchAsync(Secret("/other.json"), Cancellation);
        Assert.Equal($"Basic {Convert.ToBase64String("hush:h@ush"u8)}", _server.Requests[0]["Authorization"]);
        Assert.Equal($"{_server.At("/rates.json")}?…", again.Diagnostic.Location.File);
        string[] shown = [refused.ToString(), again.ToString(), file.ToString(), .. Directory.EnumerateFileSystemEntries(_cache, "*", SearchOption.AllDirectories), .. Directory.EnumerateFiles(_cache, "*.json").Select(File.ReadAllText)];
        Assert.All(shown, text => Assert.DoesNotContain("ush", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_user_is_not_told_to_another_host()
    {
        await using var other = new LoopbackServer();
        other.Route("/rates.json", request => LoopbackReply.File(request, Content));
        _server.Route("/a", _ => LoopbackReply.Redirect(other.At("/rates.json").ToString()));
        await NewDownloader().FetchAsync(new(_server.At("/a").ToString().Replace("http://", "http://user:word@", StringComparison.Ordinal)), Cancellation);
        Assert.NotNull(_server.Requests[0]["Authorization"]);
        Assert.Null(other.Requests[0]["Authorization"]);
    }

    [Theory]
    [InlineData("/files/a.json", null, "a.json")]
    [InlineData("/files/a%2F..%2Fb%3F.json", null, "b_.json")]
    [InlineData("/files/", null, "download")]
    [InlineData("/download", "attachment; filename=\"rates 2025.json\"", "rates 2025.json")]
    [InlineData("/download", "attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("/download", "attachment; filename*=UTF-8''..%5C..%5Crates.json", "rates.json")]
    [InlineData("/download", "attachment; filename=\"..\"", "download")]
    public async Task Names_a_file_safely(string path, string? disposition, string name)
    {
        _server.Route(new Uri(_server.At("/"), path).AbsolutePath, request => LoopbackReply.File(request, Content) with { Headers = disposition is null ? [] : [("Content-Disposition", disposition)] });
        var file = await FetchAsync(path);
        Assert.Equal((name, name), (file.Name, Path.GetFileName(file.Path)));
        Assert.StartsWith(_cache, Path.GetFullPath(file.Path!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task Looks_at_a_file_without_downloading_it(string method)
    {
        _server.Route("/rates.json", request => request.Method == method ? LoopbackReply.File(request, Content) : LoopbackReply.Of(403));
        var remote = await NewDownloader().LookAsync(_server.At("/rates.json?sig=secret"), Cancellation);
        Assert.Equal(new($"{_server.At("/rates.json")}?…", $"{_server.At("/rates.json")}?…", "rates.json", Content.Length), remote);
        Assert.False(Directory.EnumerateFileSystemEntries(_cache).Any());
    }

    [Fact]
    public async Task Several_downloads_run_at_once_and_one_address_is_asked_in_turn()
    {
        var contents = Enumerable.Range(0, 20).Select(number => Noise(number, 20_000 + number)).ToList();
        for (var number = 0; number < contents.Count; number++)
        {
            var content = contents[number];
            _server.Route($"/{number}.json", request => LoopbackReply.File(request, content));
        }
        var downloader = NewDownloader();
        var files = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => downloader.FetchAsync(_server.At($"/{number % 20}.json"), Cancellation)));
        for (var number = 0; number < files.Length; number++)
            Assert.Equal(contents[number % 20], await File.ReadAllBytesAsync(files[number].Path!, Cancellation));
        Assert.Equal(20, files.Count(file => file.IsUnchanged));
        Assert.Empty(downloader.Running);
    }

    [Fact]
    public async Task Progress_is_shown_while_it_runs()
    {
        _server.Route("/rates.json", request => LoopbackReply.File(request, Content) with { CutAfter = 70_000, Stalls = true });
        var downloader = NewDownloader();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var download = downloader.FetchAsync(_server.At("/rates.json?sig=secret"), cancel.Token);
        while (downloader.Running is not [{ Received: 70_000 }]) await Task.Delay(10, Cancellation);
        Assert.Equal(new DownloadProgress($"{_server.At("/rates.json")}?…", 70_000, Content.Length), Assert.Single(downloader.Running));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
    }

    Downloader NewDownloader(DownloadOptions? options = null)
    {
        _downloaders.Add(new(_cache, options, _time));
        return _downloaders[^1];
    }

    Task<DownloadedFile> FetchAsync(string path, DownloadOptions? options = null) => NewDownloader(options).FetchAsync(_server.At(path), Cancellation);

    async Task AssertFetchedAsync(string path, byte[] content, DownloadOptions? options = null)
    {
        var file = await FetchAsync(path, options);
        Assert.Equal(content, await File.ReadAllBytesAsync(file.Path!, Cancellation));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256);
    }

    async Task<string> RefusedAsync(string path, DownloadOptions? options = null) =>
        (await Assert.ThrowsAsync<DataFormatException>(() => FetchAsync(path, options))).Diagnostic.Code;

    static byte[] Noise(int seed, int length)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        "noise"u8.CopyTo(noise);
        return noise;
    }
}
