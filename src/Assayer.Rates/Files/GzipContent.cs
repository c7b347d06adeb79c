using Assayer.Evidence;
using Assayer.Rates.Files.Inflate;

namespace Assayer.Rates.Files;

/// <summary>
/// What gzip of any number of members opens to (RFC 1952, section 2.2). Checksums and lengths are checked; zero bytes behind the last member
/// are padding.
/// </summary>
/// <param name="file">Name for diagnostics.</param>
/// <param name="received">The compressed bytes; disposed with the content.</param>
sealed class GzipContent(string file, ReceivedBytes received) : IContentSource
{
    readonly Inflater _inflater = new();
    uint _crcBefore, _crc;
    long _memberLength;
    Part _part;

    enum Part
    {
        Header, Deflate, Trailer, Behind, End,
    }

    public uint Crc32 => Checksum.Combine(_crcBefore, _crc, _memberLength);

    public void Fill(byte[] buffer, ref int end, int limit)
    {
        while (end < limit && _part != Part.End)
        {
            switch (_part)
            {
                case Part.Header:
                    ReadHeader();
                    break;
                case Part.Deflate:
                    Inflate(buffer, ref end, limit);
                    break;
                case Part.Trailer:
                    ReadTrailer();
                    break;
                default:
                    ReadBehind();
                    break;
            }
        }
    }

    // RFC 1952, section 2.3.
    void ReadHeader()
    {
        const int Method = 8, HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16, Reserved = 0xe0;
        var crc = 0u;
        foreach (var value in FileStart.GzipMark)
            if (TakeByte(ref crc) != value) throw Foreign();
        var (method, flags) = (TakeByte(ref crc), TakeByte(ref crc));
        if (method != Method || (flags & Reserved) != 0) throw Damaged();
        for (var rest = 6; rest > 0; rest--) TakeByte(ref crc);
        if ((flags & HasExtra) != 0)
            for (var length = TakeByte(ref crc) | TakeByte(ref crc) << 8; length > 0; length--) TakeByte(ref crc);
        if ((flags & HasName) != 0) SkipText(ref crc);
        if ((flags & HasComment) != 0) SkipText(ref crc);
        var expected = (ushort)crc;
        if ((flags & HasHeaderCrc) != 0 && (TakeByte(ref crc) | TakeByte(ref crc) << 8) != expected) throw Damaged();
        _inflater.Reset();
        _part = Part.Deflate;
    }

    void Inflate(byte[] buffer, ref int end, int limit)
    {
        var start = end;
        var available = received.Available;
        var status = _inflater.Inflate(available, out var taken, buffer, ref end, limit);
        received.Take(taken);
        _crc = Checksum.Append(_crc, buffer.AsSpan(start, end - start));
        _memberLength += end - start;
        if (status == InflateStatus.NeedsInput && available.IsEmpty) throw CutShort();
        if (status == InflateStatus.IsDamaged) throw Damaged();
        if (status == InflateStatus.IsDone) _part = Part.Trailer;
    }

    void ReadTrailer()
    {
        if (TakeNumber() != _crc || TakeNumber() != (uint)_memberLength) throw Damaged();
        _crcBefore = Crc32;
        (_crc, _memberLength) = (0, 0);
        _part = Part.Behind;
    }

    void ReadBehind()
    {
        var available = received.Available;
        if (!available.IsEmpty && available[0] == FileStart.GzipMark[0])
        {
            _part = Part.Header;
            return;
        }
        for (; !available.IsEmpty; available = received.Available)
        {
            var zeros = available.IndexOfAnyExcept((byte)0);
            received.Take(zeros < 0 ? available.Length : zeros);
            if (zeros >= 0) throw Foreign();
        }
        _part = Part.End;
    }

    void SkipText(ref uint crc)
    {
        while (TakeByte(ref crc) != 0) { }
    }

    uint TakeNumber()
    {
        var (number, crc) = (0u, 0u);
        for (var shift = 0; shift < 32; shift += 8) number |= (uint)TakeByte(ref crc) << shift;
        return number;
    }

    byte TakeByte(ref uint crc)
    {
        var available = received.Available;
        if (available.IsEmpty) throw CutShort();
        var value = available[0];
        crc = Checksum.Append(crc, value);
        received.Take(1);
        return value;
    }

    DataFormatException Damaged() => Broken("FILE002", "The gzip data is damaged: it can't be decompressed, or its checksum or length is wrong.");

    DataFormatException CutShort() => Broken("FILE003", "The gzip data is cut short: it ends before a member is complete.");

    DataFormatException Foreign() => Broken("FILE011", "The gzip data is followed by bytes that are not gzip.");

    DataFormatException Broken(string code, string message) =>
        new(new(code, Severity.Error, new($"{file} (compressed)", ByteOffset: received.Count), message, "Fetch the file again."));

    public void Dispose() => received.Dispose();
}
