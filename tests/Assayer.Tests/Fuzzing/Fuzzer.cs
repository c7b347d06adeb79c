using System.Globalization;
using System.IO.Compression;
using Assayer.Evidence;

namespace Assayer.Tests.Fuzzing;

/// <summary>
/// Gives a reader damaged files for as long as ASSAYER_FUZZ_SECONDS says, a second else. What a reader may do is read them or refuse them with a
/// diagnostic; anything else, a wait of more than ten seconds too, fails, and leaves its file in TestResults/fuzz.
/// </summary>
static class Fuzzer
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(Number("ASSAYER_FUZZ_SECONDS") ?? 1);

    public static void Run(string reader, IReadOnlyList<byte[]> files, Action<byte[], CancellationToken> read)
    {
        Assert.NotEmpty(files);
        foreach (var file in files) read(file, CancellationToken.None); // whole, they are read
        var first = Number("ASSAYER_FUZZ_SEED") ?? Environment.TickCount;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var tried = 0;
        for (; tried == 0 || clock.Elapsed < Limit; tried++)
        {
            var seed = unchecked(first + tried);
            var damaged = new Mutations(seed).Of(files);
            if (Fault(damaged, read) is { } fault) Assert.Fail($"{reader}, ASSAYER_FUZZ_SEED={seed}, {Keep(reader, seed, damaged)}: {fault}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{reader}: {tried} damaged files from ASSAYER_FUZZ_SEED={first}");
    }

    /// <summary>The content of the bundled samples with such names.</summary>
    public static IReadOnlyList<byte[]> Samples(params string[] patterns) =>
        [.. patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(TestData.Repository, "samples"), pattern)).Select(Content)];

    static Exception? Fault(byte[] damaged, Action<byte[], CancellationToken> read)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            read(damaged, patience.Token);
            return null;
        }
        catch (DataFormatException refused)
        {
            return refused.Diagnostic.Message.Length > 0 && refused.Diagnostic.Code.Length > 0 ? null : refused;
        }
#pragma warning disable CA1031 // whatever it is, it is what is looked for
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return fault;
        }
    }

    static string Keep(string reader, int seed, byte[] damaged)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestData.Repository, "TestResults", "fuzz"));
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{reader}-{seed}"));
        File.WriteAllBytes(path, damaged);
        return path;
    }

    static byte[] Content(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
