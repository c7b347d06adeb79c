using System.IO.Compression;
using System.Security.Cryptography;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// Reads gzip with any number of members (RFC 1952, section 2.2) and notices what <see cref="GZipStream"/> alone takes for a normal end:
/// a member cut short, and bytes after the last member that are not gzip. The checksums and lengths of whole members are zlib's to check.
/// </summary>
sealed class GzipMembers : ForwardStream
{
    const int SealLength = 16;

    readonly string _file;
    readonly Func<long> _position;
    readonly GZipStream _inflater;

    // A member of our own, appended to the file: its content comes out at the end if and only if all that is before it was whole.
    readonly byte[] _seal = RandomNumberGenerator.GetBytes(SealLength);
    readonly byte[] _held = new byte[SealLength];
    int _heldLength;
    bool _ended;

    /// <param name="file">Name for diagnostics.</param>
    /// <param name="compressed">The compressed bytes; disposed with this stream.</param>
    /// <param name="position">How many compressed bytes were read.</param>
    public GzipMembers(string file, Stream compressed, Func<long> position)
    {
        _file = file;
        _position = position;
        _inflater = new(new Concatenation(compressed, Compress(_seal)), CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length <= SealLength) return ReadSmall(buffer);
        if (_ended) return 0;

        // What was held back comes first; the last 16 bytes are held back again, since they may be the seal.
        _held.AsSpan(0, _heldLength).CopyTo(buffer);
        var length = _heldLength;
        while (length <= SealLength)
        {
            var read = Inflate(buffer[length..]);
            if (read == 0)
            {
                _ended = true;
                if (length == SealLength && buffer[..SealLength].SequenceEqual(_seal)) return 0;
                throw Broken("FILE003", "The gzip data ends before a member is complete, or is followed by bytes that are not gzip.");
            }
            length += read;
        }
        buffer[(length - SealLength)..length].CopyTo(_held);
        _heldLength = SealLength;
        return length - SealLength;
    }

    int ReadSmall(Span<byte> buffer)
    {
        if (buffer.Length == 0) return 0;
        Span<byte> larger = stackalloc byte[SealLength + 1];
        var read = Read(larger);
        if (read == 0) return 0;
        buffer[0] = larger[0]; // Read gives at most the one byte above the seal's length
        return 1;
    }

    int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflater.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw Broken("FILE002", "The gzip data is damaged: it can't be decompressed, or its checksum or length is wrong.", exception);
        }
    }

    DataFormatException Broken(string code, string message, Exception? inner = null) => new(
        new(code, Severity.Error, new($"{_file} (compressed)", ByteOffset: _position()), message, "Fetch the file again."),
        inner);

    static byte[] Compress(byte[] bytes)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest)) gzip.Write(bytes);
        return member.ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inflater.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One stream, then some bytes.</summary>
    sealed class Concatenation(Stream first, byte[] then) : ForwardStream
    {
        int _sent;

        public override int Read(Span<byte> buffer)
        {
            var read = first.Read(buffer);
            if (read > 0 || buffer.Length == 0) return read;
            read = Math.Min(buffer.Length, then.Length - _sent);
            then.AsSpan(_sent, read).CopyTo(buffer);
            _sent += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) first.Dispose();
            base.Dispose(disposing);
        }
    }
}
