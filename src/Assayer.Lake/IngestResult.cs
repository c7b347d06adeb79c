using Assayer.Evidence;

namespace Assayer.Lake;

/// <summary>What ingesting a file came to.</summary>
public enum IngestOutcome
{
    /// <summary>Read, and in the lake.</summary>
    Ingested,

    /// <summary>It was there already, and nothing was to be added.</summary>
    AlreadyThere,

    /// <summary>It was there for fewer codes, or from an older reader, and was read again.</summary>
    Widened,

    /// <summary>A copy, packed otherwise, of a source that is there: noted with that source.</summary>
    Alias,

    /// <summary>An entry of an archive that is nothing that is read, beside others that are.</summary>
    PassedOver,

    /// <summary>Not read; the lake is as it was.</summary>
    Failed,
}

/// <summary>What ingesting a file came to.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Manifest">The source in the lake; null when it failed.</param>
/// <param name="Diagnostics">The first few of each diagnostic; of a source that was there already, none.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record IngestResult(string Path, IngestOutcome Outcome, SourceManifest? Manifest, IReadOnlyList<Diagnostic> Diagnostics, TimeSpan Elapsed)
{
    /// <summary>A file that wasn't read.</summary>
    public static IngestResult Failure(string path, Diagnostic why) => new(path, IngestOutcome.Failed, null, [why], TimeSpan.Zero);
}
