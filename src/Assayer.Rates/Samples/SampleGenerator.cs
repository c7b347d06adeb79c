using System.IO.Compression;
using System.Text;

namespace Assayer.Rates.Samples;

/// <summary>
/// Makes a synthetic sample: conformant Transparency in Coverage files, the Medicare tables that go with them, and what a reader should
/// find in them. Everything says that it is synthetic: names of files begin with <c>synthetic_</c>, reporting entities end with
/// <c> (SYNTHETIC)</c>. See docs/sample.md.
/// </summary>
public static class SampleGenerator
{
    /// <summary>Writes a sample into a folder, which is made where it doesn't exist; files of the same names are replaced.</summary>
    /// <returns>The paths written.</returns>
    public static IReadOnlyList<string> Write(string folder, SampleOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.BytesPerFile, nameof(options));
        Directory.CreateDirectory(folder);
        var files = SampleModel.Make(options.Seed);
        var paths = new List<string>();
        foreach (var file in files)
        {
            paths.Add(Path.Combine(folder, file.Name));
            Write(paths[^1], file, options, cancellation);
        }
        foreach (var (name, text) in MedicareTables.All())
        {
            paths.Add(Path.Combine(folder, name));
            File.WriteAllText(paths[^1], text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        paths.Add(Path.Combine(folder, "answers.json"));
        using var answers = File.Create(paths[^1]);
        AnswerWriter.Write(answers, options.Seed, files);
        return paths;
    }

    /// <summary>Writes one payer file alone, of structure 1 with references, to measure readers with.</summary>
    public static void WriteFile(string path, SampleOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.BytesPerFile, nameof(options));
        Write(path, SampleModel.Make(options.Seed).First(file => file.Payer == UnitedFiles.United && !file.IsSuperseded), options, cancellation);
    }

    static void Write(string path, PayerFile file, SampleOptions options, CancellationToken cancellation)
    {
        using var stream = Compressed(path);
        using var writer = new InNetworkWriter(stream, file);
        writer.Write(new(options.Seed, options.BytesPerFile, file), cancellation);
    }

    static GZipStream Compressed(string path) => new(File.Create(path), CompressionLevel.Optimal);
}
