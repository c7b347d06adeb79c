using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Finds the bracket that closes a JSON container, from anywhere in it, in bytes that come in pieces: brackets outside texts are counted, whichever
/// kind they are, and nothing else is looked at. 64 bytes at a time, after Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019),
/// section 3.1: a carry-less product with ones turns the quotation marks into a mask of what is within texts.
/// </summary>
struct BracketScan
{
    const int Step = 64;
    const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    ulong _inText; // all ones within a text
    ulong _isEscaped; // 1 where the next byte is
    long _depth;

    /// <summary>The index of the closing bracket; -1 where it isn't among these bytes: the scan then goes on with the next ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (at, inText, depth) = (0, _inText, _depth); // in registers
        for (; at <= bytes.Length - Step; at += Step)
        {
            MasksOf(ref Unsafe.Add(ref first, at), out var quotes, out var backslashes, out var opening, out var closing);
            if ((backslashes | _isEscaped) != 0) quotes &= ~Escaped(backslashes);
            var texts = PrefixXor(quotes) ^ inText;
            inText = (ulong)((long)texts >> 63);
            opening &= ~texts;
            closing &= ~texts;
            if (BitOperations.PopCount(closing) <= depth)
            {
                depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
                continue;
            }
            for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
            {
                if ((opening & brackets & (0 - brackets)) != 0) depth++;
                else if (--depth < 0) return at + BitOperations.TrailingZeroCount(brackets);
            }
        }
        (_inText, _depth) = (inText, depth);
        var rest = TakePlainly(bytes[at..]);
        return rest < 0 ? rest : at + rest;
    }

    /// <summary>The same, byte by byte.</summary>
    public int TakePlainly(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var isEscaped = _isEscaped != 0;
            _isEscaped = 0;
            switch (bytes[at])
            {
                case (byte)'"' when !isEscaped: _inText = ~_inText; break;
                case (byte)'\\' when !isEscaped: _isEscaped = 1; break;
                case (byte)'{' or (byte)'[' when _inText == 0: _depth++; break;
                case (byte)'}' or (byte)']' when _inText == 0:
                    if (--_depth < 0) return at;
                    break;
            }
        }
        return -1;
    }

    // Opening brackets, and closing ones, differ from each other by 0x20.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MasksOf(ref byte bytes, out ulong quotes, out ulong backslashes, out ulong opening, out ulong closing)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.LoadUnsafe(ref bytes);
            var folded = all | Vector512.Create((byte)0x20);
            quotes = Vector512.Equals(all, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(all, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            opening = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closing = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            return;
        }
        quotes = backslashes = opening = closing = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (var half = 0; half < Step; half += Vector256<byte>.Count)
            {
                var some = Vector256.LoadUnsafe(ref bytes, (nuint)half);
                var folded = some | Vector256.Create((byte)0x20);
                quotes |= (ulong)Vector256.Equals(some, Vector256.Create((byte)'"')).ExtractMostSignificantBits() << half;
                backslashes |= (ulong)Vector256.Equals(some, Vector256.Create((byte)'\\')).ExtractMostSignificantBits() << half;
                opening |= (ulong)Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits() << half;
                closing |= (ulong)Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits() << half;
            }
            return;
        }
        for (var quarter = 0; quarter < Step; quarter += Vector128<byte>.Count)
        {
            var some = Vector128.LoadUnsafe(ref bytes, (nuint)quarter);
            var folded = some | Vector128.Create((byte)0x20);
            quotes |= (ulong)Vector128.Equals(some, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << quarter;
            backslashes |= (ulong)Vector128.Equals(some, Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << quarter;
            opening |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << quarter;
            closing |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << quarter;
        }
    }

    // Which bytes stand behind an odd number of backslashes (section 3.1.1, as simdjson 3 does it: one subtraction runs through each group).
    ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            var first = _isEscaped;
            _isEscaped = 0;
            return first;
        }
        var potential = backslashes & ~_isEscaped;
        var maybeEscaped = potential << 1;
        var evenSeriesAndOdd = ((maybeEscaped | OddBits) - potential) ^ OddBits;
        var escaped = evenSeriesAndOdd ^ (backslashes | _isEscaped);
        _isEscaped = (evenSeriesAndOdd & backslashes) >> 63;
        return escaped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        for (var shift = 1; shift < Step; shift <<= 1) bits ^= bits << shift;
        return bits;
    }
}
