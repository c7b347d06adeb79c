using System.IO.Compression;
using System.IO.Hashing;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// The files in a zip archive (APPNOTE 6.3.10; Zip64 and Deflate64 too, by <see cref="ZipArchive"/>). Checks what that leaves unchecked: names, lengths and
/// checksums, and entries that share their bytes. Nothing is ever written under an entry's name.
/// </summary>
static class ZipEntries
{
    const int MostEntries = 10_000;

    /// <summary>Whether a file begins as a zip archive does: with a local file, an empty directory, or the mark of a split one.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> start) => start is [0x50, 0x4b, 0x03, 0x04, ..] or [0x50, 0x4b, 0x05, 0x06, ..] or [0x50, 0x4b, 0x07, 0x08, ..];

    /// <summary>The archive's files. One that must not be read is among them, and says why when it is opened.</summary>
    public static IReadOnlyList<InputFile> Of(string path, string name, Uri place)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var archive = OpenArchive(stream, name);
        if (archive.Entries.Count > MostEntries)
            throw Refused("FILE013", name, FormattableString.Invariant($"The archive has {archive.Entries.Count} entries; up to {MostEntries} are read."), "Unpack it, and give the folder.");
        if (archive.Entries.Sum(entry => entry.CompressedLength) > stream.Length)
            throw Refused("FILE013", name, "Entries of the archive share the same bytes, as they do in decompression bombs.", "Don't use it.");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<InputFile>();
        for (var index = 0; index < archive.Entries.Count; index++)
        {
            var (number, entry) = (index, archive.Entries[index]);
            if (IsBeside(entry.FullName)) continue;
            var entryName = $"{name}/{Printable(entry.FullName)}";
            var refusal = ReasonToRefuse(entry, seen.Add(entry.FullName));
            files.Add(new(entryName, entry.Length, place, path, refusal is null ? () => Open(path, name, entryName, number) : () => throw Refused("FILE012", entryName, refusal, "The other entries of the archive are read.")));
        }
        return files.Count > 0 ? files : throw Refused("FILE001", name, "The archive holds no file.", "Fetch it again.");
    }

    static ZipArchive OpenArchive(FileStream stream, string name)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count; // reads the directory
            return archive;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException or IOException)
        {
            throw new DataFormatException(new("FILE011", Severity.Error, new(name), $"The zip archive's directory can't be read; it may be cut short: {exception.Message}", "Fetch it again."), exception);
        }
    }

    static EntryStream Open(string path, string name, string entryName, int index)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var archive = OpenArchive(stream, name);
            var entry = archive.Entries[index];
            return new(entryName, entry, entry.Open(), stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            stream.Dispose();
            throw new DataFormatException(new("FILE011", Severity.Error, new(entryName), $"The entry can't be unpacked: {exception.Message}", "Fetch the archive again, or unpack it with another program and give the files."), exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    static string? ReasonToRefuse(ZipArchiveEntry entry, bool isFirstOfItsName)
    {
        var name = entry.FullName;
        if (name.AsSpan().ContainsAny('\\', ':') || name.StartsWith('/') || name.Split('/').Contains("..") || name.Any(char.IsControl))
            return "The entry's name is a path that leads out of the archive, or no proper name.";
        if (!isFirstOfItsName) return "The archive has another entry of the same name.";
        if (entry.IsEncrypted) return "The entry is encrypted.";
        return Expansion.IsImplausible(entry.Length, entry.CompressedLength) ? Expansion.Message(entry.Length, entry.CompressedLength) : null;
    }

    // Folders, and what file managers put beside the files.
    static bool IsBeside(string name) =>
        name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name == ".DS_Store" || name.EndsWith("/.DS_Store", StringComparison.Ordinal);

    static string Printable(string name) => string.Concat(name.Select(character => char.IsControl(character) ? '\uFFFD' : character));

    static DataFormatException Refused(string code, string name, string message, string remedy) => new(new(code, Severity.Error, new(name), message, remedy));

    /// <summary>An entry's bytes, which must be as many and have the checksum that the directory says.</summary>
    sealed class EntryStream(string name, ZipArchiveEntry entry, Stream content, Stream archive) : ForwardStream
    {
        readonly Crc32 _crc = new();
        long _count;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.Length == 0) return 0;
            int read;
            try
            {
                read = content.Read(buffer);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                throw Damaged($"it can't be decompressed: {exception.Message}");
            }
            _crc.Append(buffer[..read]);
            _count += read;
            if (_count > entry.Length || (read == 0 && _count < entry.Length)) throw Damaged(FormattableString.Invariant($"the directory says {entry.Length} bytes, and there are {(read == 0 ? "only " : "at least ")}{_count}."));
            if (read == 0 && _crc.GetCurrentHashAsUInt32() != entry.Crc32) throw Damaged("its checksum (CRC-32) is wrong.");
            return read;
        }

        DataFormatException Damaged(string how) => Refused("FILE011", name, $"The entry is damaged: {how}", "Fetch the archive again.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
                archive.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

/// <summary>
/// When decompressed data is taken for a bomb. Deflate can't make more than 1,032 bytes of one (zlib, "Maximum Compression Factor"); price files come
/// to about 100.
/// </summary>
static class Expansion
{
    const long AlwaysAllowed = 256L << 20;
    const long MostTimes = 500;

    public static bool IsImplausible(long unpacked, long packed) => unpacked > AlwaysAllowed && unpacked / MostTimes > packed;

    public static string Message(long unpacked, long packed) =>
        FormattableString.Invariant($"{packed} compressed bytes open to {unpacked} or more, over {MostTimes} times as many: this is taken for a decompression bomb.");
}
