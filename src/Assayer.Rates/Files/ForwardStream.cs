namespace Assayer.Rates.Files;

/// <summary>A stream that is only read, once, from its beginning to its end.</summary>
abstract class ForwardStream : Stream
{
    public abstract override int Read(Span<byte> buffer);

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public sealed override bool CanRead => true;
    public sealed override bool CanSeek => false;
    public sealed override bool CanWrite => false;
    public sealed override long Length => throw Refused();
    public sealed override long Position { get => throw Refused(); set => throw Refused(); }
    public sealed override void Flush() { }
    public sealed override long Seek(long offset, SeekOrigin origin) => throw Refused();
    public sealed override void SetLength(long value) => throw Refused();
    public sealed override void Write(byte[] buffer, int offset, int count) => throw Refused();

    static NotSupportedException Refused() => new("This stream is only read, from its beginning to its end.");
}
