using System.Security.Cryptography;

namespace Assayer.Publishing.Sites;

/// <summary>A file of a site.</summary>
/// <param name="Path">Relative to the site's folder, with slashes.</param>
/// <param name="Sha256">Digest of its bytes.</param>
public sealed record SiteFile(string Path, string Sha256);

/// <summary>
/// The folder of a site. A file is replaced whole or not at all, and one that would stay the same isn't touched. For use by several threads.
/// </summary>
sealed class SiteFolder
{
    const string UnfinishedName = ".unfinished";

    readonly string _path;
    readonly string _unfinished;
    int _written;
    long _number;

    /// <summary>Opens or makes the folder; what a killed run left half done goes.</summary>
    public SiteFolder(string path)
    {
        _path = Path.GetFullPath(path);
        _unfinished = Path.Combine(_path, UnfinishedName);
        if (Directory.Exists(_unfinished)) Directory.Delete(_unfinished, recursive: true);
        Directory.CreateDirectory(_unfinished);
    }

    /// <summary>Files written, since they were new or changed.</summary>
    public int Written => _written;

    /// <summary>Makes a file say <paramref name="bytes"/>.</summary>
    public SiteFile Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = FullPath(path);
        if (!Holds(full, bytes))
        {
            var unfinished = UnfinishedPath();
            File.WriteAllBytes(unfinished, bytes);
            Move(unfinished, full);
        }
        return new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Makes files in a folder say what <paramref name="write"/> writes into the folder that it is given.</summary>
    public IEnumerable<SiteFile> WriteFolder(string path, Action<string> write)
    {
        var unfinished = Directory.CreateDirectory(UnfinishedPath());
        write(unfinished.FullName);
        var files = new List<SiteFile>();
        foreach (var file in unfinished.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var made = new SiteFile($"{path}/{file.Name}", DigestOf(file.FullName));
            if (!Holds(made)) Move(file.FullName, FullPath(made.Path));
            files.Add(made);
        }
        unfinished.Delete(recursive: true);
        return files;
    }

    /// <summary>Whether a file is there with its bytes.</summary>
    public bool Holds(SiteFile file) => File.Exists(FullPath(file.Path)) && DigestOf(FullPath(file.Path)) == file.Sha256;

    /// <summary>The bytes of a file; null when there is none.</summary>
    public byte[]? Read(string path) => File.Exists(FullPath(path)) ? File.ReadAllBytes(FullPath(path)) : null;

    /// <summary>Takes a file away, and its folder when that is empty then; false where there is none.</summary>
    public bool Remove(string path)
    {
        var full = FullPath(path);
        if (!File.Exists(full)) return false;
        File.Delete(full);
        var folder = Path.GetDirectoryName(full)!;
        if (folder != _path && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        return true;
    }

    /// <summary>Takes away what is only needed while a site is made.</summary>
    public void Finish() => Directory.Delete(_unfinished, recursive: true);

    void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        Interlocked.Increment(ref _written);
    }

    string FullPath(string path) => Path.Combine(_path, path);

    string UnfinishedPath() => Path.Combine(_unfinished, Interlocked.Increment(ref _number).ToString(System.Globalization.CultureInfo.InvariantCulture));

    static bool Holds(string full, ReadOnlySpan<byte> bytes) =>
        new FileInfo(full) is { Exists: true } file && file.Length == bytes.Length && File.ReadAllBytes(full).AsSpan().SequenceEqual(bytes);

    static string DigestOf(string full)
    {
        using var stream = File.OpenRead(full);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
