using Assayer.Rates.Files.Inflate;

namespace Assayer.Rates.Files;

/// <summary>Content that a stream gives as it is.</summary>
sealed class StreamContent(Stream stream) : IContentSource
{
    public uint Crc32 { get; private set; }

    public void Fill(byte[] buffer, ref int end, int limit)
    {
        for (int read; end < limit && (read = stream.Read(buffer, end, limit - end)) > 0; end += read) Crc32 = Checksum.Append(Crc32, buffer.AsSpan(end, read));
    }

    public void Dispose() => stream.Dispose();
}
