using System.Diagnostics;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Files;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads files into a lake. A file becomes a source whole, or not at all.</summary>
/// <param name="lake">The lake; made when it isn't there.</param>
/// <param name="filter">The codes wanted from price files. Medicare's tables are small, and always read whole.</param>
public sealed class Ingester(LakeFolder lake, CodeFilter filter)
{
    /// <summary>Bytes of the current file received so far: for showing progress from another thread.</summary>
    public long BytesReceived => _current?.BytesReceived ?? 0;

    ReceivedFile? _current;

    /// <summary>Reads a file into the lake.</summary>
    public IngestResult Ingest(string path, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var (outcome, manifest, diagnostics) = IngestFile(path, cancellation);
            return new(path, outcome, manifest, diagnostics, clock.Elapsed);
        }
        catch (DataFormatException exception)
        {
            return new(path, IngestOutcome.Failed, null, [exception.Diagnostic], clock.Elapsed);
        }
        finally
        {
            _current = null;
        }
    }

    (IngestOutcome, SourceManifest, IReadOnlyList<Diagnostic>) IngestFile(string path, CancellationToken cancellation)
    {
        var wanted = filter;
        var existing = FindSameBytes(path, cancellation);
        if (existing is not null)
        {
            if (existing.Filter.Covers(filter) && existing.ReaderVersion >= SourceManifest.CurrentReaderVersion) return (IngestOutcome.AlreadyThere, existing, []);
            wanted = existing.Filter.Union(filter);
        }

        using var workspace = Workspace.Open(lake);
        var folder = Path.Combine(workspace.Path, "source");
        Directory.CreateDirectory(folder);
        using var file = ReceivedFile.Open(path);
        _current = file;
        var (manifest, diagnostics) = Read(file, wanted, workspace, folder, cancellation);
        manifest = manifest with { IngestedAtUtc = DateTime.UtcNow, Copies = existing?.Copies ?? [] };

        if (existing is null && FindCopy(manifest) is { } original)
        {
            var noted = original with { Copies = [.. original.Copies, new(manifest.Sha256, manifest.Name, manifest.Bytes)] };
            var notedPath = Path.Combine(workspace.Path, LakeFolder.ManifestFile);
            noted.Save(notedPath);
            File.Move(notedPath, Path.Combine(lake.FolderOf(original.Sha256), LakeFolder.ManifestFile), overwrite: true);
            return (IngestOutcome.Alias, noted, diagnostics);
        }

        manifest.Save(Path.Combine(folder, LakeFolder.ManifestFile));
        cancellation.ThrowIfCancellationRequested();
        workspace.Publish(folder, manifest.Sha256, replace: existing is not null);
        return (existing is null ? IngestOutcome.Ingested : IngestOutcome.Widened, manifest, diagnostics);
    }

    /// <summary>The source that was made from the same bytes, or noted as a copy; the file is only digested when a length agrees.</summary>
    SourceManifest? FindSameBytes(string path, CancellationToken cancellation)
    {
        var length = new FileInfo(path).Length;
        var candidates = lake.Sources().Where(source => source.Bytes == length || source.Copies.Any(copy => copy.Bytes == length)).ToList();
        if (candidates.Count == 0) return null;
        var sha256 = ReceivedFile.Sha256Of(path, cancellation);
        return candidates.Find(source => source.Sha256 == sha256 || source.Copies.Any(copy => copy.Sha256 == sha256));
    }

    SourceManifest? FindCopy(SourceManifest manifest) =>
        lake.Sources().FirstOrDefault(source =>
            source.Sha256 != manifest.Sha256
            && (source.Kind, source.ContentBytes, source.ContentCrc32, source.ReaderVersion) == (manifest.Kind, manifest.ContentBytes, manifest.ContentCrc32, manifest.ReaderVersion)
            && source.Filter.Covers(manifest.Filter) && manifest.Filter.Covers(source.Filter)
            && source.RowsDigest == manifest.RowsDigest);

    static (SourceManifest, IReadOnlyList<Diagnostic>) Read(ReceivedFile file, CodeFilter wanted, Workspace workspace, string folder, CancellationToken cancellation)
    {
        using var connection = DuckDb.Open(Path.Combine(workspace.Path, "stage.duckdb"), Path.Combine(workspace.Path, "spill"));
        var parts = new PartWriter(connection, folder);
        var start = file.Peek().TrimStart(" \t\r\n"u8);
        if (start is [(byte)'{' or (byte)'[', ..]) return ReadInNetwork(file, wanted, connection, parts, cancellation);
        return TableStage.Read(file, connection, parts, cancellation);
    }

    static (SourceManifest, IReadOnlyList<Diagnostic>) ReadInNetwork(ReceivedFile file, CodeFilter wanted, DuckDBConnection connection, PartWriter parts, CancellationToken cancellation)
    {
        using var stage = new InNetworkStage(connection);
        var result = InNetworkReader.Read(file.Name, file.Content, wanted, stage, cancellation);
        var identity = file.Finish(cancellation);
        var (remote, undefined) = stage.Write(parts, result.RejectedByCode);
        var nameDate = FileName.DateIn(file.Name);
        var diagnostics = result.Diagnostics;
        if (remote > 0)
            diagnostics.Add(new("RATE021", Severity.Warning, new(file.Name, Address: "/provider_references"), $"{remote} provider references used by prices point outside the file. They were not followed: each stands as an unresolved entity."));
        if (undefined > 0)
            diagnostics.Add(new("RATE020", Severity.Warning, new(file.Name, Address: "/provider_references"), $"{undefined} provider references used by prices are not defined in the file, or have no providers: each stands as an unresolved entity."));
        if (result.Header.LastUpdatedOn is { } updated && nameDate is { } named && updated != named)
            diagnostics.Add(new("RATE026", Severity.Warning, new(file.Name, Address: "/last_updated_on"), $"The file says that it was last updated on {updated:yyyy-MM-dd}; its name says {named:yyyy-MM-dd}. The former is used."));
        return (SourceManifest.Of("in-network", file.Name, identity, parts, diagnostics) with
        {
            Header = result.Header,
            NameDate = nameDate,
            Synthetic = result.Header.Synthetic,
            Codes = wanted.Codes?.Select(code => $"{code.Type}:{code.Value}").ToList(),
            Accepted = result.Accepted,
            Rejected = result.Rejected,
            RejectedWithoutCode = result.RejectedWithoutCode,
            RemoteReferences = remote,
            UndefinedReferences = undefined,
        }, diagnostics.Kept);
    }
}
