namespace Assayer.Rates.Files.Inflate;

/// <summary>
/// What the next bits mean as a literal or length (RFC 1951, section 3.2.5), in 64 bits, the lowest first: 8 how many bits to take; 8 how many
/// of them before a length's extra bits; 16 literals, two at most; 8 how many literals; 8 bits of the first symbol; 16 the length's base, 0
/// where it is none. An entry without literals and length is the end of the block, or damage, or a link to a further table for long codes.
/// </summary>
static class LiteralEntry
{
    public const int LiteralShift = 16;
    public const int LiteralsShift = 32;
    public const int FirstShift = 40;
    public const int LengthShift = 48;

    /// <summary>Added for each bit of a code.</summary>
    public const ulong CodeBit = 1 | 1UL << 8 | 1UL << FirstShift;

    public const ulong EndOfBlock = 1 << LiteralShift | Unfitting;
    public const ulong Damage = 2 << LiteralShift | Unfitting;

    // More bits than any table has: nothing of which a pair is made.
    const ulong Unfitting = 1 << 15;

    /// <summary>The entry of each symbol, without the bits of its code.</summary>
    public static readonly ulong[] Symbols = MakeSymbols();

    // A link has its table's place in the literals' bits, behind the two above, and the bits of its index in those of the first symbol.
    const int FirstPlace = 4;

    public static ulong OfLiteral(int value) => (ulong)value << LiteralShift | 1UL << LiteralsShift;

    public static ulong OfLength(int length, int extraBits) => (ulong)length << LengthShift | (uint)extraBits;

    public static ulong OfLink(int place, int bits, int tableBits) => (ulong)(place + FirstPlace) << LiteralShift | (ulong)bits << FirstShift | (ulong)tableBits << 8;

    /// <summary>A literal and what follows it, in one; the literal alone where that has more than <paramref name="room"/> bits, or can't be in a pair.</summary>
    public static ulong Pair(ulong literal, ulong following, int room)
    {
        const ulong Kept = 0xffff_00ff_0000_ffff;
        var pair = literal + (following & Kept) + ((following & 0xff << LiteralShift) << 8);
        return (byte)(following >> 8) <= room ? pair : literal;
    }

    public static bool IsOther(ulong entry) => (entry >> LengthShift | (byte)(entry >> LiteralsShift)) == 0;

    public static bool IsLink(ulong entry) => IsOther(entry) && (ushort)(entry >> LiteralShift) >= FirstPlace;

    public static bool IsEndOfBlock(ulong entry) => IsOther(entry) && (ushort)(entry >> LiteralShift) == 1;

    public static bool IsDamaged(ulong entry) => IsOther(entry) && (ushort)(entry >> LiteralShift) == 2;

    /// <summary>Where a link's entry is.</summary>
    public static int Linked(ulong entry, ulong bits) =>
        (int)((ulong)(ushort)(entry >> LiteralShift) - FirstPlace + (bits >> (byte)(entry >> 8) & BitField.Mask((byte)(entry >> FirstShift)))) & DeflateCodes.LiteralTableLength - 1;

    public static int Bits(ulong entry) => (byte)entry;

    public static int FirstBits(ulong entry) => (byte)(entry >> FirstShift);

    public static int Literals(ulong entry) => (byte)(entry >> LiteralsShift);

    public static byte FirstLiteral(ulong entry) => (byte)(entry >> LiteralShift);

    public static int Length(ulong entry, ulong bits) => (int)(entry >> LengthShift) + (int)(BitField.Low(bits, entry) >> (byte)(entry >> 8));

    static ulong[] MakeSymbols()
    {
        var symbols = new ulong[288];
        for (var value = 0; value < 256; value++) symbols[value] = OfLiteral(value);
        symbols[256] = EndOfBlock;
        var length = 3;
        for (var symbol = 257; symbol < 285; symbol++)
        {
            var extraBits = Math.Max(0, (symbol - 261) / 4);
            symbols[symbol] = OfLength(length, extraBits);
            length += 1 << extraBits;
        }
        symbols[285] = OfLength(258, 0);
        symbols[286] = symbols[287] = Damage;
        return symbols;
    }
}

/// <summary>
/// What the next bits mean as a distance (RFC 1951, section 3.2.5), in 32 bits: 8 how many bits to take; 8 how many of them before the extra
/// bits; 15 the distance's base; and one that is set where it is none: damage, or a link to a further table.
/// </summary>
static class DistanceEntry
{
    public const int BaseShift = 16;

    /// <summary>Added for each bit of a code.</summary>
    public const uint CodeBit = 1 | 1 << 8;

    public const uint Damage = 1u << 31;

    /// <summary>The entry of each symbol, without the bits of its code.</summary>
    public static readonly uint[] Symbols = MakeSymbols();

    public static uint OfDistance(int distance, int extraBits) => (uint)distance << BaseShift | (uint)extraBits;

    public static uint OfLink(int place, int bits, int tableBits) => Damage | (uint)place << BaseShift | (uint)tableBits << 8 | (uint)bits;

    public static bool IsLink(uint entry) => (int)entry < 0 && (entry & ~Damage) >> BaseShift != 0;

    public static bool IsDamaged(uint entry) => (int)entry < 0 && (entry & ~Damage) >> BaseShift == 0;

    /// <summary>Where a link's entry is.</summary>
    public static int Linked(uint entry, ulong bits) =>
        (int)(((entry & ~Damage) >> BaseShift) + (uint)(bits >> (byte)(entry >> 8) & BitField.Mask((byte)entry))) & DeflateCodes.DistanceTableLength - 1;

    public static int Bits(uint entry) => (byte)entry;

    public static int Distance(uint entry, ulong bits) => (int)(entry >> BaseShift) + (int)(BitField.Low(bits, entry) >> (byte)(entry >> 8));

    static uint[] MakeSymbols()
    {
        var symbols = new uint[32];
        var distance = 1;
        for (var symbol = 0; symbol < 30; symbol++)
        {
            var extraBits = Math.Max(0, (symbol / 2) - 1);
            symbols[symbol] = OfDistance(distance, extraBits);
            distance += 1 << extraBits;
        }
        symbols[30] = symbols[31] = Damage;
        return symbols;
    }
}
