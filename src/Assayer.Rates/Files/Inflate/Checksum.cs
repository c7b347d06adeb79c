using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assayer.Rates.Files.Inflate;

/// <summary>
/// CRC-32 as in gzip (RFC 1952, section 8): a polynomial over GF(2) modulo P, its highest power in the lowest bit. Where the processor multiplies
/// such polynomials 512 bits wide, blocks are folded (V. Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
/// Instruction", Intel, 2009); elsewhere the library does it.
/// </summary>
static class Checksum
{
    const uint Polynomial = 0xedb88320;
    const uint One = 1u << 31;

    /// <summary>Bytes from which on folding pays.</summary>
    const int LeastToFold = 256;

    static readonly Vector512<ulong> By2048 = Vector512.Create(FoldBy(2048)), By512 = Vector512.Create(FoldBy(512));
    static readonly Vector128<ulong> By384 = FoldBy(384), By256 = FoldBy(256), By128 = FoldBy(128);
    static readonly uint[] OfByte = [.. Enumerable.Range(0, 256).Select(value => OfOneByte((uint)value))];

    /// <summary>The checksum of a text and what is behind it.</summary>
    /// <param name="checksum">The text's; 0 of none.</param>
    /// <param name="bytes">What is behind it.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes) =>
        Pclmulqdq.V512.IsSupported && bytes.Length >= LeastToFold ? ~Fold(~checksum, bytes) : Combine(checksum, Crc32.HashToUInt32(bytes), bytes.Length);

    /// <summary>The same of a single byte.</summary>
    public static uint Append(uint checksum, byte value) => ~AppendTo(~checksum, value);

    /// <summary>The checksum of two texts, one behind the other, from those of each: the first's is multiplied by x^8 for each byte of the second, as by zlib's crc32_combine.</summary>
    public static uint Combine(uint first, uint second, long secondLength) => Multiply(first, PowerOfX(secondLength * 8)) ^ second;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var at = 256;
        var (a, b, c, d) = (Load(ref first, 0) ^ Vector512.CreateScalar(state).AsUInt64(), Load(ref first, 64), Load(ref first, 128), Load(ref first, 192));
        for (; at <= bytes.Length - 256; at += 256)
        {
            a = Fold(a, By2048) ^ Load(ref first, at);
            b = Fold(b, By2048) ^ Load(ref first, at + 64);
            c = Fold(c, By2048) ^ Load(ref first, at + 128);
            d = Fold(d, By2048) ^ Load(ref first, at + 192);
        }
        a = Fold(Fold(Fold(a, By512) ^ b, By512) ^ c, By512) ^ d;
        for (; at <= bytes.Length - 64; at += 64) a = Fold(a, By512) ^ Load(ref first, at);
        var rest = Fold(a.GetLower().GetLower(), By384) ^ Fold(a.GetLower().GetUpper(), By256) ^ Fold(a.GetUpper().GetLower(), By128) ^ a.GetUpper().GetUpper();
        for (; at <= bytes.Length - 16; at += 16) rest = Fold(rest, By128) ^ Vector128.LoadUnsafe(ref first, (nuint)at).AsUInt64();
        state = 0;
        for (var index = 0; index < 16; index++) state = AppendTo(state, rest.AsByte()[index]);
        foreach (var value in bytes[at..]) state = AppendTo(state, value);
        return state;
    }

    static uint AppendTo(uint state, byte value) => state >> 8 ^ OfByte[(byte)(state ^ value)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Load(ref byte first, int at) => Vector512.LoadUnsafe(ref first, (nuint)at).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Fold(Vector512<ulong> value, Vector512<ulong> by) =>
        Pclmulqdq.V512.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(value, by, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    // What 128 bits are multiplied by to stand so many bits further: the lower half, which comes first, by x^(bits + 32), the other by x^(bits - 32).
    // A product of reflected numbers is one bit short, hence the shift.
    static Vector128<ulong> FoldBy(int bits) => Vector128.Create((ulong)PowerOfX(bits + 32) << 1, (ulong)PowerOfX(bits - 32) << 1);

    // x^n modulo P.
    static uint PowerOfX(long n)
    {
        var power = One;
        for (var square = One >> 1; n > 0; n >>= 1, square = Multiply(square, square))
            if ((n & 1) != 0) power = Multiply(power, square);
        return power;
    }

    static uint Multiply(uint a, uint b)
    {
        var product = 0u;
        for (; a != 0; a <<= 1)
        {
            if ((a & One) != 0) product ^= b;
            b = TimesX(b);
        }
        return product;
    }

    static uint TimesX(uint value) => (value & 1) != 0 ? value >> 1 ^ Polynomial : value >> 1;

    static uint OfOneByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = TimesX(value);
        return value;
    }
}
