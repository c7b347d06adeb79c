using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assayer.Rates.Files.Inflate;

/// <summary>
/// The codes of a block (RFC 1951, sections 3.2.2 to 3.2.7), as tables by the next bits. Blocks may be small, and a file be read before the
/// runtime has found out what is worth optimising: hence it is told.
/// </summary>
sealed class DeflateCodes
{
    /// <summary>
    /// Entries of a table and those behind it: a power of two, so that an index can be masked into it. At most 1,332 are needed, and of distances
    /// 592 (inftrees.h of zlib-ng, for the same bits).
    /// </summary>
    public const int LiteralTableLength = 1 << 11;

    /// <summary>The same of distances.</summary>
    public const int DistanceTableLength = 1 << 10;

    const int LiteralBits = 10;
    const int DistanceBits = 9;
    const int MostBits = 15;
    const int MostLengths = 286 + 30;

    // RFC 1951, section 3.2.7.
    static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    // Of an incomplete code, which takes one bit all the same: so does zlib.
    const ulong NoLiteral = LiteralEntry.Damage | 1UL << LiteralEntry.FirstShift;
    const uint NoDistance = DistanceEntry.Damage | 1;

    readonly ulong[] _literals = new ulong[LiteralTableLength];
    readonly ulong[] _singles = new ulong[1 << LiteralBits];
    readonly uint[] _distances = new uint[DistanceTableLength];
    readonly ushort[] _lengthCodes = new ushort[1 << 7];
    readonly byte[] _lengths = new byte[MostLengths + 138];
    readonly byte[] _codeLengths = new byte[19];
    readonly ushort[] _sorted = new ushort[288];

    int _literalBits, _distanceBits;
    int _literalCount, _distanceCount, _codeLengthCount, _read;
    bool _isFixed;

    public ref ulong LiteralTable => ref MemoryMarshal.GetArrayDataReference(_literals);

    public ref uint DistanceTable => ref MemoryMarshal.GetArrayDataReference(_distances);

    public ulong LiteralMask => BitField.Mask(_literalBits);

    public ulong DistanceMask => BitField.Mask(_distanceBits);

    public ulong Literal(ulong bits)
    {
        var entry = _literals[bits & LiteralMask];
        return LiteralEntry.IsLink(entry) ? _literals[LiteralEntry.Linked(entry, bits)] : entry;
    }

    public uint Distance(ulong bits)
    {
        var entry = _distances[bits & DistanceMask];
        return DistanceEntry.IsLink(entry) ? _distances[DistanceEntry.Linked(entry, bits)] : entry;
    }

    /// <summary>The codes of section 3.2.6.</summary>
    public void SetFixed()
    {
        if (_isFixed) return;
        _lengths.AsSpan(0, 144).Fill(8);
        _lengths.AsSpan(144, 112).Fill(9);
        _lengths.AsSpan(256, 24).Fill(7);
        _lengths.AsSpan(280, 8).Fill(8);
        MakeLiterals(_lengths.AsSpan(0, 288));
        _lengths.AsSpan(0, 32).Fill(5);
        MakeDistances(_lengths.AsSpan(0, 32));
        _isFixed = true;
    }

    /// <summary>Begins to read the codes of section 3.2.7.</summary>
    public void Begin() => (_isFixed, _literalCount, _read) = (false, 0, 0);

