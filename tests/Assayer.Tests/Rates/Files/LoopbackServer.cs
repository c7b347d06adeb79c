using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assayer.Tests.Rates.Files;

/// <summary>A request that a <see cref="LoopbackServer"/> received.</summary>
/// <param name="Method">"GET", "HEAD".</param>
/// <param name="Path">The path without query.</param>
/// <param name="Query">"?…", or empty.</param>
/// <param name="Headers">By name, in any letter case.</param>
/// <param name="Number">1-based number among the requests for this path.</param>
sealed record LoopbackRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, int Number)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}

/// <summary>An answer, which may lie, be cut or stall.</summary>
sealed record LoopbackReply
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The Content-Length; null: the true one; negative: none.</summary>
    public long? Announced { get; init; }

    /// <summary>Bytes of the body after which nothing more is sent; null: all are sent.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the connection then stays open, until the server ends.</summary>
    public bool Stalls { get; init; }

    public static LoopbackReply Of(int status, params (string Name, string Value)[] headers) => new() { Status = status, Headers = headers };

    public static LoopbackReply Redirect(string to, int status = 302) => Of(status, ("Location", to));

    /// <summary>A file as a good server sends it: with its tag, parts of it when asked, nothing when it is unchanged.</summary>
    public static LoopbackReply File(LoopbackRequest request, byte[] content, string tag = "\"1\"")
    {
        (string, string)[] headers = [("ETag", tag), ("Accept-Ranges", "bytes")];
        if (request["If-None-Match"] == tag) return Of(304, headers);
        if (request["Range"] is not { } range || (request["If-Range"] is { } condition && condition != tag)) return new() { Body = content, Headers = headers };
        var ends = range["bytes=".Length..].Split('-');
        var from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var to = ends[1].Length == 0 ? content.Length - 1 : Math.Min(content.Length - 1, int.Parse(ends[1], CultureInfo.InvariantCulture)); // RFC 9110, section 14.1.2
        return from >= content.Length
            ? Of(416, ("Content-Range", $"bytes */{content.Length}"))
            : new() { Status = 206, Body = content[from..(to + 1)], Headers = [.. headers, ("Content-Range", $"bytes {from}-{to}/{content.Length}")] };
    }
}

/// <summary>A web server on the loopback interface that says what its routes want, true or not. It answers one request for each connection.</summary>
sealed class LoopbackServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly ConcurrentDictionary<string, Func<LoopbackRequest, LoopbackReply>> _routes = new();
    readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    readonly ConcurrentDictionary<string, int> _counts = new();
    readonly ConcurrentBag<Task> _connections = [];
    readonly Task _accepting;

    public LoopbackServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>How many requests for a path there were.</summary>
    public int CountOf(string path) => _counts.GetValueOrDefault(path);

    /// <summary>The address of a path here.</summary>
    public Uri At(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    /// <summary>Answers requests for a path; others get 404.</summary>
    public LoopbackServer Route(string path, Func<LoopbackRequest, LoopbackReply> reply)
    {
        _routes[path] = reply;
        return this;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request) return;
                _requests.Enqueue(request);
                var reply = _routes.TryGetValue(request.Path, out var route) ? route(request) : LoopbackReply.Of(404);
                await stream.WriteAsync(Head(reply), _end.Token);
                if (request.Method != "HEAD") await stream.WriteAsync(reply.Body.AsMemory(0, reply.CutAfter ?? reply.Body.Length), _end.Token);
                if (reply.Stalls) await Task.Delay(Timeout.Infinite, _end.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // the client has gone, or the server ends
            }
        }
    }

    async Task<LoopbackRequest?> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            if (read == 0) return null;
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var address = new Uri(At("/"), words[1]);
        var headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new(words[0], address.AbsolutePath, address.Query, headers, _counts.AddOrUpdate(address.AbsolutePath, 1, (_, count) => count + 1));
    }

    static byte[] Head(LoopbackReply reply)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} Reason\r\nConnection: close\r\n");
        if (reply.Announced is not < 0 && reply.Status != 304) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Announced ?? reply.Body.Length}\r\n");
        foreach (var (name, value) in reply.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _end.Dispose();
    }
}
