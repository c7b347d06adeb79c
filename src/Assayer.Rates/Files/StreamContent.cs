using System.IO.Hashing;

namespace Assayer.Rates.Files;

/// <summary>Content that a stream gives as it is.</summary>
sealed class StreamContent(Stream stream) : IContentSource
{
    readonly Crc32 _crc = new();

    public uint Crc32 => _crc.GetCurrentHashAsUInt32();

    public int Fill(byte[] buffer, int start, int limit)
    {
        var read = stream.ReadAtLeast(buffer.AsSpan(start, limit - start), limit - start, throwOnEndOfStream: false);
        _crc.Append(buffer.AsSpan(start, read));
        return start + read;
    }

    public void Dispose() => stream.Dispose();
}
