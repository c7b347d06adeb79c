using System.Buffers;

namespace Assayer.Lake.Parquet;

/// <summary>
/// Writes small numbers as runs of equal ones and as packed bits, whichever is shorter. Source: apache/parquet-format, Encodings.md,
/// "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="width">Bits of a number.</param>
ref struct HybridEncoder(ArrayBufferWriter<byte> output, int width)
{
    // 63 groups of eight: the most that a header of one byte can announce.
    const int MostPacked = 63 * 8;

    // A run costs its header and value, and cuts the packed numbers in two; below this many bits it doesn't pay. A run has at least eight numbers.
    readonly int _shortestRun = Math.Max(8, width == 0 ? 8 : (32 + width) / width);
    readonly ulong[] _packed = ArrayPool<ulong>.Shared.Rent(MostPacked);
    int _packedCount, _value, _count;

    /// <summary>Adds a number, some times over.</summary>
    public void Add(int value, int count)
    {
        if (value == _value)
        {
            _count += count;
            return;
        }
        Close();
        (_value, _count) = (value, count);
    }

    /// <summary>Writes what is left. The encoder is used up.</summary>
    public void End()
    {
        Close();
        while (_packedCount % 8 != 0) _packed[_packedCount++] = 0;
        Flush();
        ArrayPool<ulong>.Shared.Return(_packed);
    }

    void Close()
    {
        // Only the last group may be padded: one that is begun is filled first.
        var fill = Math.Min(_count, (8 - _packedCount % 8) % 8);
        if (_count - fill < _shortestRun) fill = _count;
        for (var left = fill; left > 0;)
        {
            var some = Math.Min(left, MostPacked - _packedCount);
            _packed.AsSpan(_packedCount, some).Fill((ulong)_value);
            _packedCount += some;
            left -= some;
            if (_packedCount == MostPacked) Flush();
        }
        if (fill == _count) return;
        Flush();
        Encodings.Varint(output, (ulong)(_count - fill) << 1);
        var bytes = output.GetSpan(4);
        for (var i = 0; i < (width + 7) / 8; i++) bytes[i] = (byte)(_value >> 8 * i);
        output.Advance((width + 7) / 8);
    }

    void Flush()
    {
        if (_packedCount == 0) return;
        Encodings.Varint(output, (ulong)(_packedCount / 8) << 1 | 1);
        Encodings.Pack(output, _packed.AsSpan(0, _packedCount), width);
        _packedCount = 0;
    }
}
