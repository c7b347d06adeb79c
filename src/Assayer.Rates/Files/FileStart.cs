using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>What the first bytes of a file, or of its content, tell.</summary>
static class FileStart
{
    /// <summary>How many bytes are enough to tell.</summary>
    public const int Length = 4;

    /// <summary>The mark with which UTF-8 may begin, though JSON must not (RFC 8259, section 8.1).</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>With which each member of a gzip file begins (RFC 1952, section 2.3.1).</summary>
    public static ReadOnlySpan<byte> GzipMark => [0x1f, 0x8b];

    /// <summary>Whether it is gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith(GzipMark);

    /// <summary>A first entry, no entry at all, or a part of an archive (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.16 and 8.5.4).</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start is [0x50, 0x4b, 0x03, 0x04, ..] or [0x50, 0x4b, 0x05, 0x06, ..] or [0x50, 0x4b, 0x07, 0x08, ..];

    /// <summary>Refuses content that is empty, packed once more, or not in UTF-8.</summary>
    /// <exception cref="DataFormatException">It is one of these.</exception>
    public static void RefuseContent(string file, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            throw Refused("FILE001", file, "There is nothing in the file.", "Fetch it again.");
        if (IsZip(start) || IsGzip(start))
            throw Refused("FILE004", file, $"A {(IsZip(start) ? "zip archive" : "gzip file")} is packed in this one; only one zip, and one gzip in it, are opened.", "Unpack it, and give what is in it.");
        if (OtherEncoding(start) is { } encoding)
            throw Refused("FILE006", file, $"The text is {encoding}; price files and tables are read as UTF-8.", $"Convert it: iconv -f {encoding} -t UTF-8 FILE.");
    }

    // By the mark, else by where the zero bytes of two ASCII characters stand, with which every JSON text and table begins (RFC 4627, section 3).
    static string? OtherEncoding(ReadOnlySpan<byte> start) => start switch
    {
        [0xff, 0xfe, 0, 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32LE",
        [0, 0, 0xfe, 0xff, ..] or [0, 0, 0, not 0, ..] => "UTF-32BE",
        [0xff, 0xfe, ..] or [not 0, 0, not 0, 0, ..] => "UTF-16LE",
        [0xfe, 0xff, ..] or [0, not 0, 0, not 0, ..] => "UTF-16BE",
        _ => null,
    };

    static DataFormatException Refused(string code, string file, string message, string remedy) =>
        new(new(code, Severity.Error, new(file, ByteOffset: 0), message, remedy));
}
