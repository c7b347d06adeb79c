namespace Assayer.Rates.Files.Downloads;

/// <summary>
/// A connection for one request, which stays open when its response is read, to see whether the server sent more than it had announced. By
/// HTTP/1.1 such bytes belong to no message (RFC 9112, section 6.3), and clients drop them, with what may be the rest of a file.
/// </summary>
sealed class WatchedConnection(Stream inner) : Stream
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    bool _isReading, _isDisposed;
    bool _isInBody, _isInterim;
    int _line, _column;
    long _body;

    /// <summary>Whether more came, or comes, than a body of so many bytes.</summary>
    public async Task<bool> HasMoreThanAsync(long length, CancellationToken cancellation)
    {
        if (_body != length) return _body > length;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(LongestWait);
        try
        {
            return await inner.ReadAsync(new byte[1], limited.Token).ConfigureAwait(false) > 0;
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false; // nothing comes
        }
    }

    /// <summary>Closes the connection.</summary>
    public void HangUp() => inner.Dispose();

    // The client disposes of a connection that it has read, which keeps open; and of one on which it waits in vain, to end the reading.
    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _isDisposed = true;
            if (_isReading) inner.Dispose();
        }
        base.Dispose(disposing);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reading(true);
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Count(buffer.Span[..read]);
            return read;
        }
        finally
        {
            Reading(false);
        }
    }

    void Reading(bool begins)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(begins && _isDisposed, this);
            _isReading = begins;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    // The body begins behind an empty line, except behind that of an interim response, whose status is 1xx (RFC 9110, section 15.2).
    void Count(ReadOnlySpan<byte> bytes)
    {
        const int StatusColumn = 9; // "HTTP/1.1 200"
        for (var index = 0; index < bytes.Length; index++)
        {
            if (_isInBody)
            {
                _body += bytes.Length - index;
                return;
            }
            var value = bytes[index];
            if (value == '\n')
            {
                _isInBody = _column == 0 && !_isInterim;
                _line = _column == 0 ? 0 : _line + 1;
                _column = 0;
            }
            else if (value != '\r')
            {
                if (_line == 0 && _column == StatusColumn) _isInterim = value == '1';
                _column++;
            }
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    public override void Flush() => inner.Flush();
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
