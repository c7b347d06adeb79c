using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Assayer.Tests.Rates.Files;

/// <summary>An entry to be written, and in what its headers lie.</summary>
sealed record ZipItem(string Name, byte[] Content)
{
    public ushort Method { get; init; } = 8;
    public ushort Flags { get; init; } = 0x0800; // the name is UTF-8
    public uint? Crc32 { get; init; }
    public long? Length { get; init; }
    public bool IsZip64 { get; init; }

    /// <summary>How many entries before this one has its bytes; its own where 0.</summary>
    public int SharesWith { get; init; }
}

/// <summary>Writes zip archives by APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3, true ones and others.</summary>
static class ZipWriter
{
    public static byte[] Write(params IReadOnlyList<ZipItem> items)
    {
        using var archive = new MemoryStream();
        var offsets = new List<long>();
        foreach (var item in items)
        {
            offsets.Add(item.SharesWith > 0 ? offsets[^item.SharesWith] : archive.Length);
            if (item.SharesWith > 0) continue;
            archive.Write(Header(item, null));
            archive.Write(Packed(item));
        }
        var directory = archive.Length;
        foreach (var (item, offset) in items.Zip(offsets)) archive.Write(Header(item, offset));
        var length = archive.Length - directory;
        var isZip64 = items.Any(item => item.IsZip64);
        if (isZip64)
        {
            var end = archive.Length;
            archive.Write(Bytes(writer =>
            {
                writer.Write(0x06064b50u); // 4.3.14: Zip64 end of central directory record
                writer.Write(44L);
                writer.Write((ushort)45);
                writer.Write((ushort)45);
                writer.Write(0u);
                writer.Write(0u);
                writer.Write((long)items.Count);
                writer.Write((long)items.Count);
                writer.Write(length);
                writer.Write(directory);
                writer.Write(0x07064b50u); // 4.3.15: its locator
                writer.Write(0u);
                writer.Write(end);
                writer.Write(1u);
            }));
        }
        archive.Write(Bytes(writer =>
        {
            writer.Write(0x06054b50u); // 4.3.16: end of central directory record
            writer.Write(0u);
            writer.Write(isZip64 ? ushort.MaxValue : (ushort)items.Count);
            writer.Write(isZip64 ? ushort.MaxValue : (ushort)items.Count);
            writer.Write(isZip64 ? uint.MaxValue : (uint)length);
            writer.Write(isZip64 ? uint.MaxValue : (uint)directory);
            writer.Write((ushort)0);
        }));
        return archive.ToArray();
    }

    // 4.3.7, or with the offset of an entry 4.3.12, and the extra field of 4.5.3
    static byte[] Header(ZipItem item, long? offset) => Bytes(writer =>
    {
        var name = Encoding.UTF8.GetBytes(item.Name);
        long length = item.Length ?? item.Content.Length, packed = Packed(item).Length;
        writer.Write(offset is null ? 0x04034b50u : 0x02014b50u);
        if (offset is not null) writer.Write((ushort)45);
        writer.Write((ushort)45);
        writer.Write(item.Flags);
        writer.Write(item.Method);
        writer.Write(0x5a210000u); // 2025-01-01
        writer.Write(item.Crc32 ?? Crc32.HashToUInt32(item.Content));
        writer.Write(item.IsZip64 ? uint.MaxValue : (uint)packed);
        writer.Write(item.IsZip64 ? uint.MaxValue : (uint)length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)(!item.IsZip64 ? 0 : offset is null ? 20 : 28));
        if (offset is not null)
        {
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(0u);
            writer.Write(item.IsZip64 ? uint.MaxValue : (uint)offset);
        }
        writer.Write(name);
        if (!item.IsZip64) return;
        writer.Write((ushort)1);
        writer.Write((ushort)(offset is null ? 16 : 24));
        writer.Write(length);
        writer.Write(packed);
        if (offset is { } at) writer.Write(at);
    });

    static byte[] Packed(ZipItem item)
    {
        if (item.Method != 8) return item.Content;
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal)) deflate.Write(item.Content);
        return packed.ToArray();
    }

    static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) write(writer);
        return stream.ToArray();
    }
}
