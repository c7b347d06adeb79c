using System.IO.Compression;
using System.Text;
using Assayer.Rates.Files;
using Assayer.Tests.Rates.Files;

namespace Assayer.Tests.Fuzzing;

/// <summary>Files in files.</summary>
static class PackedHarnesses
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(number => $"{{\"n\":{number * 7919 % 10007}}}\n")));

    public static IReadOnlyList<Harness> All { get; } =
    [
        new("zip archives", () => Archives().Concat(Originals.Real("transparency/wrappers", "*.zip")), ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\a", "PK\a\b", "../", "/", "\\", "__MACOSX/", "a.json"], Read),
        new("gzip files", () => Originals.Samples("*bcbstx*.gz").Concat([Packed(Content), [.. Packed(Content), .. Packed([]), .. Packed(Content)], Content]).Concat(Originals.Real("transparency/wrappers", "*.gz")), ["\u001f", "\b\0", "\u0004", "\b", "name\0"], Read),
    ];

    static IEnumerable<byte[]> Archives() =>
    [
        ZipWriter.Write(new ZipItem("a.json", Content), new ZipItem("folder/b.json", Content) { Method = 0 }),
        ZipWriter.Write(new ZipItem("a.json", Content) { IsZip64 = true }),
        ZipWriter.Write(new ZipItem("a.json.gz", Packed(Content)), new ZipItem("c.json", Content) { SharesWith = 1 }),
        ZipWriter.Write(),
    ];

    static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest)) packing.Write(content);
        return packed.ToArray();
    }

    static void Read(FuzzedInput input, Transcript transcript)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, input.Bytes);
            foreach (var file in InputFile.At(path, "archive", new("https://example.org/archive")))
            {
                transcript.Add(file.Name);
                using var received = ReceivedFile.Open(file);
                transcript.Add(received.Peek().Length);
                var buffer = new byte[Math.Min(input.Piece, 1 << 14)];
                var length = 0L;
                for (int read; (read = received.Content.Read(buffer)) > 0; length += read) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                var identity = received.Finish(TestContext.Current.CancellationToken);
                Assert.Equal((length, file.Length), (identity.ContentBytes, identity.Bytes));
                transcript.Add(identity);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
