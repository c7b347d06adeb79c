using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Assayer.Lake.Parquet;

/// <summary>A column of whole numbers that rise or lie close to each other, such as offsets and counts: BIGINT. It has no dictionary.</summary>
public sealed class BigIntColumn : ParquetColumn
{
    long[] _values = new long[64];
    int _count;
    long _min = long.MaxValue, _max = long.MinValue;

    internal BigIntColumn(ParquetFile file, string name, int position)
        : base(file, name, position, ColumnType.BigInt)
    {
    }

    /// <summary>Appends a number.</summary>
    public void Append(long value)
    {
        Start(0, Hash(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)), Seed));
        if (_count == _values.Length) Array.Resize(ref _values, _count * 2);
        _values[_count++] = value;
        (_min, _max) = (Math.Min(_min, value), Math.Max(_max, value));
        Repeat();
    }

    /// <summary>Appends a number or NULL.</summary>
    public void Append(long? value)
    {
        if (value is { } known) Append(known);
        else AppendNull();
    }

    private protected override void Write(ChunkWriter chunk, int rows, int nulls)
    {
        if (_count > 0)
        {
            chunk.Range((Plain(_min), Plain(_max)));
            Encodings.Delta(chunk.Page, _values.AsSpan(0, _count));
        }
        chunk.WriteChunk(this, rows, nulls, _count > 0 ? ChunkWriter.Delta : ChunkWriter.Plain);
        (_count, _min, _max) = (0, long.MaxValue, long.MinValue);
    }

    static byte[] Plain(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
