using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Assayer.Lake.Parquet;

/// <summary>A column of texts: VARCHAR.</summary>
public sealed class TextColumn : DictionaryColumn<string>
{
    // A longer least or greatest value is left out of the statistics: it would be in the footer once for each row group.
    const int LongestInStatistics = 64;

    readonly ArrayBufferWriter<byte> _plain = new();
    int[] _ends = new int[32];
    int _count;
    string? _last;

    internal TextColumn(ParquetFile file, string name, int position)
        : base(file, name, position, ColumnType.Text)
    {
    }

    /// <summary>Appends a text. The same object as in the row before costs next to nothing, and an equal one little.</summary>
    public void Append(string? value)
    {
        if (!ReferenceEquals(value, _last)) Change(value);
        Repeat();
    }

    void Change(string? value)
    {
        _last = value;
        if (value is null) StartNull();
        else Start(value, Hash(MemoryMarshal.AsBytes(value.AsSpan()), Seed));
    }

    private protected override ReadOnlySpan<byte> Dictionary => _plain.WrittenSpan;

    private protected override void Encode(string value)
    {
        var bytes = _plain.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, bytes[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        _plain.Advance(4 + length);
        Hold(4 + length + value.Length * sizeof(char));
        if (_count == _ends.Length) Array.Resize(ref _ends, _count * 2);
        _ends[_count++] = _plain.WrittenCount;
    }

    private protected override ReadOnlySpan<byte> Plain(int entry) => _plain.WrittenSpan[(entry == 0 ? 0 : _ends[entry - 1]).._ends[entry]];

    private protected override void Clear()
    {
        _plain.ResetWrittenCount();
        (_count, _last) = (0, null);
    }

    // Texts are ordered by their bytes: parquet.thrift, ColumnOrder.
    private protected override (byte[] Min, byte[] Max)? Range()
    {
        var (min, max) = (0, 0);
        for (var entry = 1; entry < _count; entry++)
        {
            var text = Plain(entry)[4..];
            if (text.SequenceCompareTo(Plain(min)[4..]) < 0) min = entry;
            else if (text.SequenceCompareTo(Plain(max)[4..]) > 0) max = entry;
        }
        var first = Plain(min)[4..];
        var last = Plain(max)[4..];
        return first.Length <= LongestInStatistics && last.Length <= LongestInStatistics ? (first.ToArray(), last.ToArray()) : null;
    }
}
