using System.IO.Compression;
using System.Security.Cryptography;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// Reads gzip with any number of members (RFC 1952, section 2.2) and notices what <see cref="GZipStream"/> alone takes for a normal end:
/// a member cut short, and bytes after the last member that are not gzip; zero bytes there are padding. The checksums and lengths of whole
/// members are zlib's to check.
/// </summary>
sealed class GzipMembers : ForwardStream
{
    const int SealLength = 16;

    readonly string _file;
    readonly Func<long> _position;
    readonly GzipSource _source;
    readonly GZipStream _inflater;

    // A member of our own, appended to the file: its content comes out at the end if and only if all that is before it was whole gzip.
    readonly byte[] _seal = RandomNumberGenerator.GetBytes(SealLength);
    readonly byte[] _held = new byte[SealLength];
    int _heldLength, _heldSent;
    bool _ended;

    /// <param name="file">Name for diagnostics.</param>
    /// <param name="compressed">The compressed bytes; disposed with this stream.</param>
    /// <param name="position">How many compressed bytes were read.</param>
    public GzipMembers(string file, Stream compressed, Func<long> position)
    {
        _file = file;
        _position = position;
        _source = new(compressed, Compress(_seal));
        _inflater = new(_source, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (!_ended)
        {
            Span<byte> larger = stackalloc byte[SealLength + 1];
            var read = ReadBeforeEnd(buffer.Length > SealLength ? buffer : larger);
            if (read > 0 && buffer.Length <= SealLength) buffer[0] = larger[0]; // the one byte above the seal's length
            if (read > 0) return read;
        }
        return TakeHeld(buffer);
    }

    // What was held back comes first; the last 16 bytes are held back again, since they may be the seal. 0 at the end.
    int ReadBeforeEnd(Span<byte> buffer)
    {
        _held.AsSpan(0, _heldLength).CopyTo(buffer);
        var length = _heldLength;
        while (length <= SealLength)
        {
            var read = Inflate(buffer[length..]);
            if (read == 0)
            {
                End(buffer[..length]);
                return 0;
            }
            length += read;
        }
        buffer[(length - SealLength)..length].CopyTo(_held);
        _heldLength = SealLength;
        return length - SealLength;
    }

    // The last bytes are the seal, or content, where the inflater stopped at the padding before the seal.
    void End(ReadOnlySpan<byte> last)
    {
        _ended = true;
        _heldLength = 0;
        if (last.SequenceEqual(_seal)) return;
        if (_source.IsSealReached) throw CutShort(null);
        if (!_source.IsInPadding) throw Broken("FILE011", "The gzip data is followed by bytes that are not gzip.");
        last.CopyTo(_held);
        _heldLength = last.Length;
    }

    int TakeHeld(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _heldLength - _heldSent);
        _held.AsSpan(_heldSent, count).CopyTo(buffer);
        _heldSent += count;
        return count;
    }

    int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflater.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            if (_source.IsSealReached) throw CutShort(exception);
            throw Broken("FILE002", "The gzip data is damaged: it can't be decompressed, or its checksum or length is wrong.", exception);
        }
    }

    DataFormatException CutShort(Exception? inner) => Broken("FILE003", "The gzip data is cut short: it ends before a member is complete.", inner);

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
}
