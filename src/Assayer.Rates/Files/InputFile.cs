using Assayer.Evidence;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Rates.Files;

/// <summary>
/// A file of bytes that can be opened again and again: one on disk, or an entry of a zip archive, which counts as if it had been received by
/// itself. See docs/formats/files-and-addresses.md.
/// </summary>
public sealed class InputFile
{
    readonly Func<Stream> _open;

    internal InputFile(string name, long length, Uri place, string? archive, Func<Stream> open) => (Name, Length, Place, Archive, _open) = (name, length, place, archive, open);

    /// <summary>Its name without folder, behind its archive's and a slash where it comes from one: for people and for dates, never for what it is.</summary>
    public string Name { get; }

    /// <summary>Its bytes: of an archive's entry, unpacked.</summary>
    public long Length { get; }

    /// <summary>Where it was found: the address that it was fetched from, or its path; of an entry, the archive's. Relative places in it start there.</summary>
    public Uri Place { get; }

    /// <summary>The path of the archive that it lies in; null for a file by itself.</summary>
    public string? Archive { get; }

    /// <summary>The files at a path: the file itself, or, where its content is a zip archive, each of its entries.</summary>
    /// <param name="path">A file.</param>
    /// <param name="address">Where it was fetched from; null for a file that was on disk.</param>
    /// <exception cref="DataFormatException">There is no such file, it can't be opened, or it is an archive that can't be trusted.</exception>
    public static IReadOnlyList<InputFile> At(string path, Uri? address = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = address is null ? Path.GetFileName(path) : WebAddress.NameOf(address);
        var place = address ?? new Uri(Path.GetFullPath(path));
        try
        {
            Span<byte> start = stackalloc byte[4];
            using var stream = OpenFile(path);
            var length = stream.Length;
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            return ZipEntries.IsArchive(start) ? ZipEntries.Of(path, name, place) : [new(name, length, place, null, () => OpenFile(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(new("FILE010", Severity.Error, new(path), $"The file can't be opened: {exception.Message}", "Check its name and its permissions."), exception);
        }
    }

    /// <summary>The place that a location in this file means: <see cref="Resolve(Uri, string)"/>.</summary>
    public Uri? Resolve(string location) => Resolve(Place, location);

    /// <summary>
    /// The place that a location in a file means; null where it means none that may be looked up: only http and https, and, from a file on disk,
    /// files in its own folder or below.
    /// </summary>
    /// <param name="place">Where the file was found.</param>
    /// <param name="location">What stands in it.</param>
    public static Uri? Resolve(Uri place, string location)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!Uri.TryCreate(place, location, out var target)) return null;
        if (WebAddress.IsWeb(target)) return target;
        if (!place.IsFile || !target.IsFile || target.IsUnc) return null;
        var folder = Path.GetDirectoryName(place.LocalPath) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(target.LocalPath).StartsWith(folder, StringComparison.Ordinal) ? target : null;
    }

    /// <summary>The bytes, from the first.</summary>
    /// <exception cref="DataFormatException">It is an entry that can't be read.</exception>
    public Stream Open() => _open();

    /// <summary>The SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    /// <exception cref="DataFormatException">It is an entry that can't be read.</exception>
    public string Sha256(CancellationToken cancellation)
    {
        using var stream = Open();
        using var metered = new Metered(stream);
        var buffer = new byte[1 << 18];
        while (metered.Read(buffer) > 0) cancellation.ThrowIfCancellationRequested();
        return metered.Sha256();
    }

    internal static FileStream OpenFile(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
}
