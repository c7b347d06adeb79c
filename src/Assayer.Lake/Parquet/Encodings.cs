using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Assayer.Lake.Parquet;

/// <summary>How values become bytes. Source: apache/parquet-format, Encodings.md; the sections are named with each.</summary>
static class Encodings
{
    /// <summary>Values in a block of "Delta Encoding", and in each of its miniblocks.</summary>
    const int Block = 128, Miniblock = 32;

    /// <summary>The number of bits that hold the numbers up to one.</summary>
    public static int Width(int largest) => 32 - BitOperations.LeadingZeroCount((uint)largest);

    /// <summary>An unsigned LEB128 number.</summary>
    public static void Varint(ArrayBufferWriter<byte> output, ulong value)
    {
        var bytes = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Small numbers of either sign as small unsigned ones.</summary>
    public static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);

    /// <summary>Packs numbers from the least significant bit of each byte on, as in "Run Length Encoding / Bit-Packing Hybrid".</summary>
    /// <param name="output">Where to.</param>
    /// <param name="values">Numbers of at most that many bits; the number of bits of all is a multiple of eight.</param>
    /// <param name="width">Bits of each, 0 to 64.</param>
    public static void Pack(ArrayBufferWriter<byte> output, ReadOnlySpan<ulong> values, int width)
    {
        if (width == 0) return;
        var length = values.Length * width / 8;
        var bytes = output.GetSpan(length + 8);
        ulong word = 0;
        var (bits, at) = (0, 0);
        foreach (var value in values)
        {
            word |= value << bits;
            bits += width;
            if (bits < 64) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], word);
            at += 8;
            bits -= 64;
            word = bits == 0 ? 0 : value >> (width - bits);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], word);
        output.Advance(length);
    }

    /// <summary>"Delta Encoding (DELTA_BINARY_PACKED = 5)": numbers that rise, or lie close to each other.</summary>
    public static void Delta(ArrayBufferWriter<byte> output, ReadOnlySpan<long> values)
    {
        Varint(output, Block);
        Varint(output, Block / Miniblock);
        Varint(output, (ulong)values.Length);
        Varint(output, ZigZag(values[0]));
        Span<ulong> deltas = stackalloc ulong[Block];
        Span<byte> widths = stackalloc byte[Block / Miniblock];
        for (var start = 1; start < values.Length; start += Block)
        {
            var count = Math.Min(Block, values.Length - start);
            var least = long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                var delta = unchecked(values[start + i] - values[start + i - 1]);
                deltas[i] = (ulong)delta;
                least = Math.Min(least, delta);
            }
            // Differences wrap around, as the section demands; so does what is taken from them. Padding is zero.
            for (var i = 0; i < count; i++) deltas[i] = unchecked(deltas[i] - (ulong)least);
            deltas[count..].Clear();
            Varint(output, ZigZag(least));
            for (var mini = 0; mini < widths.Length; mini++)
            {
                ulong all = 0;
                foreach (var delta in deltas.Slice(mini * Miniblock, Miniblock)) all |= delta;
                widths[mini] = (byte)(64 - BitOperations.LeadingZeroCount(all));
            }
            output.Write(widths);
            // A miniblock beyond the last value has no bytes: it is all padding, so its width is zero.
            for (var mini = 0; mini < widths.Length; mini++) Pack(output, deltas.Slice(mini * Miniblock, Miniblock), widths[mini]);
        }
    }
}
