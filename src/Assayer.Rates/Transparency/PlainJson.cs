using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads JSON as nearly all files write it: texts without escapes, numbers of digits. Each step says whether it found that; where it didn't, the
/// whole value is left to <see cref="JsonCursor"/>.
/// </summary>
ref struct PlainJson(ReadOnlySpan<byte> bytes)
{
    /// <summary>What ends a text, or makes it another than a plain one.</summary>
    public static readonly SearchValues<byte> NotPlain = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Index of the next byte.</summary>
    public int At { get; private set; }

    /// <summary>Whether the bytes came to their end: with more of them it could be plain after all.</summary>
    public bool RanOut { get; private set; }

    /// <summary>The next sign that isn't a blank; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        while (At < _bytes.Length)
        {
            var next = _bytes[At];
            if (next > ' ') return next;
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return 1;
            At++;
        }
        RanOut = true;
        return 0;
    }

    /// <summary>Passes a sign, if it is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Passes(char sign)
    {
        if (Peek() != sign) return false;
        At++;
        return true;
    }

    /// <summary>A text without escapes, between its quotation marks.</summary>
    public bool Text(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Passes('"')) return false;
        var rest = _bytes[At..];
        var end = EndOfText(rest);
        if (end < 0)
        {
            RanOut = true;
            return false;
        }
        if (rest[end] != '"') return false;
        text = rest[..end];
        At += end + 1;
        return true;
    }

    /// <summary>A member's name and the colon behind it.</summary>
    public bool Name(out ReadOnlySpan<byte> name) => Text(out name) && Passes(':');

    /// <summary>A number of digits, or of digits, a point and digits, as JSON allows them.</summary>
    public bool Number(out ReadOnlySpan<byte> number)
    {
        number = default;
        Peek();
        var start = At;
        var whole = PassDigits();
        if (whole == 0 || (whole > 1 && _bytes[start] == '0')) return false;
        if (At < _bytes.Length && _bytes[At] == '.')
        {
            At++;
            if (PassDigits() == 0) return false;
        }
        if (At == _bytes.Length)
        {
            RanOut = true;
            return false;
        }
        number = _bytes[start..At];
        return number[^1] != '.' && _bytes[At] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
    }

    /// <summary>A list of plain texts as it stands, brackets included.</summary>
    public bool TextList(out ReadOnlySpan<byte> list)
    {
        list = default;
        if (!Passes('[')) return false;
        var start = At - 1;
        if (!Passes(']'))
        {
            do
            {
                if (!Text(out _)) return false;
            } while (Passes(','));
            if (!Passes(']')) return false;
        }
        list = _bytes[start..At];
        return true;
    }

    /// <summary>A list of whole numbers as it stands, brackets included.</summary>
    public bool NumberList(out ReadOnlySpan<byte> list)
    {
        list = default;
        if (!Passes('[')) return false;
        var start = At - 1;
        var end = _bytes[At..].IndexOf((byte)']');
        if (end < 0)
        {
            RanOut = true;
            return false;
        }
        At += end + 1;
        list = _bytes[start..At];
        return true;
    }

    /// <summary>An NPI, as <see cref="TenDigits"/> reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Npi(out long number, out bool isValid)
    {
        number = 0;
        isValid = false;
        var isText = Passes('"');
        if (_bytes.Length - At < TenDigits.Readable)
        {
            RanOut = true;
            return false;
        }
        if (!TenDigits.Read(_bytes[At..], out number, out isValid) || (_bytes[At] == '0' && !isText)) return false;
        At += TenDigits.Length;
        return (!isText || Passes('"')) && Peek() is (byte)',' or (byte)']';
    }

    /// <summary>Passes the number 0, if it is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PassesZero()
    {
        if (Peek() != '0' || At + 1 >= _bytes.Length || _bytes[At + 1] is not ((byte)',' or (byte)']')) return false;
        At++;
        return true;
    }

    // Most texts end within the first 32 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int EndOfText(ReadOnlySpan<byte> rest)
    {
        if (Vector256.IsHardwareAccelerated && rest.Length >= Vector256<byte>.Count)
        {
            var first = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rest));
            var ends = Vector256.Equals(first, Vector256.Create((byte)'"')) | Vector256.Equals(first, Vector256.Create((byte)'\\')) | Vector256.LessThan(first, Vector256.Create((byte)0x20));
            if (ends != Vector256<byte>.Zero) return BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
        }
        return rest.IndexOfAny(NotPlain);
    }

    int PassDigits()
    {
        var start = At;
        while (At < _bytes.Length && char.IsAsciiDigit((char)_bytes[At])) At++;
        return At - start;
    }
}
