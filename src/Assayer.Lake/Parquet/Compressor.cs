using System.Buffers;

namespace Assayer.Lake.Parquet;

/// <summary>
/// Compresses pages with Snappy, which every engine reads. docs/decisions/0007-own-parquet-writer.md says why. Source: apache/parquet-format, Compression.md,
/// "SNAPPY".
/// </summary>
sealed class Compressor
{
    /// <summary>Values of the enumeration <c>CompressionCodec</c>.</summary>
    public const int Uncompressed = 0, Snappy = 1;

    readonly ArrayBufferWriter<byte> _output = new();

    /// <summary>The page as it was compressed last.</summary>
    public ReadOnlySpan<byte> Compressed => _output.WrittenSpan;

    /// <summary>Compresses a page, or leaves it as it is.</summary>
    public void Compress(ReadOnlySpan<byte> page, int codec)
    {
        _output.ResetWrittenCount();
        if (codec == Uncompressed) _output.Write(page);
        else _output.Advance(Snappier.Snappy.Compress(page, _output.GetSpan(Snappier.Snappy.GetMaxCompressedLength(page.Length))));
    }
}
