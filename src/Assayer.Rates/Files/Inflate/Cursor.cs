using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assayer.Rates.Files.Inflate;

/// <summary>Where an inflater is in its input and output.</summary>
/// <param name="input">The input.</param>
/// <param name="buffer">The output.</param>
/// <param name="end">Where output goes on.</param>
/// <param name="limit">Where output has to end.</param>
/// <param name="history">Bytes before <paramref name="end"/> that matches may be copied from.</param>
ref struct Cursor(ReadOnlySpan<byte> input, Span<byte> buffer, int end, int limit, int history)
{
    public readonly ReadOnlySpan<byte> Input = input;
    public readonly Span<byte> Buffer = buffer;
    public readonly int Limit = limit;

    /// <summary>Where in the buffer the stream's first byte is, or the first that is still there.</summary>
    public readonly int First = end - history;

    /// <summary>Bytes of input taken into <see cref="Bits"/>, or copied.</summary>
    public int Position;

    /// <summary>Where output goes on.</summary>
    public int End = end;

    /// <summary>Bits that wait, the next one lowest; what is above <see cref="Count"/> of them is nothing or the input behind them.</summary>
    public ulong Bits;

    /// <summary>How many bits wait.</summary>
    public int Count;

    /// <summary>Takes in as much as fits: at least 56 bits, or all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        if (Input.Length - Position >= sizeof(ulong))
        {
            Bits |= BinaryPrimitives.ReadUInt64LittleEndian(Input[Position..]) << Count;
            Position += (63 - Count) >> 3;
            Count |= 56;
            return;
        }
        Bits &= BitField.Mask(Count);
        for (; Count < 56 && Position < Input.Length; Count += 8) Bits |= (ulong)Input[Position++] << Count;
    }

    /// <summary>Whether as many bits wait, or could be taken in.</summary>
    public bool Has(int bits)
    {
        if (Count < bits) Refill();
        return Count >= bits;
    }

    /// <summary>The next bits, of which there must be as many.</summary>
    public int Take(int bits)
    {
        var value = (int)(Bits & BitField.Mask(bits));
        Skip(bits);
        return value;
    }

    public void Skip(int bits)
    {
        Bits >>= bits;
        Count -= bits;
    }

    /// <summary>Gives whole bytes back to the input, except those that came with the input before: they are needed.</summary>
    public void GiveBack()
    {
        var bytes = Math.Min(Count >> 3, Position);
        Position -= bytes;
        Count -= bytes * 8;
        Bits &= BitField.Mask(Count);
    }
}

/// <summary>The lowest bits of a number.</summary>
static class BitField
{
    public static ulong Mask(int count) => ~(ulong.MaxValue << count);

    /// <summary>As many as the lowest byte of <paramref name="count"/> says, at most 63.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Low(ulong value, ulong count) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(value, count) : value & ~(ulong.MaxValue << (int)count);
}
