using System.Text;

namespace Assayer.Tests.Rates.Transparency;

/// <summary>A long text that is never in memory: a start, a piece so many times, an end.</summary>
sealed class Repeated(string start, string piece, string separator, int times, string end) : Stream
{
    readonly byte[] _start = Encoding.UTF8.GetBytes(start), _first = Encoding.UTF8.GetBytes(piece), _next = Encoding.UTF8.GetBytes(separator + piece), _end = Encoding.UTF8.GetBytes(end);
    int _part = -1, _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (_part <= times)
        {
            var part = _part < 0 ? _start : _part == times ? _end : _part == 0 ? _first : _next;
            var read = Math.Min(buffer.Length, part.Length - _at);
            part.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            if (_at == part.Length) (_part, _at) = (_part + 1, 0);
            if (read > 0) return read;
        }
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
