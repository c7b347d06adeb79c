using System.IO.Compression;
using System.Text;

namespace Assayer.Rates.Samples;

/// <summary>
/// Makes a synthetic sample: conformant files of payers and hospitals, a registry of the providers, the Medicare tables that go with them,
/// and what a reader should find in them. Everything says that it is synthetic: names of files begin with <c>synthetic_</c>, names of
/// payers, hospitals and providers end with <c> (SYNTHETIC)</c>. See docs/sample.md.
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
        var model = SampleModel.Make(options.Seed);
        var paths = new List<string>();
        void Add(string name, Action<Stream> write)
        {
            paths.Add(Path.Combine(folder, name));
            using var stream = File.Create(paths[^1]);
            write(stream);
        }
        foreach (var file in model.Files)
        {
            paths.Add(Path.Combine(folder, file.Name));
            Write(paths[^1], file, options, cancellation);
        }
        foreach (var file in model.Allowed) Add(file.Name, file.Write);
        foreach (var sheet in model.Hospitals) Add(sheet.Name, new HospitalWriter(sheet).Write);
        Add(TableOfContentsWriter.Name, stream => TableOfContentsWriter.Write(stream, model.Files, model.Allowed));
        Add("synthetic_npidata_pfile_20050523-20251012.csv", stream => stream.Write(Encoding.UTF8.GetBytes(model.Registry.DisseminationFile())));
        Add("synthetic_nucc_taxonomy_251.csv", stream => stream.Write(Encoding.UTF8.GetBytes(SampleRegistry.TaxonomyTable())));
        foreach (var (name, text) in MedicareTables.All()) Add(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        Add("answers.json", stream => AnswerWriter.Write(stream, options.Seed, model));
        return paths;
    }

    /// <summary>Writes one payer file alone, of structure 1 with references, to measure readers with.</summary>
    public static void WriteFile(string path, SampleOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.BytesPerFile, nameof(options));
        Write(path, SampleModel.Make(options.Seed).Files.First(file => file.Payer == UnitedFiles.United && !file.IsSuperseded), options, cancellation);
    }

    static void Write(string path, PayerFile file, SampleOptions options, CancellationToken cancellation)
    {
        using var stream = Compressed(path);
        using var writer = new InNetworkWriter(stream, file);
        writer.Write(new(options.Seed, options.BytesPerFile, file), cancellation);
    }

    static GZipStream Compressed(string path) => new(File.Create(path), CompressionLevel.Optimal);
}
