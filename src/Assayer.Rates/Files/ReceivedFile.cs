using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// A file as it was received, read once: its content uncompressed, and, when the content has been read to its end, what identifies it.
/// How it is packed is found from its first bytes, never from its name.
/// </summary>
public sealed class ReceivedFile : IDisposable
{
    const string InflateVariable = "ASSAYER_INFLATE";
    const int PeekLength = 1 << 16;

    readonly ReceivedBytes _received;

    ReceivedFile(InputFile file, ReceivedBytes received, IContentSource source, bool isGzip, ExpansionLimit limit)
    {
        (Name, IsGzip, _received) = (file.Name, isGzip, received);
        Blocks = new(source, count => limit.Check(file.Name, count, Math.Min(received.Count, file.PackedLength)));
        Content = new BlockStream(Blocks);
    }

    /// <summary>The file's name, without its folder; an entry's behind its archive's.</summary>
    public string Name { get; }

    /// <summary>Whether it came gzip-compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>The content, uncompressed, with its byte order mark where it has one: offsets count from there.</summary>
    public Stream Content { get; }

    /// <summary>The same in place, for those who read it so: a file's content is read by one of the two.</summary>
    public ContentBlocks Blocks { get; }

    /// <summary>Bytes received so far, compressed where the file is.</summary>
    public long BytesReceived => _received.Count;

    /// <summary>Uncompressed bytes so far.</summary>
    public long ContentLength => Blocks.Length;

    /// <summary>Opens the one file at a path: see <see cref="InputFile.At(string)"/> for archives of several.</summary>
    /// <exception cref="DataFormatException">It is empty, or packed in a way that isn't read.</exception>
    public static ReceivedFile Open(string path)
    {
        var files = InputFile.At(path);
        return files.Count == 1
            ? Open(files[0])
            : throw new DataFormatException(new("FILE004", Severity.Error, new(Path.GetFileName(path)), $"This is a zip archive of {files.Count} files where one file is wanted.", "Unpack it, and give one of the files."));
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFormatException">It is empty, or packed or encoded in a way that isn't read.</exception>
    public static ReceivedFile Open(InputFile file) => Open(file, ExpansionLimit.Default);

    internal static ReceivedFile Open(InputFile file, ExpansionLimit limit)
    {
        var received = new ReceivedBytes(file.Open());
        try
        {
            var isGzip = FileStart.IsGzip(received.Available);
            if (!isGzip) FileStart.RefuseContent(file.Name, received.Available);
            var opened = new ReceivedFile(file, received, SourceOf(file.Name, received, isGzip), isGzip, limit);
            if (isGzip) FileStart.RefuseContent(file.Name, opened.Blocks.Peek(PeekLength));
            return opened;
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    static IContentSource SourceOf(string name, ReceivedBytes received, bool isGzip) =>
        !isGzip ? new StreamContent(received)
        : Environment.GetEnvironmentVariable(InflateVariable) == "zlib" ? new StreamContent(new GzipMembers(name, received, () => received.Count))
        : new GzipContent(name, received);

    /// <summary>The first uncompressed bytes, 64 KiB or all of it, behind a byte order mark.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        var start = Blocks.Peek(PeekLength);
        return start.StartsWith(FileStart.ByteOrderMark) ? start[FileStart.ByteOrderMark.Length..] : start;
    }

    /// <summary>Reads what is left, so that the whole file has been checked and its identity is known.</summary>
    public FileIdentity Finish(CancellationToken cancellation)
    {
        while (Blocks.Next()) cancellation.ThrowIfCancellationRequested();
        return new(Sha256Of(_received, cancellation), _received.Count, Blocks.Length, Blocks.Crc32);
    }

    /// <summary>The SHA-256 of a file's bytes, in lower-case hexadecimal.</summary>
    public static string Sha256Of(string path, CancellationToken cancellation)
    {
        using var received = new ReceivedBytes(File.OpenRead(path));
        return Sha256Of(received, cancellation);
    }

    /// <summary>The SHA-256 of a file's bytes as they were received, in lower-case hexadecimal.</summary>
    /// <exception cref="DataFormatException">It can't be opened, or is an entry that is damaged or isn't read.</exception>
    public static string Sha256Of(InputFile file, CancellationToken cancellation)
    {
        using var received = new ReceivedBytes(file.Open());
        return Sha256Of(received, cancellation);
    }

    static string Sha256Of(ReceivedBytes received, CancellationToken cancellation)
    {
        for (ReadOnlySpan<byte> bytes; !(bytes = received.Available).IsEmpty; received.Take(bytes.Length)) cancellation.ThrowIfCancellationRequested();
        return received.Sha256();
    }

    /// <inheritdoc/>
    public void Dispose() => Blocks.Dispose();
}

/// <summary>What identifies a file and its content.</summary>
/// <param name="Sha256">SHA-256 of the bytes received, in lower-case hexadecimal.</param>
/// <param name="Bytes">How many bytes were received.</param>
/// <param name="ContentBytes">Bytes of the uncompressed content.</param>
/// <param name="ContentCrc32">CRC-32 of the uncompressed content (ISO/IEC 8802-3, as in gzip).</param>
public readonly record struct FileIdentity(string Sha256, long Bytes, long ContentBytes, uint ContentCrc32);
