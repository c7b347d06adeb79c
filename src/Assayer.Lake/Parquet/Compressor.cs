using System.Buffers;

namespace Assayer.Lake.Parquet;

/// <summary>Compresses pages. Source: apache/parquet-format, Compression.md, "ZSTD".</summary>
sealed class Compressor : IDisposable
{
    const int Uncompressed = 0;

    readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> Compressed => _output.WrittenSpan;

    public static int CodecFor(int bytes) => Uncompressed;

    public void Compress(ReadOnlySpan<byte> content, int codec)
    {
        _output.ResetWrittenCount();
        _output.Write(content);
    }

    public void Dispose()
    {
    }
}
