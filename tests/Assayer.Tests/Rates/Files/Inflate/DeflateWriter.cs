namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>Writes deflate bit by bit (RFC 1951), right or wrong as it is told.</summary>
sealed class DeflateWriter
{
    // RFC 1951, section 3.2.7.
    static readonly int[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    readonly List<byte> _bytes = [];
    int _used = 8;
    (int Code, int Length)[] _literals = [], _distances = [];

    public byte[] ToArray() => [.. _bytes];

    /// <summary>A number, its lowest bit first.</summary>
    public DeflateWriter Bits(int value, int count)
    {
        for (var bit = 0; bit < count; bit++)
        {
            if (_used == 8) _bytes.Add(0);
            _used = (_used & 7) + 1;
            _bytes[^1] |= (byte)((value >> bit & 1) << (_used - 1));
        }
        return this;
    }

    public DeflateWriter Stored(bool isLast, ReadOnlySpan<byte> content)
    {
        Bits(isLast ? 1 : 0, 3);
        _used = 8;
        Bits(content.Length, 16).Bits(~content.Length, 16);
        _bytes.AddRange(content);
        return this;
    }

    public DeflateWriter Fixed(bool isLast)
    {
        int[] lengths = [.. Enumerable.Repeat(8, 144), .. Enumerable.Repeat(9, 112), .. Enumerable.Repeat(7, 24), .. Enumerable.Repeat(8, 8)];
        (_literals, _distances) = (Codes(lengths), Codes([.. Enumerable.Repeat(5, 32)]));
        return Bits(isLast ? 1 : 0, 1).Bits(1, 2);
    }

    /// <summary>A block with its own codes, given by their lengths.</summary>
    public DeflateWriter Dynamic(bool isLast, int[] literals, int[] distances)
    {
        // Thirteen of four bits and six of five: complete.
        int[] ofLengths = [.. Enumerable.Repeat(4, 13), .. Enumerable.Repeat(5, 6)];
        return Dynamic(isLast, literals, distances, ofLengths, [.. literals.Concat(distances).Select(length => (length, 0))]);
    }

    /// <summary>The same with the code of the lengths, and the lengths as its symbols and their extra bits.</summary>
    public DeflateWriter Dynamic(bool isLast, int[] literals, int[] distances, int[] ofLengths, IEnumerable<(int Symbol, int Extra)> symbols)
    {
        (_literals, _distances) = (Codes(literals), Codes(distances));
        Bits(isLast ? 1 : 0, 1).Bits(2, 2).Bits(literals.Length - 257, 5).Bits(distances.Length - 1, 5).Bits(ofLengths.Length - 4, 4);
        foreach (var symbol in Order[..ofLengths.Length]) Bits(ofLengths[symbol], 3);
        var codes = Codes(ofLengths);
        foreach (var (symbol, extra) in symbols) Code(codes[symbol]).Bits(extra, symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 });
        return this;
    }

    /// <summary>A literal, the end of the block, or a length's symbol with its extra bits.</summary>
    public DeflateWriter Symbol(int symbol, int extra = 0) => Code(_literals[symbol]).Bits(extra, symbol is < 265 or 285 or > 285 ? 0 : (symbol - 261) / 4);

    public DeflateWriter Distance(int symbol, int extra = 0) => Code(_distances[symbol]).Bits(extra, symbol is < 4 or > 29 ? 0 : symbol / 2 - 1);

    DeflateWriter Code((int Code, int Length) code)
    {
        for (var bit = code.Length - 1; bit >= 0; bit--) Bits(code.Code >> bit & 1, 1);
        return this;
    }

    // RFC 1951, section 3.2.2.
    static (int Code, int Length)[] Codes(int[] lengths)
    {
        var codes = new (int, int)[lengths.Length];
        var code = 0;
        for (var length = 1; length <= 15; length++, code <<= 1)
            for (var symbol = 0; symbol < lengths.Length; symbol++)
                if (lengths[symbol] == length) codes[symbol] = (code++, length);
        return codes;
    }
}
