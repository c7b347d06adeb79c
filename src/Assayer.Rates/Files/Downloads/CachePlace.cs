using System.Security.Cryptography;
using System.Text;

namespace Assayer.Rates.Files.Downloads;

/// <summary>Where an address's files are in the cache, by a digest of the whole address, from which its secrets can't be read.</summary>
sealed class CachePlace(string folder, Uri address)
{
    readonly string _stem = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri))));

    /// <summary>What is known of the last complete download.</summary>
    public string Stored => $"{_stem}.json";

    /// <summary>Bytes of one that is not complete.</summary>
    public string Part => $"{_stem}.part";

    /// <summary>What these bytes belong to; written before them.</summary>
    public string PartStored => $"{_stem}.part.json";

    /// <summary>The complete file, under its own name.</summary>
    public string Body(StoredDownload download) => Path.Combine(_stem, download.Name);

    /// <summary>A part that can be gone on with, from which byte; null where there is none.</summary>
    public (StoredDownload Download, long From)? Resumable()
    {
        if (StoredDownload.Load(PartStored) is not { } download || download.Validator() is null || !File.Exists(Part)) return null;
        var length = new FileInfo(Part).Length;
        if (length > download.Length) return null;
        // Of a part that is complete the last byte is asked for again: a range of no bytes can't be.
        var from = length == download.Length ? length - 1 : length;
        return from > 0 ? (download, from) : null;
    }

    /// <summary>Begins a part anew.</summary>
    /// <exception cref="IOException">Another run has it open.</exception>
    public FileStream Begin(StoredDownload download)
    {
        var stream = OpenPart(FileMode.OpenOrCreate);
        File.Delete(PartStored);
        stream.SetLength(0);
        download.Save(PartStored);
        return stream;
    }

    /// <summary>Goes on with a part.</summary>
    /// <exception cref="IOException">Another run has it open.</exception>
    public FileStream Resume(long from)
    {
        var stream = OpenPart(FileMode.Open);
        stream.SetLength(from);
        return stream;
    }

    FileStream OpenPart(FileMode mode) => new(Part, mode, FileAccess.ReadWrite, FileShare.None, 1 << 16);

    /// <summary>Makes the part the complete file.</summary>
    public void Complete(StoredDownload download)
    {
        Forget();
        Directory.CreateDirectory(_stem);
        File.Move(Part, Body(download));
        download.Save(Stored);
        File.Delete(PartStored);
    }

    /// <summary>Deletes the part.</summary>
    public void DropPart()
    {
        File.Delete(PartStored);
        File.Delete(Part);
    }

    /// <summary>Deletes the complete file and what is known of it.</summary>
    public void Forget()
    {
        File.Delete(Stored); // first: what is known must never be of another file than the one that is there
        if (Directory.Exists(_stem)) Directory.Delete(_stem, recursive: true);
    }
}
