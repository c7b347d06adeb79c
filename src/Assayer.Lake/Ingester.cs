using System.Diagnostics;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Files;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads files into a lake. A file becomes a source whole, or not at all.</summary>
/// <param name="lake">The lake; made when it isn't there.</param>
/// <param name="filter">The codes wanted from price files. Tables, registries and tables of contents are always read whole.</param>
/// <param name="remote">Fetches provider references that lie outside a file; null: nothing is fetched, and they stay unresolved.</param>
public sealed class Ingester(LakeFolder lake, CodeFilter filter, RemoteReferences? remote = null)
{
    const int MostAttempts = 10;

    /// <summary>The lake.</summary>
    public LakeFolder Lake => lake;

    /// <summary>How far the current file is.</summary>
    public IngestProgress Progress { get; } = new();

    /// <summary>Reads a file on disk that isn't an archive of several.</summary>
    /// <exception cref="IOException">The lake can't be written.</exception>
    public IngestResult Ingest(string path, CancellationToken cancellation = default)
    {
        try
        {
            return Ingest(InputFile.At(path).Single(), cancellation);
        }
        catch (DataFormatException exception)
        {
            return IngestResult.Failure(path, exception.Diagnostic);
        }
    }

    /// <summary>Reads a file into the lake.</summary>
    /// <exception cref="IOException">The lake can't be written.</exception>
    public IngestResult Ingest(InputFile file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var clock = Stopwatch.StartNew();
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
                if (TryIngest(file, cancellation) is var (outcome, manifest, diagnostics))
                    return new(file.Name, outcome, manifest, diagnostics, clock.Elapsed);
            throw new IOException($"{file.Name}: other runs keep changing the same source. Try again when they are done.");
        }
        catch (DataFormatException exception)
        {
            return IngestResult.Failure(file.Name, exception.Diagnostic) with { Elapsed = clock.Elapsed };
        }
        catch (DuckDBException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"The lake at {lake.Path} can't be written: {exception.Message.Split('\n')[0]}", exception);
        }
        finally
        {
            Progress.End();
        }
    }

    /// <summary>
    /// What there is to say of a source from which this run would read no more, references that still can't be followed among it; null where its
    /// file is to be read again.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="name">Its file's name.</param>
    /// <param name="place">Where its file was found: relative references start there.</param>
    /// <param name="cancellation">Stops it.</param>
    internal IReadOnlyList<Diagnostic>? RemarksIfComplete(SourceManifest source, string name, Uri place, CancellationToken cancellation)
    {
        if (!source.Filter.Covers(filter) || source.ReaderVersion < SourceManifest.CurrentReaderVersion) return null;
        if (source.RemoteReferences == 0 || remote is null) return [];
        var (resolved, diagnostics) = remote.TryAgain(lake.FolderOf(source.Sha256), name, place, cancellation);
        return resolved > 0 ? null : diagnostics;
    }

    // Null when another run changed the source in the meantime.
    (IngestOutcome, SourceManifest, IReadOnlyList<Diagnostic>)? TryIngest(InputFile file, CancellationToken cancellation)
    {
        using var workspace = Workspace.Open(lake); // first, since it puts back what a killed run had taken out
        var existing = FindSameBytes(file, cancellation);
        if (existing is null || RemarksIfComplete(existing, file.Name, file.Place, cancellation) is not { } diagnostics)
            return Read(file, existing, existing?.Copies ?? [], workspace, cancellation);
        if (file.Archive is null || existing.Name == file.Name || existing.Copies.Any(copy => copy.Name == file.Name))
            return (IngestOutcome.AlreadyThere, existing, diagnostics);
        return (IngestOutcome.Alias, Copies.Note(existing, new(existing.Sha256, file.Name, file.Length), lake, workspace), diagnostics);
    }

    (IngestOutcome, SourceManifest, IReadOnlyList<Diagnostic>)? Read(
        InputFile input, SourceManifest? existing, IReadOnlyList<Copy> copies, Workspace workspace, CancellationToken cancellation)
    {
        var folder = workspace.NewFolder();
        var (manifest, diagnostics) = Read(input, existing?.Filter.Union(filter) ?? filter, folder, workspace.NewFolder(), cancellation);
        if (existing is null)
        {
            if (lake.Find(manifest.Sha256) is not null) return null;
            if (Copies.OriginalOf(manifest, folder, lake) is { } original)
            {
                var copy = new Copy(manifest.Sha256, manifest.Name, manifest.Bytes);
                var completes = manifest.RemoteReferences < original.RemoteReferences && manifest.Filter.Covers(original.Filter);
                if (completes || !original.Filter.Covers(manifest.Filter)) return Read(input, original, [.. original.Copies, copy], workspace, cancellation);
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

    (SourceManifest, IReadOnlyList<Diagnostic>) Read(InputFile input, CodeFilter wanted, string folder, string stageFolder, CancellationToken cancellation)
    {
        using var file = ReceivedFile.Open(input);
        Progress.Begin(file, input.Length);
        return new SourceReading(input, file, wanted, folder, stageFolder, remote, Progress).Read(cancellation);
    }

    /// <summary>The source that was made from the same bytes, or noted as a copy; the file is only digested when a length agrees.</summary>
    SourceManifest? FindSameBytes(InputFile file, CancellationToken cancellation)
    {
        var candidates = lake.Sources().Where(source => source.Bytes == file.Length || source.Copies.Any(copy => copy.Bytes == file.Length)).ToList();
        if (candidates.Count == 0) return null;
        var sha256 = ReceivedFile.Sha256Of(file, cancellation);
        return candidates.Find(source => source.Sha256 == sha256 || source.Copies.Any(copy => copy.Sha256 == sha256));
    }
}
