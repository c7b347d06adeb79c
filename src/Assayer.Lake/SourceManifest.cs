using System.Text.Json;
using System.Text.Json.Serialization;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Files;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>A source's <c>source.json</c>: what it is and what its folder holds. Written last, so that a folder with one is whole. See docs/lake.md.</summary>
public sealed record SourceManifest
{
    /// <summary>The layout's version that this program writes.</summary>
    public const int CurrentLakeVersion = 2;

    /// <summary>The version of what the readers extract; a higher one reads a source again.</summary>
    public const int CurrentReaderVersion = 3;

    /// <summary>Layout of the folder.</summary>
    public int LakeVersion { get; init; } = CurrentLakeVersion;

    /// <summary>Version of the reader.</summary>
    public int ReaderVersion { get; init; } = CurrentReaderVersion;

    /// <summary>SHA-256 of the bytes received: the folder's name.</summary>
    public required string Sha256 { get; init; }

    /// <summary>"in-network", "allowed-amounts", "table-of-contents", "hospital", "nppes", "clfs", …: docs/lake.md lists them.</summary>
    public required string Kind { get; init; }

    /// <summary>The file's name, without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes received.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the uncompressed content.</summary>
    public required long ContentBytes { get; init; }

    /// <summary>CRC-32 of the uncompressed content.</summary>
    public required uint ContentCrc32 { get; init; }

    /// <summary>Digest of all rows, whatever their order; copies of one file have the same.</summary>
    public string RowsDigest { get; init; } = "";

    /// <summary>A payer's file's own words.</summary>
    public InNetworkHeader? Header { get; init; }

    /// <summary>A hospital's file's own words.</summary>
    public HospitalHeader? Hospital { get; init; }

    /// <summary>A Medicare table's vintage.</summary>
    public string? Vintage { get; init; }

    /// <summary>First day for which a Medicare table holds.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Last day for which a Medicare table holds.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>The setting that a table of pair edits is for, by its name.</summary>
    public string? Setting { get; init; }

    /// <summary>The date in the file's name.</summary>
    public DateOnly? NameDate { get; init; }

    /// <summary>Whether the data was made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>The codes it was read for, as "CPT:86353"; null: all.</summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>Rows accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Rows rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Rejected rows whose code isn't known; the others are counted in codes.parquet.</summary>
    public long RejectedWithoutCode { get; init; }

    /// <summary>References, used by kept rates, that point outside the file and weren't followed.</summary>
    public long RemoteReferences { get; init; }

    /// <summary>References, used by kept rates, that the file doesn't define.</summary>
    public long UndefinedReferences { get; init; }

    /// <summary>Diagnostics by code, with their number.</summary>
    public IReadOnlyList<DiagnosticCount> Diagnostics { get; init; } = [];

    /// <summary>The Parquet files.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>Copies of the same content that were received under other bytes.</summary>
    public IReadOnlyList<Copy> Copies { get; init; } = [];

    /// <summary>When it was read.</summary>
    public DateTime IngestedAtUtc { get; init; }

    /// <summary>The newest date that the file gives of itself, else the one in its name, else the first day for which it holds.</summary>
    [JsonIgnore]
    public DateOnly? Date => Header?.LastUpdatedOn ?? Hospital?.LastUpdatedOn ?? NameDate ?? FirstDay;

    /// <summary>The codes as a filter.</summary>
    [JsonIgnore]
    public CodeFilter Filter => Codes is null ? CodeFilter.All : CodeFilter.Of(Codes.Select(text => BillingCode.TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is no code.")));

    /// <summary>A manifest of a file that was read, with what identifies it and what was written.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">What identifies it.</param>
    /// <param name="parts">What was written.</param>
    /// <param name="digestOf">The parts that hold the file's own rows, whatever else was looked up: copies are known by them.</param>
    /// <param name="diagnostics">What there was to say.</param>
    internal static SourceManifest Of(string kind, string name, FileIdentity file, PartWriter parts, IEnumerable<string> digestOf, DiagnosticLog diagnostics) =>
        Of(kind, name, file, parts.Parts, parts.DigestOf(digestOf), diagnostics);

    /// <inheritdoc cref="Of(string, string, FileIdentity, PartWriter, IEnumerable{string}, DiagnosticLog)"/>
    internal static SourceManifest Of(string kind, string name, FileIdentity file, IReadOnlyList<Part> parts, string digest, DiagnosticLog diagnostics) => new()
    {
        Kind = kind,
        Name = name,
        Sha256 = file.Sha256,
        Bytes = file.Bytes,
        ContentBytes = file.ContentBytes,
        ContentCrc32 = file.ContentCrc32,
        RowsDigest = digest,
        Parts = parts,
        Diagnostics = DiagnosticCount.Of(diagnostics),
    };

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    /// <exception cref="FormatException">It names a code that is none.</exception>
    public static SourceManifest Load(string path)
    {
        var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.SourceManifest) ?? throw new JsonException("The file holds null.");
        if (manifest.LakeVersion != CurrentLakeVersion) return manifest; // what else it holds is not for this version to judge
        if (manifest is not { Sha256: not null, Kind: not null, Name: not null, RowsDigest: not null, Diagnostics: not null, Parts: not null, Copies: not null })
            throw new JsonException("A member that must have a value is null.");
        if (manifest is { Kind: SourceKind.Hospital, Hospital: null }) throw new JsonException("A hospital's file has no member 'hospital'.");
        _ = manifest.Filter;
        return manifest;
    }

    /// <summary>Writes the manifest through to the disk.</summary>
    public void Save(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(stream, this, ManifestJson.Default.SourceManifest);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>How often a diagnostic occurred.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Severity">"information", "warning" or "error".</param>
/// <param name="Count">How often.</param>
public sealed record DiagnosticCount(string Code, string Severity, long Count)
{
    internal static IReadOnlyList<DiagnosticCount> Of(DiagnosticLog log) =>
        [.. log.Counts.Select(count => new DiagnosticCount(count.Code, count.Severity.ToString().ToLowerInvariant(), count.Count))];
}

/// <summary>A Parquet file of a source.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
public sealed record Part(string File, long Rows, long Bytes, string Sha256);

/// <summary>A copy of a source's content under other bytes: packed otherwise.</summary>
/// <param name="Sha256">SHA-256 of the bytes received.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Bytes">Bytes received.</param>
public sealed record Copy(string Sha256, string Name, long Bytes);

/// <summary>How manifests are written, worked out when this is built: that takes a tenth of a second otherwise.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceManifest))]
sealed partial class ManifestJson : JsonSerializerContext;
