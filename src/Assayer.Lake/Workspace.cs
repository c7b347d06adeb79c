namespace Assayer.Lake;

/// <summary>
/// A place for one run's unfinished work, under <c>lake/.tmp</c>. Its lock file is open while the run lives; what a killed run leaves behind is
/// removed by the next one, and a source that it had just taken out to replace is put back.
/// </summary>
sealed class Workspace : IDisposable
{
    const string ReplacedPrefix = "replaced-";

    readonly LakeFolder _lake;
    readonly FileStream _lock;
    readonly string _lockPath;

    Workspace(LakeFolder lake, string path, string lockPath, FileStream @lock) => (_lake, Path, _lockPath, _lock) = (lake, path, lockPath, @lock);

    /// <summary>The run's own folder.</summary>
    public string Path { get; }

    /// <summary>Opens a workspace, and clears away those of dead runs.</summary>
    public static Workspace Open(LakeFolder lake)
    {
        Directory.CreateDirectory(lake.SourcesPath);
        Directory.CreateDirectory(lake.TemporaryPath);
        foreach (var lockPath in Directory.EnumerateFiles(lake.TemporaryPath, "*.lock")) ClearIfDead(lake, lockPath);
        while (true)
        {
            var path = System.IO.Path.Combine(lake.TemporaryPath, Guid.NewGuid().ToString("N"));
            var lockPath = path + ".lock";
            if (TryLock(lockPath, FileMode.CreateNew) is not { } @lock) continue;
            Directory.CreateDirectory(path);
            return new(lake, path, lockPath, @lock);
        }
    }

    /// <summary>A new folder in the workspace.</summary>
    public string NewFolder() => Directory.CreateDirectory(System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>
    /// Makes a finished folder the source of that SHA-256. False, with the lake as it was, when another run was first: where there was no source,
    /// there is one now, or the one that was to be replaced isn't <paramref name="replaces"/> any more.
    /// </summary>
    public bool Publish(string folder, string sha256, SourceManifest? replaces)
    {
        var target = _lake.FolderOf(sha256);
        if (replaces is not null && !TryTakeOut(target, sha256, replaces)) return false;
        try
        {
            Directory.Move(folder, target);
            return true;
        }
        catch (IOException) when (Directory.Exists(target))
        {
            return false;
        }
    }

    /// <summary>Takes a source out of the lake for good; false when it isn't there.</summary>
    public bool Remove(string sha256)
    {
        try
        {
            Directory.Move(_lake.FolderOf(sha256), System.IO.Path.Combine(Path, "removed-" + sha256)); // gone with the workspace
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    bool TryTakeOut(string target, string sha256, SourceManifest expected)
    {
        var replaced = System.IO.Path.Combine(Path, ReplacedPrefix + sha256);
        try
        {
            Directory.Move(target, replaced);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        var found = SourceManifest.Load(System.IO.Path.Combine(replaced, LakeFolder.ManifestFile));
        return (found.IngestedAtUtc, found.RowsDigest) == (expected.IngestedAtUtc, expected.RowsDigest); // if not, Clear puts it back
    }

    public void Dispose()
    {
        Clear(_lake, Path);
        _lock.Dispose();
        File.Delete(_lockPath);
    }

    static void ClearIfDead(LakeFolder lake, string lockPath)
    {
        using var @lock = TryLock(lockPath, FileMode.Open);
        if (@lock is null) return;
        Clear(lake, lockPath[..^".lock".Length]);
        File.Delete(lockPath);
    }

    static void Clear(LakeFolder lake, string path)
    {
        if (!Directory.Exists(path)) return;
        foreach (var replaced in Directory.EnumerateDirectories(path, ReplacedPrefix + "*"))
        {
            var target = lake.FolderOf(System.IO.Path.GetFileName(replaced)[ReplacedPrefix.Length..]);
            if (!Directory.Exists(target)) Directory.Move(replaced, target);
        }
        Directory.Delete(path, recursive: true);
    }

    static FileStream? TryLock(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (mode == FileMode.Open || File.Exists(path))
        {
            return null;
        }
    }
}
