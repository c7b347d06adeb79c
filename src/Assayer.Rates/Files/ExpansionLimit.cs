using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// When content is no longer taken for a price file but for a decompression bomb. Deflate makes at most about 1,032 bytes of one; price files
/// are about 7 to 100 times their packed size, and wide tables of mostly empty cells somewhat more.
/// </summary>
/// <param name="Free">Bytes of content that any file may have.</param>
/// <param name="Ratio">How many times its packed bytes content beyond that may have.</param>
sealed record ExpansionLimit(long Free, int Ratio)
{
    public static ExpansionLimit Default { get; } = new(512L << 20, 300);

    /// <summary>Refuses content that is out of proportion.</summary>
    /// <exception cref="DataFormatException">It is.</exception>
    public void Check(string file, long content, long packed)
    {
        if (content <= Free || content / Ratio < packed) return;
        throw new DataFormatException(new(
            "FILE012", Severity.Error, new(file, ByteOffset: content),
            $"{packed} packed bytes opened to more than {content}: no price file is packed {Ratio}:1. This looks like a decompression bomb.",
            "If you trust it, unpack it, and give what is in it."));
    }
}
