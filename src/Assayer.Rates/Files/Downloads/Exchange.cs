using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>A request, and the response to it once its headers are there, over a connection of its own.</summary>
sealed class Exchange : IDisposable
{
    readonly ConcurrentStack<WatchedConnection> _connections = new();
    readonly HttpMessageInvoker _invoker;
    readonly DownloadOptions _options;

    Exchange(Uri address, DownloadOptions options)
    {
        (Address, _options) = (address, options);
        _invoker = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
            ConnectTimeout = options.IdleLimit,
            PlaintextStreamFilter = (context, _) =>
            {
                var connection = new WatchedConnection(context.PlaintextStream);
                _connections.Push(connection);
                return ValueTask.FromResult<Stream>(connection);
            },
        });
    }

    /// <summary>Where the response came from.</summary>
    public Uri Address { get; }

    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>Asks for an address, and follows redirects.</summary>
    /// <exception cref="TransientFailureException">There is no answer.</exception>
    /// <exception cref="DataFormatException">The redirects lead nowhere.</exception>
    public static async Task<Exchange> SendAsync(Uri address, HttpMethod method, Action<HttpRequestHeaders> ask, DownloadOptions options, CancellationToken cancellation)
    {
        var (first, user) = WebAddress.Split(address);
        var next = first;
        for (var redirects = 0; ; redirects++)
        {
            if (redirects > options.Redirects)
                throw Failure.Of("FILE019", address, $"The server redirects more than {options.Redirects} times, perhaps in a circle.", "Check the address.");
            var exchange = new Exchange(next, options);
            try
            {
                using var request = new HttpRequestMessage(method, next);
                ask(request.Headers);
                request.Headers.ConnectionClose = true;
                request.Headers.AcceptEncoding.Add(new("identity"));
                request.Headers.UserAgent.Add(new("Assayer", typeof(Exchange).Assembly.GetName().Version?.ToString(3)));
                if (SameOrigin(first, next)) request.Headers.Authorization = user;
                await exchange.SendAsync(request, address, redirects > 0, cancellation).ConfigureAwait(false);
                if (exchange.Response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                    return exchange;
                next = Target(exchange.Response, next, address);
            }
            catch
            {
                exchange.Dispose();
                throw;
            }
            exchange.Dispose();
        }
    }

    /// <summary>Whether the server sent more than the body's announced length.</summary>
    public Task<bool> HasMoreThanAsync(long length, CancellationToken cancellation) =>
        _connections.TryPeek(out var connection) ? connection.HasMoreThanAsync(length, cancellation) : Task.FromResult(false);

    async Task SendAsync(HttpRequestMessage request, Uri address, bool wasRedirected, CancellationToken cancellation)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        idle.CancelAfter(_options.IdleLimit);
        try
        {
            Response = await _invoker.SendAsync(request, idle.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var failure = Failure.Of("FILE020", address, $"The host {Address.Authority} doesn't answer: {Reason(exception)}.", "Check the connection and the host; run again later.", exception);
            throw new TransientFailureException(failure, isAnswered: wasRedirected, isFinal: exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError });
        }
    }

    string Reason(Exception exception) => exception is not HttpRequestException { HttpRequestError: var error } ? $"nothing came for {_options.IdleLimit.TotalSeconds} seconds" : error switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.ConnectionError => "there is no connection",
        HttpRequestError.SecureConnectionError => "the secure connection fails",
        HttpRequestError.ResponseEnded => "it closes the connection",
        _ => error.ToString(),
    };

    static Uri Target(HttpResponseMessage response, Uri from, Uri address)
    {
        if (response.Headers.Location is not { } location)
            throw Failure.Of("FILE019", address, $"The server redirects (status {(int)response.StatusCode}) without saying where.", "Ask its publisher.");
        var to = new Uri(from, location);
        WebAddress.Check(to);
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw Failure.Of("FILE018", address, $"The server redirects from https to {WebAddress.Shown(to)}, which is not encrypted.", "Ask its publisher.");
        return WebAddress.Split(to).Address;
    }

    static bool SameOrigin(Uri one, Uri other) => (one.Scheme, one.Authority) == (other.Scheme, other.Authority);

    public void Dispose()
    {
        Response?.Dispose();
        _invoker.Dispose();
        foreach (var connection in _connections) connection.HangUp();
    }
}
