using System.IO.Compression;
using System.IO.Hashing;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>An entry's bytes, which at their end must have the length and the CRC-32 that the archive's directory gives.</summary>
sealed class ZipEntryStream(string name, ZipArchive archive, Stream content, long length, uint crc32) : ForwardStream
{
    readonly Crc32 _crc = new();
    long _count;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged("can't be decompressed", exception);
        }
        _crc.Append(buffer[..read]);
        _count += read;
        if (_count > length || (read == 0 && _count < length)) throw Damaged($"opens to another length than the {length} bytes that the archive's directory gives");
        if (read == 0 && _crc.GetCurrentHashAsUInt32() != crc32) throw Damaged("hasn't the CRC-32 that the archive's directory gives");
        return read;
    }

    DataFormatException Damaged(string what, Exception? inner = null) =>
        new(new("FILE016", Severity.Error, new(name, ByteOffset: _count), $"The entry is damaged: it {what}.", "Fetch the archive again."), inner);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
        }
        base.Dispose(disposing);
    }
}
