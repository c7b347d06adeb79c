using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assayer.Rates.Benchmarks;

namespace Assayer.Lake.Optimized;

/// <summary>A source as a layer has it: it is another one when it has been read again since.</summary>
sealed record CoveredSource(string Sha256, DateTime IngestedAtUtc, string RowsDigest)
{
    public static CoveredSource Of(SourceManifest source) => new(source.Sha256, source.IngestedAtUtc, source.RowsDigest);
}

/// <summary>
/// A folder of <c>lake/optimized</c>: the prices of some sources by code, and their providers by first use. Its <c>optimized.json</c> is written last.
/// Sources, sets of providers, references and groups have numbers here; docs/lake.md has the columns.
/// </summary>
sealed record Layer
{
    public const string ManifestFile = "optimized.json";

    const int CurrentVersion = 1;
    const int DigitsOfId = 16;

    /// <summary>The layout's version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The sources; their places here are their numbers.</summary>
    public required IReadOnlyList<CoveredSource> Sources { get; init; }

    /// <summary>Prices and charges.</summary>
    public required long Rows { get; init; }

    /// <summary>The Parquet files.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Where it is.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>Whether a kind of source has prices.</summary>
    public static bool IsOf(SourceManifest source) => source.Kind is SourceKind.InNetwork or SourceKind.AllowedAmounts or SourceKind.Hospital;

    /// <summary>The name of a layer of these sources as they are now.</summary>
    public static string IdOf(IEnumerable<CoveredSource> sources)
    {
        var text = string.Join('\n', sources.Select(source => $"{source.Sha256} {source.IngestedAtUtc:O} {source.RowsDigest}").Prepend($"{CurrentVersion}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigitsOfId];
    }

    /// <summary>A Parquet file, as an SQL table.</summary>
    public string Table(string part) => $"read_parquet({DuckDb.Text(Path.Combine(Folder, part + ".parquet"))})";

    /// <summary>Whether there is that Parquet file.</summary>
    public bool Has(string part) => Parts.Any(one => one.File == part + ".parquet");

    /// <summary>The files of prices ("rates") or of charges ("charges"), in the order of codes.</summary>
    public IReadOnlyList<string> PiecesOf(string prefix) => [.. Parts.Where(part => part.File.StartsWith(prefix + "-", StringComparison.Ordinal)).Select(part => Path.Combine(Folder, part.File))];

    /// <summary>Reads a layer; null where it is not whole, damaged, or of another version: nothing is lost, since its sources are still there.</summary>
    public static Layer? Load(string folder)
    {
        try
        {
            var layer = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, ManifestFile)), LayerJson.Default.Layer);
            if (layer is not { Version: CurrentVersion, Sources: not null, Parts: not null }) return null;
            return layer.Parts.All(part => new FileInfo(Path.Combine(folder, part.File)) is { Exists: true } file && file.Length == part.Bytes) ? layer with { Folder = folder } : null;
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes its <c>optimized.json</c> through to the disk.</summary>
    public void Save(string folder)
    {
        using var stream = new FileStream(Path.Combine(folder, ManifestFile), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(stream, this, LayerJson.Default.Layer);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>How <c>optimized.json</c> is written, worked out when this is built.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Layer))]
sealed partial class LayerJson : JsonSerializerContext;