    /// <summary>Reads as far as the input goes. Null when more is needed, false when it is no set of codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool? Read(ref Cursor cursor)
    {
        if (_literalCount == 0)
        {
            if (!cursor.Has(14)) return null;
            (_literalCount, _distanceCount, _codeLengthCount) = (cursor.Take(5) + 257, cursor.Take(5) + 1, cursor.Take(4) + 4);
            if (_literalCount > 286 || _distanceCount > 30) return false;
            Array.Clear(_codeLengths);
        }
        for (; _read < _codeLengthCount; _read++)
        {
            if (!cursor.Has(3)) return null;
            _codeLengths[Order[_read]] = (byte)cursor.Take(3);
            if (_read == _codeLengthCount - 1 && !MakeLengthCodes()) return false;
        }
        var total = _literalCount + _distanceCount;
        var at = _read - _codeLengthCount;
        while (at < total)
        {
            if (cursor.Count < 14) cursor.Refill();
            var code = _lengthCodes[(int)cursor.Bits & 0x7f];
            var (symbol, codeBits) = (code >> 8, code & 7);
            if (symbol < 16)
            {
                if (codeBits > cursor.Count) return Wait(at);
                cursor.Skip(codeBits);
                _lengths[at++] = (byte)symbol;
                continue;
            }
            var (extra, least) = symbol switch { 16 => (2, 3), 17 => (3, 3), _ => (7, 11) };
            if (codeBits + extra > cursor.Count) return Wait(at);
            cursor.Skip(codeBits);
            var times = least + cursor.Take(extra);
            if (at + times > total || (symbol == 16 && at == 0)) return false;
            _lengths.AsSpan(at, times).Fill(symbol == 16 ? _lengths[at - 1] : (byte)0);
            at += times;
        }
        return _lengths[256] != 0 && MakeLiterals(_lengths.AsSpan(0, _literalCount)) && MakeDistances(_lengths.AsSpan(_literalCount, _distanceCount));
    }

    bool? Wait(int at)
    {
        _read = at + _codeLengthCount;
        return null;
    }

    bool MakeLengthCodes()
    {
        Span<int> counts = stackalloc int[MostBits + 1];
        if (!TrySort(_codeLengths, counts, out var bits)) return false;
        if (bits == 0) _lengthCodes.AsSpan().Fill(1); // zlib takes a bit and a length of 0 for each symbol, and refuses the block when it has read them
        if (bits == 0) return true;
        if (!IsComplete(counts)) return false;
        MakeTable<ushort, LengthCodes>(_lengthCodes, new(), counts, 7, 7);
        return true;
    }

    bool MakeLiterals(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[MostBits + 1];
        if (!TrySort(lengths, counts, out var most)) return false;
        _literalBits = Math.Clamp(most, 1, LiteralBits);
        if (IsComplete(counts))
        {
            MakeTable<ulong, Literals>(_literals, new(), counts, _literalBits, most);
            MakePairs(counts);
        }
        else if (most <= 1) (_literals[0], _literals[1]) = (most == 0 ? NoLiteral : new Literals().Entry(_sorted[0], 1), NoLiteral);
        else return false;
        return true;
    }

