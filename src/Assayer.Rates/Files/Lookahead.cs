namespace Assayer.Rates.Files;

/// <summary>A stream of which the first bytes were looked at in advance.</summary>
sealed class Lookahead : ForwardStream
{
    readonly Stream _inner;
    readonly byte[] _start;
    int _sent;

    public Lookahead(Stream inner, int length)
    {
        _inner = inner;
        _start = new byte[length];
        Array.Resize(ref _start, inner.ReadAtLeast(_start, length, throwOnEndOfStream: false));
    }

    /// <summary>The first bytes; fewer than wanted where the stream is shorter.</summary>
    public ReadOnlySpan<byte> Start => _start;

    public override int Read(Span<byte> buffer)
    {
        if (_sent == _start.Length) return _inner.Read(buffer);
        var read = Math.Min(buffer.Length, _start.Length - _sent);
        _start.AsSpan(_sent, read).CopyTo(buffer);
        _sent += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
