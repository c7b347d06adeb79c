using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>
/// Fetches files over http and https into a cache on disk. A transfer that is cut, in this run or an earlier one, goes on where it ended, if the server's
/// validators say that the file is the same. See docs/formats/files-and-addresses.md.
/// </summary>
public sealed class Downloader : IDisposable
{
    readonly DownloadCache _cache;
    readonly DownloadOptions _options;
    readonly TimeProvider _time;
    readonly HttpClient _client;
    readonly ConcurrentDictionary<string, int> _unreachable = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<Uri, SemaphoreSlim> _locks = new();
    long _received, _expected;

    /// <param name="folder">The cache's folder; made when it isn't there.</param>
    /// <param name="options">Limits; null: the defaults.</param>
    /// <param name="time">The clock that waits between attempts; null: the system's.</param>
    public Downloader(string folder, DownloadOptions? options = null, TimeProvider? time = null)
    {
        (_cache, _options, _time) = (new(folder), options ?? new(), time ?? TimeProvider.System);
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = _options.ConnectLimit, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("assayer");
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Bytes of the latest file so far, and how many it has, 0 where the server doesn't say: for showing progress from another thread.</summary>
    public (long Received, long Expected) Progress => (Volatile.Read(ref _received), Volatile.Read(ref _expected));

    /// <summary>Fetches a file.</summary>
    /// <param name="address">Where it is: http or https.</param>
    /// <param name="isNeeded">Whether its bytes are needed although it has not changed since it was used last.</param>
    /// <param name="cancellation">Stops it; what has arrived is kept.</param>
    /// <exception cref="DataFormatException">It can't be had.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public async Task<DownloadedFile> FetchAsync(Uri address, bool isNeeded = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!WebAddress.IsWeb(address)) throw new ArgumentException("The address is neither http nor https.", nameof(address));
        var one = _locks.GetOrAdd(address, _ => new(1));
        await one.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_options.TimeLimit);
            return await WithRetriesAsync(address, () => TryFetchAsync(address, isNeeded, limit.Token), cancellation, limit.Token);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>How many bytes a file has, without fetching it; null where the server doesn't say.</summary>
    /// <exception cref="DataFormatException">It can't be had.</exception>
    public async Task<long?> SizeOfAsync(Uri address, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.TimeLimit);
        return await WithRetriesAsync(address, async () =>
        {
            // One byte of the file: servers that sign addresses sign them for GET, and refuse HEAD.
            using var response = await SendAsync(address, request => request.Headers.Range = new(0, 0), limit.Token);
            return response.Content.Headers.ContentRange?.Length ?? (response.StatusCode == HttpStatusCode.OK ? response.Content.Headers.ContentLength : null);
        }, cancellation, limit.Token);
    }

    /// <summary>The first bytes of a file, without fetching the rest.</summary>
    /// <exception cref="DataFormatException">They can't be had.</exception>
    public async Task<byte[]> PeekAsync(Uri address, int bytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.TimeLimit);
        return await WithRetriesAsync(address, async () =>
        {
            using var response = await SendAsync(address, request => request.Headers.Range = new(0, bytes - 1), limit.Token);
            using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            var start = new byte[bytes];
            try
            {
                return start[..await body.ReadAtLeastAsync(start, bytes, throwOnEndOfStream: false, limit.Token)];
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw new DownloadFailure(DownloadFailure.Cut, "The transfer was cut.", "Run the same command again.", true, inner: exception);
            }
        }, cancellation, limit.Token);
    }

    /// <summary>Deletes a file's bytes, and notes what was made of it, so that it need not be fetched again while it doesn't change.</summary>
    public void Release(DownloadedFile file, IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (_cache.Find(file.Address) is { } entry) _cache.Save(file.Address, entry with { Sources = sources });
        File.Delete(_cache.BodyOf(file.Address));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task<T> WithRetriesAsync<T>(Uri address, Func<Task<T>> attempt, CancellationToken cancellation, CancellationToken limit)
    {
        if (_unreachable.GetValueOrDefault(address.Authority) >= _options.UnreachableLimit)
            throw new DownloadFailure(DownloadFailure.GivenUp, $"{address.Host} was given up: {_options.UnreachableLimit} of its addresses could not be reached.", "Check the network, and run the same command again.", false).For(address);
        var (failures, before) = (0, -1L);
        while (true)
        {
            DownloadFailure failure;
            try
            {
                var result = await attempt();
                _unreachable.TryRemove(address.Authority, out _);
                return result;
            }
            catch (DownloadFailure thrown)
            {
                failure = thrown;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new DownloadFailure(DownloadFailure.Limit, $"The file didn't arrive within {_options.TimeLimit}.", "Run the same command again: it goes on where it ended.", false).For(address);
            }
            var arrived = ArrivedOf(address);
            failures = arrived > before ? 1 : failures + 1; // a transfer that moves on is not a failing one
            before = arrived;
            if (!failure.IsWorthRetrying || failures > _options.Retries)
            {
                if (failure.Code == DownloadFailure.Unreachable) _unreachable.AddOrUpdate(address.Authority, 1, (_, count) => count + 1);
                throw failure.For(address);
            }
            await Task.Delay(DelayBefore(failures, failure.RetryAfter), _time, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    TimeSpan DelayBefore(int attempt, TimeSpan? asked)
    {
        var delay = asked ?? _options.FirstDelay * (Math.Pow(2, attempt - 1) * (0.75 + Random.Shared.NextDouble() / 2));
        return delay < _options.LongestDelay ? delay : _options.LongestDelay;
    }

    long ArrivedOf(Uri address) => new FileInfo(_cache.PartOf(address)) is { Exists: true } part ? part.Length : 0;

    async Task<DownloadedFile> TryFetchAsync(Uri address, bool isNeeded, CancellationToken cancellation)
    {
        var entry = _cache.Find(address);
        var hasBody = File.Exists(_cache.BodyOf(address));
        var mayBeUnchanged = entry is { IsComplete: true } && (hasBody || (!isNeeded && entry.Sources.Count > 0));
        var arrived = entry is { IsComplete: false, HasStrongValidator: true } ? ArrivedOf(address) : 0;
        using var response = await SendAsync(address, request =>
        {
            if (mayBeUnchanged)
            {
                if (entry!.ETag is { } tag) request.Headers.IfNoneMatch.ParseAdd(tag);
                else request.Headers.IfModifiedSince = entry.LastModified;
            }
            else if (arrived > 0)
            {
                request.Headers.Range = new(arrived, null);
                request.Headers.IfRange = entry!.ETag is { } tag ? new(EntityTagHeaderValue.Parse(tag)) : new(entry.LastModified!.Value);
            }
        }, cancellation);

        if (response.StatusCode == HttpStatusCode.NotModified && mayBeUnchanged)
            return new(address, WebAddress.NameOf(address), hasBody ? _cache.BodyOf(address) : null, entry!.Sources);
        var isRest = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange is { From: { } from } range && from == arrived && (entry!.Length is null || range.Length == entry.Length);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (response.StatusCode == HttpStatusCode.PartialContent && !isRest))
        {
            File.Delete(_cache.PartOf(address));
            throw new DownloadFailure(DownloadFailure.Cut, "The server answers with another part of the file than the one that is missing.", "Run the same command again.", true);
        }
        if (!isRest)
        {
            entry = new() { ETag = response.Headers.ETag?.ToString(), LastModified = response.Content.Headers.LastModified, Length = response.Content.Headers.ContentLength };
            File.Delete(_cache.PartOf(address));
            _cache.Save(address, entry);
        }
        await ReceiveAsync(address, response, isRest ? arrived : 0, entry!.Length, cancellation);
        File.Move(_cache.PartOf(address), _cache.BodyOf(address), overwrite: true);
        _cache.Save(address, entry with { IsComplete = true });
        return new(address, WebAddress.NameOf(address), _cache.BodyOf(address), []);
    }

    async Task ReceiveAsync(Uri address, HttpResponseMessage response, long arrived, long? expected, CancellationToken cancellation)
    {
        if (expected > _options.SizeLimit) throw TooLarge(expected.Value);
        var buffer = new byte[1 << 17];
        Volatile.Write(ref _expected, expected ?? 0);
        await using var part = new FileStream(_cache.PartOf(address), FileMode.Append, FileAccess.Write, FileShare.Read);
        using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            int read;
            idle.CancelAfter(_options.IdleLimit);
            try
            {
                read = await body.ReadAsync(buffer, idle.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new DownloadFailure(DownloadFailure.Cut, FormattableString.Invariant($"The transfer stalled after {arrived} bytes."), "Run the same command again: it goes on where it ended.", true);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw new DownloadFailure(DownloadFailure.Cut, FormattableString.Invariant($"The transfer was cut after {arrived} bytes."), "Run the same command again: it goes on where it ended.", true, inner: exception);
            }
            if (read == 0) break;
            await part.WriteAsync(buffer.AsMemory(0, read), cancellation);
            arrived += read;
            Volatile.Write(ref _received, arrived);
            if (arrived > _options.SizeLimit) throw TooLarge(arrived);
        }
        part.Flush(flushToDisk: true);
        if (expected is { } length && arrived != length)
        {
            part.SetLength(Math.Min(arrived, length));
            throw new DownloadFailure(DownloadFailure.Cut, FormattableString.Invariant($"{arrived} of {length} bytes arrived."), "Run the same command again.", true);
        }
    }

    DownloadFailure TooLarge(long bytes) =>
        new(DownloadFailure.Limit, FormattableString.Invariant($"The file has {bytes} bytes or more; up to {_options.SizeLimit} are fetched."), "Fetch it with another program, and give the file.", false);

    async Task<HttpResponseMessage> SendAsync(Uri address, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { UserName = "", Password = "" }.Uri);
            if (address.UserInfo.Length > 0) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
            prepare(request);
            var response = await SendAsync(request, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.RequestedRangeNotSatisfiable) return response;
                using (response) throw DownloadFailure.Of(response.StatusCode, RetryAfterOf(response));
            }
            using (response) address = Follow(address, response.Headers.Location, redirects);
        }
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        idle.CancelAfter(_options.IdleLimit);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Token);
        }
        catch (HttpRequestException exception)
        {
            // A name that doesn't resolve or an address without a server won't in a moment either; a connection that breaks may.
            var isThere = exception.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError);
            throw isThere
                ? new DownloadFailure(DownloadFailure.Cut, $"The server broke the connection: {exception.Message}", "Run the same command again.", true, inner: exception)
                : new DownloadFailure(DownloadFailure.Unreachable, $"The server can't be reached: {exception.Message}", "Check the address and the network.", exception.HttpRequestError == HttpRequestError.ConnectionError, inner: exception);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DownloadFailure(DownloadFailure.Unreachable, $"The server didn't answer within {_options.IdleLimit.TotalSeconds:0} seconds.", "Try again later.", true);
        }
    }

    Uri Follow(Uri from, Uri? to, int redirects)
    {
        DownloadFailure Refused(string message) => new(DownloadFailure.Redirect, message, "Check the address.", false);
        if (to is null) throw Refused("The server redirects to nowhere.");
        if (redirects >= _options.Redirects) throw Refused($"The server redirects more than {_options.Redirects} times.");
        var target = new Uri(from, to);
        if (!WebAddress.IsWeb(target)) throw Refused($"The server redirects to {target.Scheme}:, which is not followed.");
        return from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps ? throw Refused("The server redirects from https to http, which is not followed.") : target;
    }

    TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };
}
