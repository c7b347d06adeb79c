using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Lake;

/// <summary>A lake on disk: a folder for each source, named by the SHA-256 of the bytes received, and a place for unfinished work. See docs/lake.md.</summary>
public sealed class LakeFolder
{
    internal const string ManifestFile = "source.json";
    const int FewestDigits = 6; // of a SHA-256, to name a source

    /// <param name="path">The lake's folder; it need not exist yet.</param>
    public LakeFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>The lake's folder.</summary>
    public string Path { get; }

    /// <summary>Where the sources are.</summary>
    internal string SourcesPath => System.IO.Path.Combine(Path, "sources");

    /// <summary>Where layers of prices by code are; it may be deleted at any time.</summary>
    internal string OptimizedPath => System.IO.Path.Combine(Path, "optimized");

    /// <summary>Where unfinished work is.</summary>
    internal string TemporaryPath => System.IO.Path.Combine(Path, ".tmp");

    /// <summary>Where downloads are kept while they are needed, and descriptions of them; it may be deleted at any time.</summary>
    public string DownloadsPath => System.IO.Path.Combine(Path, ".downloads");

    /// <summary>The Parquet files of that name of several sources, as an SQL table with a column <c>filename</c>.</summary>
    internal string Parts(IEnumerable<SourceManifest> sources, string name) =>
        $"read_parquet({DuckDb.List(sources.Select(source => System.IO.Path.Combine(FolderOf(source.Sha256), name + ".parquet").Replace('\\', '/')))}, filename = true)";

    /// <summary>Whether a file is one of the lake's own.</summary>
    public bool Contains(string file) => System.IO.Path.GetFullPath(file).StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether there is a lake.</summary>
    public bool Exists => Directory.Exists(SourcesPath);

    /// <summary>The folder of a source.</summary>
    internal string FolderOf(string sha256) => System.IO.Path.Combine(SourcesPath, sha256);

    /// <summary>The sources, by name and then by SHA-256.</summary>
    /// <param name="unreadable">Told of each source whose manifest is damaged or missing; it is left out.</param>
    /// <exception cref="DataFormatException">A source was written by another version.</exception>
    public IReadOnlyList<SourceManifest> Sources(Action<Diagnostic>? unreadable = null)
    {
        if (!Exists) return [];
        var sources = new List<SourceManifest>();
        foreach (var folder in Directory.EnumerateDirectories(SourcesPath).Order(StringComparer.Ordinal))
        {
            try
            {
                if (Find(System.IO.Path.GetFileName(folder)) is { } source) sources.Add(source);
                else if (Directory.Exists(folder)) unreadable?.Invoke(Missing(folder));
            }
            catch (DataFormatException exception) when (exception.Diagnostic.Code == "LAKE001")
            {
                unreadable?.Invoke(exception.Diagnostic);
            }
        }
        return [.. sources.OrderBy(source => source.Name, StringComparer.Ordinal).ThenBy(source => source.Sha256, StringComparer.Ordinal)];
    }

    /// <summary>A source by the SHA-256 of its bytes; null when there is none.</summary>
    public SourceManifest? Find(string sha256)
    {
        var path = System.IO.Path.Combine(FolderOf(sha256), ManifestFile);
        return File.Exists(path) ? LoadManifest(path) : null;
    }

    /// <summary>The sources that a user means: by name, or by the first six or more digits of a SHA-256, of the source or of a copy noted with it.</summary>
    public IReadOnlyList<SourceManifest> Named(string text)
    {
        bool IsDigest(string sha256) => text.Length >= FewestDigits && sha256.StartsWith(text, StringComparison.OrdinalIgnoreCase);
        return [.. Sources().Where(source =>
            source.Name == text || IsDigest(source.Sha256) || source.Copies.Any(copy => copy.Name == text || IsDigest(copy.Sha256)))];
    }

    /// <summary>The SHA-256 of sources that begin with these six or more digits, also of those whose manifest is damaged.</summary>
    public IReadOnlyList<string> Digests(string start) => start.Length < FewestDigits || !Exists ? [] :
        [.. Directory.EnumerateDirectories(SourcesPath).Select(folder => System.IO.Path.GetFileName(folder)).Where(sha256 => sha256.StartsWith(start, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Takes a source out of the lake, whole and at once; false when it isn't there.</summary>
    /// <exception cref="IOException">The lake can't be written.</exception>
    public bool Remove(string sha256)
    {
        using var workspace = Workspace.Open(this);
        return workspace.Remove(sha256);
    }

    /// <summary>What there is to say of a source's folder without a manifest.</summary>
    internal static Diagnostic Missing(string folder) => Damaged(System.IO.Path.Combine(folder, ManifestFile), "is missing");

    static Diagnostic Damaged(string path, string how) => new(
        "LAKE001", Severity.Error, new(path), $"The manifest {how}.", $"Remove the source (assayer lake remove {Start(System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path))!)}) and ingest its file again.");

    static string Start(string sha256) => sha256.Length > 12 ? sha256[..12] : sha256;

    static SourceManifest LoadManifest(string path)
    {
        SourceManifest manifest;
        try
        {
            manifest = SourceManifest.Load(path);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new DataFormatException(Damaged(path, $"is damaged: {exception.Message.TrimEnd('.')}"), exception);
        }
        if (manifest.LakeVersion != SourceManifest.CurrentLakeVersion)
            throw new DataFormatException(new(
                "LAKE002", Severity.Error, new(path), $"This source has layout {manifest.LakeVersion}; this program reads and writes layout {SourceManifest.CurrentLakeVersion}.",
                manifest.LakeVersion > SourceManifest.CurrentLakeVersion ? "Use a newer version of assayer." : "Delete its folder, and ingest the file again."));
        return manifest;
    }
}
