namespace Assayer.Rates.Files.Downloads;

/// <summary>A file from an address, as the download cache has it.</summary>
/// <param name="Address">Where it was asked for.</param>
/// <param name="Name">The last part of its path.</param>
/// <param name="Path">Where it is on disk; null when it has not changed since it was used last, and was deleted then.</param>
/// <param name="Sources">Of a file that has not changed: what was made of it, as the one who used it noted; empty otherwise.</param>
public sealed record DownloadedFile(Uri Address, string Name, string? Path, IReadOnlyList<string> Sources);

/// <summary>What is remembered of an address. Nothing of a query, which may hold a signature, and no credentials.</summary>
sealed record CacheEntry
{
    public string Shown { get; init; } = "";
    public string? ETag { get; init; }
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Bytes of the whole file; null when the server doesn't say.</summary>
    public long? Length { get; init; }

    public bool IsComplete { get; init; }
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Whether the bytes can be told from those of another time, so that a rest fits to a beginning (RFC 9110, section 13.1.5).</summary>
    public bool HasStrongValidator => ETag is { } tag ? !tag.StartsWith("W/", StringComparison.Ordinal) : LastModified is not null;
}
