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
    const int MostAttempts = 10;

    ReceivedFile? _current;

    /// <summary>The lake.</summary>
    public LakeFolder Lake => lake;

    /// <summary>Bytes of the current file received so far: for showing progress from another thread.</summary>
    public long BytesReceived => _current?.BytesReceived ?? 0;

    /// <summary>Reads a file into the lake.</summary>
    /// <exception cref="IOException">The lake can't be written.</exception>
    public IngestResult Ingest(string path, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var length = LengthOf(path);
            for (var attempt = 0; attempt < MostAttempts; attempt++)
                if (TryIngest(path, length, cancellation) is var (outcome, manifest, diagnostics))
                    return new(path, outcome, manifest, diagnostics, clock.Elapsed);
            throw new IOException($"{path}: other runs keep changing the same source. Try again when they are done.");
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

    static long LengthOf(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return RandomAccess.GetLength(handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(new("FILE010", Severity.Error, new(path), $"The file can't be opened: {exception.Message}", "Check its name and its permissions."), exception);
        }
    }

    // Null when another run changed the source in the meantime.
    (IngestOutcome, SourceManifest, IReadOnlyList<Diagnostic>)? TryIngest(string path, long length, CancellationToken cancellation)
    {
        using var workspace = Workspace.Open(lake); // first, since it puts back what a killed run had taken out
        var existing = FindSameBytes(path, length, cancellation);
        if (existing is not null && existing.Filter.Covers(filter) && existing.ReaderVersion >= SourceManifest.CurrentReaderVersion)
            return (IngestOutcome.AlreadyThere, existing, []);
        return Read(path, existing, existing?.Copies ?? [], workspace, cancellation);
    }

    (IngestOutcome, SourceManifest, IReadOnlyList<Diagnostic>)? Read(string path, SourceManifest? existing, IReadOnlyList<Copy> copies, Workspace workspace, CancellationToken cancellation)
    {
        var folder = workspace.NewFolder();
        SourceManifest manifest;
        IReadOnlyList<Diagnostic> diagnostics;
        using (var file = ReceivedFile.Open(path))
        {
            _current = file;
            (manifest, diagnostics) = Read(file, existing?.Filter.Union(filter) ?? filter, folder, workspace.NewFolder(), cancellation);
        }
        if (existing is null)
        {
            if (lake.Find(manifest.Sha256) is not null) return null;
            if (Copies.OriginalOf(manifest, folder, lake) is { } original)
            {
                var copy = new Copy(manifest.Sha256, manifest.Name, manifest.Bytes);
                if (!original.Filter.Covers(manifest.Filter)) return Read(path, original, [.. original.Copies, copy], workspace, cancellation);
                return (IngestOutcome.Alias, Copies.Note(original, copy, lake, workspace), diagnostics);
            }
        }
        else
        {
            manifest = manifest with { Sha256 = existing.Sha256, Name = existing.Name, Bytes = existing.Bytes }; // a copy widens its original
        }
        manifest = manifest with { IngestedAtUtc = DateTime.UtcNow, Copies = copies };
        manifest.Save(Path.Combine(folder, LakeFolder.ManifestFile));
        cancellation.ThrowIfCancellationRequested();
        if (!workspace.Publish(folder, manifest.Sha256, existing)) return null;
        return (existing is null ? IngestOutcome.Ingested : IngestOutcome.Widened, manifest, diagnostics);
    }

    /// <summary>The source that was made from the same bytes, or noted as a copy; the file is only digested when a length agrees.</summary>
    SourceManifest? FindSameBytes(string path, long length, CancellationToken cancellation)
    {
        var candidates = lake.Sources().Where(source => source.Bytes == length || source.Copies.Any(copy => copy.Bytes == length)).ToList();
        if (candidates.Count == 0) return null;
        var sha256 = ReceivedFile.Sha256Of(path, cancellation);
        return candidates.Find(source => source.Sha256 == sha256 || source.Copies.Any(copy => copy.Sha256 == sha256));
    }

    static (SourceManifest, IReadOnlyList<Diagnostic>) Read(ReceivedFile file, CodeFilter wanted, string folder, string stageFolder, CancellationToken cancellation)
    {
        using var connection = DuckDb.Open(Path.Combine(stageFolder, "stage.duckdb"), Path.Combine(stageFolder, "spill"));
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
