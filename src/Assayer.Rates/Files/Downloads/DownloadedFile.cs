namespace Assayer.Rates.Files.Downloads;

/// <summary>A file that was downloaded, now or before. Addresses are as they may be shown: see <see cref="WebAddress"/>.</summary>
/// <param name="Address">The address asked for.</param>
/// <param name="FinalAddress">The address that it came from, after redirects.</param>
/// <param name="Name">Its name, by the server or by the address; safe as a file's name.</param>
/// <param name="ETag">The server's tag for this version; null where it gives none.</param>
/// <param name="LastModified">When it was changed, by the server; null where it doesn't say.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="IsUnchanged">Whether it is the same as when it was last downloaded completely.</param>
/// <param name="Path">Where it is; null where it is unchanged, and its body was released before.</param>
public sealed record DownloadedFile(
    string Address, string FinalAddress, string Name, string? ETag, DateTimeOffset? LastModified, long Length, string Sha256, bool IsUnchanged, string? Path);

/// <summary>What a server says of a file that was not downloaded. Addresses are as they may be shown.</summary>
/// <param name="Address">The address asked for.</param>
/// <param name="FinalAddress">The address that it would come from, after redirects.</param>
/// <param name="Name">Its name, by the server or by the address.</param>
/// <param name="Length">Its bytes; null where the server doesn't say.</param>
public sealed record RemoteFile(string Address, string FinalAddress, string Name, long? Length);

/// <summary>How far a download is.</summary>
/// <param name="Address">The address, as it may be shown.</param>
/// <param name="Received">Bytes received, in earlier attempts and runs too.</param>
/// <param name="Total">Bytes in all; null where the server doesn't say.</param>
public sealed record DownloadProgress(string Address, long Received, long? Total);
