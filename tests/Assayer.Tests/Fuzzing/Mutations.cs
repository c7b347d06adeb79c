using System.Text;

namespace Assayer.Tests.Fuzzing;

/// <summary>Damages files in the ways that files are damaged: cut, shifted, doubled, with wrong values, numbers too large, and stray bytes.</summary>
sealed class Mutations(int seed)
{
    static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "\"\"", "0", "-0", "-1", "1e309", "1E-400", "99999999999999999999999999999999", "0.00000000000000000000000001", "NaN", "1,200", "$5.00", "50%",
            "\"\\ud800\"", "\"\\u0000\"", "2025-02-30", "0001-01-01", "9999-12-31", "\r\n", "\n", "\r", "\"", "\"\"\"", ",,,,", "|", "\t", "{", "}", "[", "]", ":", "\\",
            "\"version\"", "\"codes\":[1]", "86353", "N/A", "=1+1", "é", "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xff], [0xc3], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0x1f, 0x8b, 0x08, 0x00], [0xfe, 0xff],
        new byte[300], [.. Enumerable.Repeat((byte)'[', 200)], [.. Enumerable.Repeat((byte)'9', 5000)],
    ];

    readonly Random _random = new(seed);

    /// <summary>A damaged file, made of one or, at the splice, of two.</summary>
    public byte[] Of(IReadOnlyList<byte[]> files)
    {
        var bytes = files[_random.Next(files.Count)];
        for (var changes = 1 + _random.Next(4); changes > 0; changes--) bytes = Change(bytes, files);
        return bytes;
    }

    byte[] Change(byte[] bytes, IReadOnlyList<byte[]> files)
    {
        if (bytes.Length == 0) return bytes;
        var at = _random.Next(bytes.Length);
        var length = Math.Min(bytes.Length - at, 1 + (_random.Next(3) == 0 ? _random.Next(bytes.Length) : _random.Next(16)));
        switch (_random.Next(8))
        {
            case 0:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 1: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2: return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3: return bytes[..at];
            case 4:
                var other = files[_random.Next(files.Count)];
                return [.. bytes[..at], .. other[_random.Next(other.Length)..]];
            case 5: return [.. bytes[..at], .. Value(), .. bytes[at..]];
            default:
                var (start, end) = ValueAround(bytes, at);
                return [.. bytes[..start], .. Value(), .. bytes[end..]];
        }
    }

    byte[] Value() => Values[_random.Next(Values.Length)];

    // From one separator of JSON or CSV to the next.
    static (int Start, int End) ValueAround(byte[] bytes, int at)
    {
        var separators = "{}[]:,\n"u8;
        var start = bytes.AsSpan(0, at).LastIndexOfAny(separators) + 1;
        var length = bytes.AsSpan(start).IndexOfAny(separators);
        return (start, length < 0 ? bytes.Length : start + length);
    }
}
