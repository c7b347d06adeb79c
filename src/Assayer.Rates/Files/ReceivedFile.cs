using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
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
    /// <exception cref="DataFormatException">It is empty, or packed in a way that isn't read.</exception>
    public static ReceivedFile Open(string path)
    {
        var name = Path.GetFileName(path);
        var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        try
        {
            Span<byte> start = stackalloc byte[4];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            Refuse(name, start);
            var isGzip = start.StartsWith([(byte)0x1f, (byte)0x8b]);
            var received = new Metered(stream);
            return new(name, received, new(isGzip ? new GzipMembers(name, received, () => received.Count) : received), isGzip);
        }
        catch
        {
            stream.Dispose();
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

    /// <summary>The SHA-256 of a file's bytes, in lower-case hexadecimal.</summary>
    public static string Sha256Of(string path, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(path);
        using var metered = new Metered(stream);
        var buffer = new byte[1 << 18];
        while (metered.Read(buffer) > 0) cancellation.ThrowIfCancellationRequested();
        return metered.Sha256();
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    static void Refuse(string name, ReadOnlySpan<byte> start)
    {
        var (code, message, remedy) = start switch
        {
            [] => ("FILE001", "The file is empty.", "Fetch it again."),
            [0x50, 0x4b, 0x03 or 0x05 or 0x07, ..] => ("FILE004", "This is a zip archive, which is not read.", "Unpack it, and give the files that were in it."),
            [0xef, 0xbb, 0xbf, (byte)'{' or (byte)'[' or (byte)' ' or (byte)'\r' or (byte)'\n'] => ("FILE005", "The file starts with a UTF-8 byte order mark, which JSON does not allow (RFC 8259, section 8.1).", "Remove its first three bytes: tail -c +4 FILE."),
            [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => ("FILE006", "The file is UTF-16; price files and tables are read as UTF-8.", "Convert it: iconv -f UTF-16 -t UTF-8 FILE."),
            _ => default,
        };
        if (code is not null) throw new DataFormatException(new(code, Severity.Error, new(name, ByteOffset: 0), message, remedy));
    }

    /// <summary>Counts and digests what passes through.</summary>
    sealed class Metered(Stream inner) : ForwardStream
    {
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _hash.AppendData(buffer[..read]);
            Count += read;
            return read;
        }

        public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }

    /// <summary>The uncompressed bytes, counted and summed, of which the first can be looked at in advance.</summary>
    sealed class ContentStream(Stream inner) : ForwardStream
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
