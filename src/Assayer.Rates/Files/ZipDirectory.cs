using System.Collections.ObjectModel;
using System.IO.Compression;
using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// The files in a zip archive (PKWARE's APPNOTE.TXT 6.3.10, Zip64 and Deflate64 among it). <see cref="ZipArchive"/> reads it, and checks
/// neither names, nor what an entry opens to.
/// </summary>
static class ZipDirectory
{
    const int MostEntries = 10_000;

    /// <summary>One file for each entry; those that aren't read say so when they are opened.</summary>
    /// <exception cref="DataFormatException">The archive can't be read.</exception>
    public static IReadOnlyList<InputFile> Read(string path, string name, Uri place, FileStream stream, ExpansionLimit limit)
    {
        using var archive = OpenArchive(name, stream);
        var entries = EntriesOf(name, archive);
        if (entries.Count > MostEntries)
            throw new DataFormatException(Error("FILE017", name, $"The archive has {entries.Count} entries; more than {MostEntries} are not read.", "Unpack it, and give the files that are wanted."));
        var packed = entries.Aggregate(Int128.Zero, (sum, entry) => sum + entry.CompressedLength);
        if (packed > stream.Length)
            throw new DataFormatException(Error("FILE013", name, $"The entries, {packed} bytes together, overlap each other: the archive has only {stream.Length} bytes.", "Fetch it again. Don't open it if it comes like that."));

        var named = entries.Select((entry, index) => (Entry: entry, Index: index, Name: new ZipEntryName(entry.FullName)))
            .Where(item => !item.Name.IsNoFile(item.Entry.Length))
            .ToList();
        if (named.Count == 0) throw new DataFormatException(Error("FILE001", name, "There are no files in the archive.", "Fetch it again."));
        var twice = named.GroupBy(item => item.Name.Path, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var of = new InputArchive(path, stream.Length);
        return [.. named.Select(item => File(of, name, place, item.Entry, item.Index, item.Name, twice.Contains(item.Name.Path), limit))];
    }

    static InputFile File(InputArchive of, string archiveName, Uri place, ZipArchiveEntry entry, int index, ZipEntryName entryName, bool isTwice, ExpansionLimit limit)
    {
        var name = $"{archiveName}/{entryName.Shown}";
        var (length, packed, crc) = (entry.Length, entry.CompressedLength, entry.Crc32);
        var refusal = entryName.Trick is { } trick ? Error("FILE015", name, $"The entry's name {trick}: such an archive is not to be trusted.", "Ask where it comes from.")
            : isTwice ? Error("FILE015", name, "Two entries of the archive have this name: which is meant can't be known.", "Ask its publisher.")
            : entry.IsEncrypted ? Error("FILE014", name, "The entry is encrypted.", "Unpack it with its password, and give what is in it.")
            : null;
        return new(name, length, place, Open) { Archive = of, Crc32 = crc, PackedLength = packed };

        Stream Open()
        {
            if (refusal is not null) throw new DataFormatException(refusal);
            limit.Check(name, length, packed);
            var stream = InputFile.OpenFile(of.Path);
            try
            {
                var archive = OpenArchive(Path.GetFileName(of.Path), stream);
                var entries = EntriesOf(Path.GetFileName(of.Path), archive);
                if (index >= entries.Count || entries[index].Length != length || entries[index].Crc32 != crc)
                    throw new IOException($"{of.Path}: the archive was changed while it was read.");
                return new ZipEntryStream(name, archive, OpenEntry(name, entries[index]), length, crc);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
    }

    static ZipArchive OpenArchive(string name, Stream stream)
    {
        try
        {
            return new(stream, ZipArchiveMode.Read);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(name, exception);
        }
    }

    static ReadOnlyCollection<ZipArchiveEntry> EntriesOf(string name, ZipArchive archive)
    {
        try
        {
            return archive.Entries;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(name, exception);
        }
    }

    static Stream OpenEntry(string name, ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new DataFormatException(
                new("FILE014", Severity.Error, new(name), $"The entry can't be opened: its compression method isn't known, or its own header is damaged ({exception.Message})", "Unpack it, and give what is in it."),
                exception);
        }
    }

    // A damaged offset, of Zip64 above all, makes ZipArchive seek to where no file can have bytes, and that is an IOException or an ArgumentException.
    static bool IsDamage(Exception exception) => exception is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException;

    static DataFormatException Damaged(string name, Exception exception) => new(
        new("FILE013", Severity.Error, new(name), $"The zip archive is damaged or cut short: its directory can't be read ({exception.Message})", "Fetch it again."),
        exception);

    static Diagnostic Error(string code, string name, string message, string remedy) => new(code, Severity.Error, new(name), message, remedy);
}
