using System.IO.Compression;
using System.Text;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Fuzzing;

/// <summary>Files to damage: the repository's samples, and real ones where they are.</summary>
static class Originals
{
    const int Longest = 1 << 16;

    /// <summary>Samples whose names match, as they are.</summary>
    public static IEnumerable<byte[]> Samples(string pattern) => In(Path.Combine(TestData.Repository, "samples"), pattern);

    /// <summary>Real files whose names match; none where there is no test data.</summary>
    public static IEnumerable<byte[]> Real(string folder, string pattern) => TestData.Folder is { } data ? In(Path.Combine(data, folder), pattern) : [];

    /// <summary>Those that aren't too long to be read often, unpacked, each with its members in another order as well.</summary>
    public static IEnumerable<byte[]> Json(this IEnumerable<byte[]> files) =>
        files.Select(Unpacked).Where(bytes => bytes.Length <= Longest).SelectMany(bytes => (byte[][])[bytes, Encoding.UTF8.GetBytes(Mutations.Shuffle(Encoding.UTF8.GetString(bytes), 86353))]);

    /// <summary>Their first lines.</summary>
    public static IEnumerable<byte[]> FirstLines(this IEnumerable<byte[]> files, int bytes) =>
        files.Select(file => file.Length <= bytes ? file : file[..(file.AsSpan(0, bytes).LastIndexOf((byte)'\n') + 1)]);

    static IEnumerable<byte[]> In(string folder, string pattern) => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        using var content = new MemoryStream();
        using (var unpacking = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) unpacking.CopyTo(content);
        return content.ToArray();
    }
}
