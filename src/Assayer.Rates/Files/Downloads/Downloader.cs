using System.Collections.Concurrent;
using System.Net;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>
/// Downloads files over http and https into a cache folder: whole, or not at all. What was cut is gone on with, in a later run too; what is
/// unchanged is not sent again. Several downloads may run at once. Proxies are as the environment says.
/// </summary>
public sealed class Downloader : IDisposable
{
    readonly string _folder;
    readonly DownloadOptions _options;
    readonly Attempts _attempts;
    readonly ConcurrentDictionary<string, SemaphoreSlim> _oneAtATime = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<Download, Uri> _running = new();

    /// <param name="folder">The cache; made when it isn't there.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Measures the waits between attempts; the system's by default.</param>
    public Downloader(string folder, DownloadOptions? options = null, TimeProvider? time = null)
    {
        (_folder, _options) = (folder, options ?? new());
        _attempts = new(_options, new(), time ?? TimeProvider.System);
    }

    /// <summary>The downloads under way, for another thread to show.</summary>
    public IReadOnlyList<DownloadProgress> Running => [.. _running.Keys.Select(download => download.Progress)];

    /// <summary>Downloads a file, or learns that it is the same as before.</summary>
    /// <exception cref="DataFormatException">It can't be had.</exception>
    /// <exception cref="IOException">The cache can't be written, or another run is downloading the same file.</exception>
    public async Task<DownloadedFile> FetchAsync(Uri address, CancellationToken cancellation = default)
    {
        WebAddress.Check(address);
        Directory.CreateDirectory(_folder);
        var place = new CachePlace(_folder, address);
        var download = new Download(address, place, _options);
        var turn = _oneAtATime.GetOrAdd(place.Stored, _ => new(1));
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _running[download] = address;
            return await _attempts.RunAsync(address, download.TryAsync, () => download.Received, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(download, out _);
            turn.Release();
        }
    }

    /// <summary>Asks how large a file is, without downloading it.</summary>
    /// <exception cref="DataFormatException">It can't be had.</exception>
    public Task<RemoteFile> LookAsync(Uri address, CancellationToken cancellation = default)
    {
        WebAddress.Check(address);
        return _attempts.RunAsync(address, token => TryLookAsync(address, token), () => 0, cancellation);
    }

    /// <summary>The first bytes of a file, without downloading the rest.</summary>
    /// <exception cref="DataFormatException">They can't be had.</exception>
    public Task<byte[]> PeekAsync(Uri address, int bytes, CancellationToken cancellation = default)
    {
        WebAddress.Check(address);
        return _attempts.RunAsync(address, async token =>
        {
            using var get = await Exchange.SendAsync(address, HttpMethod.Get, headers => headers.Range = new(0, bytes - 1), _options, token).ConfigureAwait(false);
            var status = get.Response.StatusCode;
            if (Failure.IsTransient(status)) throw Failure.Transient(get.Response, address);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent)) throw Failure.Of(status, address);
            var start = new byte[bytes];
            var body = await get.Response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            return start[..await body.ReadAtLeastAsync(start, bytes, throwOnEndOfStream: false, token).ConfigureAwait(false)];
        }, () => 0, cancellation);
    }

    /// <summary>Deletes a downloaded file, and remembers what it was, so that it isn't sent again while it is unchanged.</summary>
    public static void Release(DownloadedFile file)
    {
        if (file.Path is not null) File.Delete(file.Path);
    }

    /// <summary>Deletes a downloaded file and what is known of it, so that it is sent again.</summary>
    public void Forget(Uri address)
    {
        if (Directory.Exists(_folder)) new CachePlace(_folder, address).Forget();
    }

    // HEAD is refused by many signed links, and answered without a length by some servers; then the first byte is asked for.
    async Task<RemoteFile> TryLookAsync(Uri address, CancellationToken cancellation)
    {
        using (var head = await Exchange.SendAsync(address, HttpMethod.Head, _ => { }, _options, cancellation).ConfigureAwait(false))
        {
            if (head.Response.StatusCode == HttpStatusCode.OK && head.Response.Content.Headers.ContentLength is > 0) return Remote(head);
        }
        using var get = await Exchange.SendAsync(address, HttpMethod.Get, headers => headers.Range = new(0, 0), _options, cancellation).ConfigureAwait(false);
        return get.Response.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.PartialContent => Remote(get),
            var status when Failure.IsTransient(status) => throw Failure.Transient(get.Response, address),
            var status => throw Failure.Of(status, address),
        };

        RemoteFile Remote(Exchange exchange)
        {
            var stored = StoredDownload.Of(address, exchange);
            return new(stored.Address, stored.FinalAddress, stored.Name, exchange.Response.StatusCode == HttpStatusCode.PartialContent ? exchange.Response.Content.Headers.ContentRange?.Length : stored.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _attempts.Dispose();
        foreach (var turn in _oneAtATime.Values) turn.Dispose();
    }
}
