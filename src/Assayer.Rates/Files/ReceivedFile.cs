using System.Buffers;
using System.IO.Hashing;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// A file as it was received, read once: its content uncompressed, and, when the content has been read to its end, what identifies it.
/// How it is packed is found from its first bytes, never from its name.
/// </summary>
public sealed class ReceivedFile : IDisposable
{
    readonly Metered _received;
    readonly ContentStream _content;

    ReceivedFile(string name, Metered received, ContentStream content, bool isGzip) =>
        (Name, _received, _content, IsGzip) = (name, received, content, isGzip);

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>Whether it came gzip-compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>The content, uncompressed.</summary>
    public Stream Content => _content;

    /// <summary>Bytes received so far, compressed where the file is.</summary>
    public long BytesReceived => _received.Count;

    /// <summary>Uncompressed bytes so far.</summary>
    public long ContentLength => _content.Count;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFormatException">It is empty, packed in a way that isn't read, or no UTF-8.</exception>
    public static ReceivedFile Open(InputFile input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var received = new Metered(input.Open());
        try
        {
            var content = new ContentStream(input.Name, received, received);
            var isGzip = IsGzipStart(content.Peek());
            if (isGzip) content = new(input.Name, new GzipMembers(input.Name, content, () => received.Count), received);
            RefuseUnreadable(input.Name, content.Peek(), isGzip || input.Archive is not null);
            return new(input.Name, received, content, isGzip);
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <summary>The first uncompressed bytes, without moving on.</summary>
    public ReadOnlySpan<byte> Peek() => _content.Peek();

    /// <summary>Reads what is left, so that the whole file has been checked and its identity is known.</summary>
    public FileIdentity Finish(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (_content.Read(buffer) > 0) cancellation.ThrowIfCancellationRequested();
            while (_received.Read(buffer) > 0) cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return new(_received.Sha256(), _received.Count, _content.Count, _content.Crc32());
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    static bool IsGzipStart(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    static void RefuseUnreadable(string name, ReadOnlySpan<byte> start, bool isUnpacked)
    {
        var (code, message, remedy) =
            start.IsEmpty ? ("FILE001", isUnpacked ? "There is nothing in the file." : "The file is empty.", "Fetch it again.")
            : isUnpacked && (IsGzipStart(start) || ZipEntries.IsArchive(start)) ? ("FILE014", "The file is packed several times over.", "Unpack it, and give what was in it.")
            : IsOtherEncoding(start) ? ("FILE006", "The file is UTF-16 or UTF-32; price files and tables are read as UTF-8.", "Convert it: iconv -f UTF-16 -t UTF-8 FILE.")
            : default;
        if (code is not null) throw new DataFormatException(new(code, Severity.Error, new(name, ByteOffset: 0), message, remedy));
    }

    // By its byte order mark; without one, text of which every second byte is zero.
    static bool IsOtherEncoding(ReadOnlySpan<byte> start) =>
        start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, 0, 0xfe, 0xff, ..] or [0, not 0, 0, not 0, ..] or [not 0, 0, not 0, 0, ..] or [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..];

    /// <summary>The uncompressed bytes, counted and summed, of which the first can be looked at in advance.</summary>
    sealed class ContentStream(string name, Stream inner, Metered received) : ForwardStream
    {
        readonly Crc32 _crc = new();
        byte[] _peeked = [];
        int _peekedSent;

        public long Count { get; private set; }

        public ReadOnlySpan<byte> Peek()
        {
            if (_peeked.Length == 0 && Count == 0)
            {
                _peeked = new byte[1 << 16];
                Array.Resize(ref _peeked, inner.ReadAtLeast(_peeked, _peeked.Length, throwOnEndOfStream: false));
            }
            return _peeked;
        }

        public override int Read(Span<byte> buffer)
        {
            int read;
            if (_peekedSent < _peeked.Length)
            {
                read = Math.Min(buffer.Length, _peeked.Length - _peekedSent);
                _peeked.AsSpan(_peekedSent, read).CopyTo(buffer);
                _peekedSent += read;
            }
            else
            {
                read = inner.Read(buffer);
            }
            _crc.Append(buffer[..read]);
            Count += read;
            if (Expansion.IsImplausible(Count, received.Count))
                throw new DataFormatException(new("FILE015", Severity.Error, new(name, ByteOffset: Count), Expansion.Message(Count, received.Count), "Fetch the file from where it is published."));
            return read;
        }

        public uint Crc32() => _crc.GetCurrentHashAsUInt32();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>What identifies a file and its content.</summary>
/// <param name="Sha256">SHA-256 of the bytes received, in lower-case hexadecimal.</param>
/// <param name="Bytes">How many bytes were received.</param>
/// <param name="ContentBytes">Bytes of the uncompressed content.</param>
/// <param name="ContentCrc32">CRC-32 of the uncompressed content (ISO/IEC 8802-3, as in gzip).</param>
public readonly record struct FileIdentity(string Sha256, long Bytes, long ContentBytes, uint ContentCrc32);
