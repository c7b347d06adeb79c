using System.Net;
using System.Security.Cryptography;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>The download of one address, over one attempt or several.</summary>
sealed class Download(Uri address, CachePlace place, DownloadOptions options)
{
    const int BufferLength = 1 << 17;

    long _received;
    long _total = -1;

    /// <summary>Bytes that are there.</summary>
    public long Received => Volatile.Read(ref _received);

    public DownloadProgress Progress => new(WebAddress.Shown(address), Received, Volatile.Read(ref _total) is >= 0 and var total ? total : null);

    /// <summary>Tries once: gets the file, or the rest of it, or learns that it is the same as before.</summary>
    /// <exception cref="TransientFailureException">It failed, and what arrived is kept where more can be added.</exception>
    /// <exception cref="DataFormatException">It failed for good.</exception>
    public async Task<DownloadedFile> TryAsync(CancellationToken cancellation)
    {
        var known = StoredDownload.Load(place.Stored);
        var part = place.Resumable();
        if (await TryAsync(known, part, cancellation).ConfigureAwait(false) is { } file) return file;
        place.DropPart(); // the rest is not of the same file
        return await TryAsync(known, null, cancellation).ConfigureAwait(false)
            ?? throw new TransientFailureException(Failure.Of("FILE025", address, "The server sends a part of the file where all of it was asked for.", "Try again later; else ask its publisher."));
    }

    // Null where the server doesn't send the rest of the part.
    async Task<DownloadedFile?> TryAsync(StoredDownload? known, (StoredDownload Download, long From)? part, CancellationToken cancellation)
    {
        using var exchange = await Exchange.SendAsync(address, HttpMethod.Get, headers =>
        {
            if (part is var (resumed, from))
            {
                headers.Range = new(from, null);
                headers.IfRange = resumed.Validator();
            }
            else if (known is not null)
            {
                if (known.Tag() is { } tag) headers.IfNoneMatch.Add(tag);
                else headers.IfModifiedSince = known.LastModified;
            }
        }, options, cancellation).ConfigureAwait(false);
        var response = exchange.Response;
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified when part is null && known is not null:
                return Unchanged(known);
            case HttpStatusCode.OK:
                return await ReceiveAsync(exchange, StoredDownload.Of(address, exchange), 0, known, cancellation).ConfigureAwait(false);
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                if (part is not var (download, start) || !Continues(exchange, download, start)) return null;
                return await ReceiveAsync(exchange, download with { Length = download.Length ?? response.Content.Headers.ContentRange?.Length }, start, known, cancellation).ConfigureAwait(false);
            case var status when Failure.IsTransient(status):
                throw Failure.Transient(response, address);
            default:
                throw Failure.Of(response.StatusCode, address);
        }
    }

    static bool Continues(Exchange exchange, StoredDownload download, long from)
    {
        var (response, headers) = (exchange.Response, exchange.Response.Content.Headers);
        return response.StatusCode == HttpStatusCode.PartialContent
            && headers.ContentRange is { Unit: "bytes" } range
            && range.From == from
            && (range.Length is not { } total || (range.To == total - 1 && total == (download.Length ?? total)))
            && (response.Headers.ETag is not { } tag || download.ETag is null || tag.ToString() == download.ETag);
    }

    async Task<DownloadedFile> ReceiveAsync(Exchange exchange, StoredDownload download, long from, StoredDownload? known, CancellationToken cancellation)
    {
        Volatile.Write(ref _total, download.Length ?? -1);
        if (download.Length > options.SizeLimit) throw TooLarge($"has {download.Length} bytes");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var target = from > 0 ? place.Resume(from) : place.Begin(download);
        await using (target.ConfigureAwait(false))
        {
            await DigestAsync(target, hash, cancellation).ConfigureAwait(false);
            Volatile.Write(ref _received, from);
            await CopyAsync(exchange, target, hash, cancellation).ConfigureAwait(false);
            target.Flush(flushToDisk: true);
        }
        if (exchange.Response.Content.Headers.ContentLength is { } announced)
        {
            var got = Received - from;
            if (got != announced || await exchange.HasMoreThanAsync(announced, cancellation).ConfigureAwait(false))
                throw WrongLength($"{(got < announced ? "less" : "more")} than the {announced} bytes that it announced");
        }
        if (download.Length is { } length && Received != length) throw WrongLength($"{Received} bytes of a file of {length}");
        var complete = download with { Length = Received, Sha256 = Convert.ToHexStringLower(hash.GetCurrentHash()) };
        place.Complete(complete);
        return File(complete, complete.Sha256 == known?.Sha256, place.Body(complete));
    }

    static async Task DigestAsync(FileStream part, IncrementalHash hash, CancellationToken cancellation)
    {
        var buffer = new byte[BufferLength];
        for (int read; (read = await part.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;) hash.AppendData(buffer, 0, read);
    }

    async Task CopyAsync(Exchange exchange, FileStream target, IncrementalHash hash, CancellationToken cancellation)
    {
        var body = await exchange.Response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[BufferLength];
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            idle.CancelAfter(options.IdleLimit);
            int read;
            try
            {
                read = await body.ReadAsync(buffer, idle.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                var what = exception is OperationCanceledException ? "stalls" : "is cut";
                throw new TransientFailureException(Failure.Of("FILE025", address, $"The transfer {what} after {Received} bytes, again and again.", "Run again later, to go on where the server allows it.", exception));
            }
            if (read == 0) return;
            if (Received + read > options.SizeLimit) throw TooLarge($"goes on after {Received} bytes");
            idle.CancelAfter(Timeout.InfiniteTimeSpan);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            hash.AppendData(buffer, 0, read);
            Interlocked.Add(ref _received, read);
        }
    }

    DataFormatException TooLarge(string what)
    {
        place.DropPart();
        return Failure.Of("FILE026", address, $"The file {what}; the limit is {options.SizeLimit}.", "Allow larger files, if this is one of them.");
    }

    TransientFailureException WrongLength(string what)
    {
        place.DropPart();
        return new(Failure.Of("FILE025", address, $"The server sends {what}, again and again.", "Try again later; else ask its publisher."));
    }

    DownloadedFile Unchanged(StoredDownload known)
    {
        var path = place.Body(known);
        return File(known, true, new FileInfo(path) is { Exists: true } body && body.Length == known.Length ? path : null);
    }

    static DownloadedFile File(StoredDownload download, bool isUnchanged, string? path) =>
        new(download.Address, download.FinalAddress, download.Name, download.ETag, download.LastModified, download.Length!.Value, download.Sha256!, isUnchanged, path);
}