    // Where a literal is followed by a short code, the entry becomes one for both.
    void MakePairs(ReadOnlySpan<int> counts)
    {
        var (next, reversed, bits) = (0, 0, 1);
        while (counts[bits] == 0) bits++;
        var shortest = bits;
        var singles = _singles.AsSpan(0, 1 << (_literalBits - shortest));
        _literals.AsSpan(0, singles.Length).CopyTo(singles);
        for (; bits <= _literalBits - shortest; bits++)
        {
            for (var left = counts[bits]; left > 0; left--)
            {
                var symbol = _sorted[next++];
                if (symbol < 256) MakePairs(reversed, bits, new Literals().Entry(symbol, bits), singles[..(1 << (_literalBits - bits))]);
                reversed = Following(reversed, bits);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MakePairs(int reversed, int bits, ulong literal, ReadOnlySpan<ulong> followings)
    {
        ref var target = ref _literals[reversed];
        foreach (var following in followings)
        {
            target = LiteralEntry.Pair(literal, following, _literalBits - bits);
            target = ref Unsafe.Add(ref target, 1 << bits); // as many followings as there are places: see the caller
        }
    }

    bool MakeDistances(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[MostBits + 1];
        if (!TrySort(lengths, counts, out var most)) return false;
        _distanceBits = Math.Clamp(most, 1, DistanceBits);
        if (IsComplete(counts)) MakeTable<uint, Distances>(_distances, new(), counts, _distanceBits, most);
        else if (most <= 1) (_distances[0], _distances[1]) = (most == 0 ? NoDistance : new Distances().Entry(_sorted[0], 1), NoDistance);
        else return false;
        return true;
    }

    // Symbols by their codes' lengths. False where there are more codes than bits can tell apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TrySort(ReadOnlySpan<byte> lengths, Span<int> counts, out int most)
    {
        Span<int> places = stackalloc int[MostBits + 2];
        counts.Clear();
        foreach (var length in lengths) counts[length]++;
        (counts[0], most, places[0], places[1]) = (0, 0, 0, 0);
        var left = 1;
        for (var length = 1; length <= MostBits; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0) return false;
            if (counts[length] > 0) most = length;
            places[length + 1] = places[length] + counts[length];
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] is var length and not 0) _sorted[places[length]++] = (ushort)symbol;
        return true;
    }

    static bool IsComplete(ReadOnlySpan<int> counts)
    {
        var left = 1;
        for (var length = 1; length <= MostBits; length++) left = (left << 1) - counts[length];
        return left == 0;
    }

    // Codes in the order of their lengths, with their bits reversed, as they come (section 3.1.1). The table begins as small as the shortest
    // code, and is doubled when they get longer; those longer than the table have further tables behind it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MakeTable<TEntry, TCode>(TEntry[] table, TCode code, ReadOnlySpan<int> counts, int tableBits, int most)
        where TEntry : struct
        where TCode : struct, ICode<TEntry>
    {
        var sorted = _sorted.AsSpan();
        var (next, reversed, bits) = (0, 0, 1);
        while (counts[bits] == 0) bits++;
        for (var length = 1 << bits; bits <= tableBits; bits++, length <<= 1)
        {
            for (var left = counts[bits]; left > 0; left--)
            {
                table[reversed] = code.Entry(sorted[next++], bits);
                reversed = Following(reversed, bits);
            }
            if (bits < tableBits) table.AsSpan(0, length).CopyTo(table.AsSpan(length));
        }
        var (end, place, link) = (1 << tableBits, 0, -1);
        for (; bits <= most; bits++)
        {
            for (var left = counts[bits]; left > 0; left--)
            {
                if ((reversed & (1 << tableBits) - 1) != link)
                {
                    link = reversed & (1 << tableBits) - 1;
                    place = end;
                    var linkedBits = bits - tableBits;
                    for (var used = left; used < 1 << linkedBits; used = (used << 1) + counts[tableBits + linkedBits]) linkedBits++;
                    end = place + (1 << linkedBits);
                    table[link] = code.Link(place, linkedBits, tableBits);
                }
                var entry = code.Entry(sorted[next++], bits);
                for (var at = place + (reversed >> tableBits); at < end; at += 1 << bits - tableBits) table[at] = entry;
                reversed = Following(reversed, bits);
            }
        }
    }

    // The code that follows, of as many bits, or with zeros behind it.
    static int Following(int reversed, int bits)
    {
        var zeros = reversed ^ ((1 << bits) - 1);
        if (zeros == 0) return 0;
        var bit = 1 << BitOperations.Log2((uint)zeros);
        return (reversed & (bit - 1)) | bit;
    }

    /// <summary>What a table's entries are made of.</summary>
    interface ICode<TEntry>
    {
        TEntry Entry(int symbol, int bits);
        TEntry Link(int place, int linkedBits, int tableBits);
    }

    readonly struct Literals : ICode<ulong>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Entry(int symbol, int bits)
        {
            var entry = LiteralEntry.Symbols[symbol];
            return entry + (ulong)bits * (LiteralEntry.IsOther(entry) ? 1UL << LiteralEntry.FirstShift : LiteralEntry.CodeBit);
        }

        public ulong Link(int place, int linkedBits, int tableBits) => LiteralEntry.OfLink(place, linkedBits, tableBits);
    }

    readonly struct Distances : ICode<uint>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint Entry(int symbol, int bits)
        {
            var entry = DistanceEntry.Symbols[symbol];
            return entry + (uint)bits * (DistanceEntry.IsDamaged(entry) ? 1 : DistanceEntry.CodeBit);
        }

        public uint Link(int place, int linkedBits, int tableBits) => DistanceEntry.OfLink(place, linkedBits, tableBits);
    }

    // A symbol and, lower, how many bits it takes.
    readonly struct LengthCodes : ICode<ushort>
    {
        public ushort Entry(int symbol, int bits) => (ushort)(symbol << 8 | bits);

        public ushort Link(int place, int linkedBits, int tableBits) => throw new InvalidOperationException("Their codes have 7 bits at most.");
    }
}
