using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads ten digits at once, and whether they are an NPI by their check digit: <see cref="Codes.Npi.HasValidCheckDigit"/> says how that is found.
/// </summary>
static class TenDigits
{
    public const int Length = 10;

    /// <summary>How many bytes must be there, the digits among them.</summary>
    public const int Readable = 16;

    /// <summary>False where the first ten bytes aren't digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(ReadOnlySpan<byte> bytes, out long number, out bool isNpi) =>
        Sse41.IsSupported ? ReadAtOnce(bytes, out number, out isNpi) : ReadSingly(bytes, out number, out isNpi);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool ReadAtOnce(ReadOnlySpan<byte> bytes, out long number, out bool isNpi)
    {
        var digits = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(bytes[..Readable])) - Vector128.Create((byte)'0');
        if ((Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits() & 0x3ff) != 0)
        {
            (number, isNpi) = (0, false);
            return false;
        }
        // Behind six zeros, so that the digits end where the vector does: pairs, fours and eights of them are then joined.
        digits = Ssse3.Shuffle(digits, Vector128.Create(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 1, 2, 3, 4, 5, 6, 7, 8, (byte)9));
        var pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)0x010a).AsSByte());
        var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064).AsInt16());
        var eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(fours, fours).AsInt16(), Vector128.Create(0x0001_2710).AsInt16());
        number = eights.GetElement(0) * 100_000_000L + eights.GetElement(1);

        var doubled = Ssse3.Shuffle(Vector128.Create(0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 0, 0, 0, 0, (byte)0), digits);
        var sums = Sse2.SumAbsoluteDifferences(Sse41.BlendVariable(digits, doubled, Vector128.Create((short)0x00ff).AsByte()), Vector128<byte>.Zero);
        isNpi = (24 + sums.GetElement(0) + sums.GetElement(4)) % 10 == 0;
        return true;
    }

    internal static bool ReadSingly(ReadOnlySpan<byte> bytes, out long number, out bool isNpi)
    {
        (number, isNpi) = (0, false);
        var sum = 24;
        for (var i = 0; i < Length; i++)
        {
            var digit = bytes[i] - '0';
            if ((uint)digit > 9) return false;
            number = number * 10 + digit;
            sum += i % 2 != 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        isNpi = sum % 10 == 0;
        return true;
    }
}
