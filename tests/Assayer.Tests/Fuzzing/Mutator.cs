using System.Buffers;
using System.Text;
using Assayer.Tests.Rates.Transparency;
using CsCheck;

namespace Assayer.Tests.Fuzzing;

/// <summary>
/// Damaged writings of some files: which, is told by a seed and a number, so that any can be made again. It knows brackets, lines, cells and
/// numbers, and nothing else of a format.
/// </summary>
sealed class Mutator(IReadOnlyList<byte[]> originals, IReadOnlyList<string> words, uint seed)
{
    const int Longest = 1 << 17;
    const int MostChanges = 4;

    static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.-"u8);

    static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e400", "1e-400", "1E28", "99999999999999.9999", "79228162514264337593543950336", "9223372036854775808", "-2147483649",
        "0.00005", "1.", ".5", "+1", "0x1F", "NaN", "Infinity", "1,000", "2025-02-30", "0001-01-01", "9999-12-31", "\u0661\u0662", "\uff11",
    ];

    static readonly string[] Signs =
    [
        "\"", "\"\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "\\ud800", "\n", "\r", "\r\n", "\t", "|", "~", "/", "\0", "\u001a", " ",
        "\ufeff", "\u00a0", "\u2028", "null", "true", "[[", "{}", "[]", "//", "/*",
    ];

    /// <summary>The originals first, and after them as many others as are asked for.</summary>
    public byte[] Input(int number)
    {
        if (number < originals.Count) return originals[number];
        var random = new PCG(seed, (ulong)number);
        var bytes = Other(random);
        for (var changes = 1 + Below(random, MostChanges); changes > 0 && bytes.Length > 0; changes--) bytes = Changed(bytes, random);
        return bytes;
    }

    byte[] Changed(byte[] bytes, PCG random)
    {
        var (first, end) = Piece(bytes, random);
        var other = Other(random);
        var changed = (byte[])(Below(random, 10) switch
        {
            0 => Mutations.Of(bytes).Generate(random, null, out _),
            1 => [.. bytes[..first], .. bytes[end..]],
            2 => [.. bytes[..end], .. Repeated(bytes[first..end], random)],
            3 => Swapped(bytes, (first, end), Piece(bytes, random)),
            4 => Replaced(bytes, first, end, words[Below(random, words.Count)]),
            5 => WithNumber(bytes, first, Numbers[Below(random, Numbers.Length)]),
            6 => Replaced(bytes, first, first, Signs[Below(random, Signs.Length)]),
            7 => Below(random, 4) == 0 ? bytes[..first] : bytes,
            8 => Piece(other, random) is var (from, to) ? [.. bytes[..first], .. other[from..to], .. bytes[end..]] : bytes,
            _ => WithBinary(bytes, first, random),
        });
        return changed.Length <= Longest ? changed : changed[..Longest];
    }

    byte[] Other(PCG random) => originals[Below(random, originals.Count)];

    /// <summary>A cell or JSON token, a line, a bracket with what is in it, or any few bytes.</summary>
    static (int First, int End) Piece(byte[] bytes, PCG random)
    {
        var at = Below(random, bytes.Length);
        return Below(random, 4) switch
        {
            0 => Around(bytes, at, "\","u8, "\","u8),
            1 => Around(bytes, at, "\n"u8, "\n"u8),
            2 => Bracket(bytes, at),
            _ => (at, Math.Min(bytes.Length, at + 1 + Below(random, 40))),
        };
    }

    static (int First, int End) Around(byte[] bytes, int at, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var length = bytes.AsSpan(at).IndexOfAny(behind);
        return (bytes.AsSpan(0, at).LastIndexOfAny(before) + 1, length < 0 ? bytes.Length : at + length);
    }

    // With the comma behind it, so that most of what is cut out or repeated leaves good JSON. Brackets in texts are counted too: the damage is
    // another then, and as good.
    static (int First, int End) Bracket(byte[] bytes, int at)
    {
        var first = Math.Max(0, bytes.AsSpan(0, at + 1).LastIndexOfAny("{["u8));
        var depth = 0;
        for (var end = first; end < bytes.Length; end++)
        {
            if (bytes[end] is (byte)'{' or (byte)'[') depth++;
            if (bytes[end] is (byte)'}' or (byte)']') depth--;
            if (depth == 0) return (first, bytes.AsSpan(end + 1).StartsWith(","u8) ? end + 2 : end + 1);
        }
        return (first, bytes.Length);
    }

    static byte[] Repeated(byte[] piece, PCG random)
    {
        var times = Below(random, 8) == 0 ? Below(random, 2000) : 1;
        return [.. Enumerable.Repeat(piece, Math.Min(times, Longest / Math.Max(1, piece.Length))).SelectMany(bytes => bytes)];
    }

    static byte[] Swapped(byte[] bytes, (int First, int End) one, (int First, int End) two)
    {
        if (two.First < one.First) (one, two) = (two, one);
        return one.End > two.First ? bytes : [.. bytes[..one.First], .. bytes[two.First..two.End], .. bytes[one.End..two.First], .. bytes[one.First..one.End], .. bytes[two.End..]];
    }

    static byte[] Replaced(byte[] bytes, int first, int end, string text) => [.. bytes[..first], .. Encoding.UTF8.GetBytes(text), .. bytes[end..]];

    static byte[] WithNumber(byte[] bytes, int from, string number)
    {
        var start = bytes.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0) return bytes;
        var length = bytes.AsSpan(from + start).IndexOfAnyExcept(OfNumbers);
        return Replaced(bytes, from + start, length < 0 ? bytes.Length : from + start + length, number);
    }

    /// <summary>Two to eight bytes overwritten by the ends of the ranges of integers.</summary>
    static byte[] WithBinary(byte[] bytes, int at, PCG random)
    {
        byte[] changed = [.. bytes];
        var width = 2 << Below(random, 3);
        var value = BitConverter.GetBytes(Below(random, 4) switch { 0 => 0L, 1 => -1L, 2 => (long)(ulong.MaxValue >> (65 - (8 * width))), _ => (long)Below(random, bytes.Length) });
        value.AsSpan(0, Math.Min(width, bytes.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    static int Below(PCG random, int limit) => (int)random.Next((uint)limit);
}
