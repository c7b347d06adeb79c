using Assayer.Evidence;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Rates.Files;

/// <summary>A file that can be opened again and again: one on disk, or an entry of a zip archive.</summary>
public sealed class InputFile
{
    readonly Func<Stream> _open;

    internal InputFile(string name, long length, Uri place, Func<Stream> open) => (Name, Length, Place, _open) = (name, length, place, open);

    /// <summary>"rates.json", or "archive.zip/rates.json"; for people, and for the date in it.</summary>
    public string Name { get; }

    /// <summary>Bytes, as if it had been received alone: an entry's uncompressed length.</summary>
    public long Length { get; }

    /// <summary>Where it was found: the address that it was fetched from, or its path; of an entry, the archive's. Relative places in it start there.</summary>
    public Uri Place { get; }

    /// <summary>The archive that it is an entry of; null for a file on disk.</summary>
    public InputArchive? Archive { get; internal init; }

    /// <summary>CRC-32 of the bytes as the archive gives it (APPNOTE.TXT, section 4.4.7); null for a file on disk, of which it isn't known in advance.</summary>
    public uint? Crc32 { get; internal init; }

    /// <summary>Bytes on disk: an entry's compressed length.</summary>
    internal long PackedLength { get; init; }

    /// <summary>The file, or the entries of the archive, at a path. What it is, is found from its content, never from its name.</summary>
    /// <exception cref="DataFormatException">It can't be opened, or is an archive that can't be read.</exception>
    public static IReadOnlyList<InputFile> At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return At(path, Path.GetFileName(path), new(Path.GetFullPath(path)), ExpansionLimit.Default);
    }

    /// <summary>The same of a file that was fetched.</summary>
    /// <param name="path">Where it is now.</param>
    /// <param name="name">Its name.</param>
    /// <param name="address">Where it was fetched from.</param>
    /// <exception cref="DataFormatException">It can't be opened, or is an archive that can't be read.</exception>
    public static IReadOnlyList<InputFile> At(string path, string name, Uri address) => At(path, name, address, ExpansionLimit.Default);

    internal static IReadOnlyList<InputFile> At(string path, ExpansionLimit limit) => At(path, Path.GetFileName(path), new(Path.GetFullPath(path)), limit);

    static IReadOnlyList<InputFile> At(string path, string name, Uri place, ExpansionLimit limit)
    {
        using var stream = OpenFile(path);
        Span<byte> start = stackalloc byte[FileStart.Length];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return FileStart.IsZip(start)
            ? ZipDirectory.Read(path, name, place, stream, limit)
            : [new(name, stream.Length, place, () => OpenFile(path)) { PackedLength = stream.Length }];
    }

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

    /// <summary>The bytes from their beginning. They are checked against the archive's directory where they are read to their end.</summary>
    /// <exception cref="DataFormatException">It can't be opened, or is an entry that isn't read; or, on reading, an entry that is damaged.</exception>
    public Stream Open() => _open();

    internal static FileStream OpenFile(string path)
    {
        try
        {
            return new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFormatException(new("FILE010", Severity.Error, new(path), "There is no such file, and none that matches.", "Check its name."), exception);
        }
        catch (Exception) when (Directory.Exists(path))
        {
            throw new DataFormatException(new("FILE010", Severity.Error, new(path), "There is no file in this folder.", "Check its name."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(new("FILE010", Severity.Error, new(path), $"The file can't be opened: {exception.Message}", "Check its name and its permissions."), exception);
        }
    }
}

/// <summary>A zip archive.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Its bytes.</param>
public sealed record InputArchive(string Path, long Length);
