namespace Assayer.Rates.Files;

/// <summary>
/// Gzip as it is given to the inflater: the bytes, then a member of our own, the seal. Zero bytes at the end of the file are given singly, so
/// that an inflater which stops among them shows that they are padding.
/// </summary>
sealed class GzipSource(Stream compressed, byte[] seal) : ForwardStream
{
    readonly byte[] _ahead = new byte[1 << 13];
    int _aheadNext, _aheadEnd;
    long _zerosBeforeAhead, _zerosHeld;
    bool _isReadToEnd;
    int _sealSent;

    /// <summary>Whether nothing but the file's last zero bytes was given last, if any: all other bytes were taken.</summary>
    public bool IsInPadding { get; private set; }

    /// <summary>Whether the inflater took all of the file's bytes, and asked for more.</summary>
    public bool IsSealReached => _sealSent > 0;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (_zerosBeforeAhead > 0) return TakeZeros(buffer, ref _zerosBeforeAhead);
            if (_aheadNext < _aheadEnd) return TakeAhead(buffer);
            if (_isReadToEnd) return TakeEnd(buffer);
            if (_zerosHeld > 0)
            {
                ReadAhead();
                continue;
            }
            var read = compressed.Read(buffer);
            _isReadToEnd = read == 0;
            var kept = WithoutLastZeros(buffer[..read]);
            _zerosHeld = read - kept;
            if (kept > 0) return kept;
        }
    }

    // Whether the zeros that are held are the last bytes shows only when more is read.
    void ReadAhead()
    {
        var read = compressed.Read(_ahead);
        _isReadToEnd = read == 0;
        (_aheadNext, _aheadEnd) = (0, WithoutLastZeros(_ahead.AsSpan(0, read)));
        if (_aheadEnd > 0) (_zerosBeforeAhead, _zerosHeld) = (_zerosHeld, 0);
        _zerosHeld += read - _aheadEnd;
    }

    static int WithoutLastZeros(ReadOnlySpan<byte> bytes) => bytes.LastIndexOfAnyExcept((byte)0) + 1;

    static int TakeZeros(Span<byte> buffer, ref long zeros)
    {
        var count = (int)Math.Min(buffer.Length, zeros);
        buffer[..count].Clear();
        zeros -= count;
        return count;
    }

    int TakeAhead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _aheadEnd - _aheadNext);
        _ahead.AsSpan(_aheadNext, count).CopyTo(buffer);
        _aheadNext += count;
        return count;
    }

    int TakeEnd(Span<byte> buffer)
    {
        IsInPadding = _zerosHeld > 0;
        if (IsInPadding) return TakeZeros(buffer[..1], ref _zerosHeld);
        var count = Math.Min(buffer.Length, seal.Length - _sealSent);
        seal.AsSpan(_sealSent, count).CopyTo(buffer);
        _sealSent += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) compressed.Dispose();
        base.Dispose(disposing);
    }
}
