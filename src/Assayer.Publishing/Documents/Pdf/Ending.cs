using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>
/// What SkiaSharp doesn't write, as an update at the file's end (ISO 32000-1:2008, 7.5.6): the language, and bookmarks (12.3.3). Its file id, made
/// from the time of day, becomes one made from the content.
/// </summary>
static partial class Ending
{
    const int EntryLength = 20; // Of a cross-reference table: 7.5.4.
    const int MostTrailer = 1000;

    /// <summary>Writes a file that SkiaSharp made, and its update.</summary>
    /// <param name="pdf">The file; its id is overwritten.</param>
    /// <param name="bookmarks">Titles and names of places, in order.</param>
    /// <param name="stream">Where to write.</param>
    public static void Write(Span<byte> pdf, IReadOnlyList<(string Title, string Place)> bookmarks, Stream stream)
    {
        Identify(pdf);
        var trailer = Trailer().Match(Encoding.ASCII.GetString(pdf[^Math.Min(pdf.Length, MostTrailer)..]));
        int Number(string part) => int.Parse(trailer.Groups[part].ValueSpan, CultureInfo.InvariantCulture);
        var (size, root, table) = (Number("size"), Number("root"), Number("table"));

        var update = new Update(pdf.Length);
        var outlines = size;
        update.Add(root, $"{Catalog(pdf, table, root)}\n/Lang (en-US)\n/PageMode /UseOutlines\n/Outlines {outlines} 0 R");
        update.Add(outlines, $"/Type /Outlines\n/First {outlines + 1} 0 R\n/Last {outlines + bookmarks.Count} 0 R\n/Count {bookmarks.Count}");
        for (var index = 0; index < bookmarks.Count; index++)
        {
            var number = outlines + 1 + index;
            update.Add(number, $"/Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(bookmarks[index].Title))}>\n/Parent {outlines} 0 R\n/Dest /{bookmarks[index].Place}{(index > 0 ? $"\n/Prev {number - 1} 0 R" : "")}{(index < bookmarks.Count - 1 ? $"\n/Next {number + 1} 0 R" : "")}");
        }
        stream.Write(pdf);
        stream.Write(update.End($"/Size {outlines + 1 + bookmarks.Count}\n/Root {root} 0 R{trailer.Groups["rest"].Value}\n/Prev {table}"));
    }

    // In the trailer as upper-case hexadecimal digits, in the metadata as a UUID: those of the digest of a file without them.
    static void Identify(Span<byte> pdf)
    {
        const int Digits = 32;
        var start = pdf.LastIndexOf("/ID [<"u8) + "/ID [<"u8.Length;
        var old = new Guid(Convert.FromHexString(Encoding.ASCII.GetString(pdf.Slice(start, Digits))), bigEndian: true);
        Replace(pdf, old, Guid.Empty);
        Replace(pdf, Guid.Empty, new(SHA256.HashData(pdf).AsSpan(0, 16), bigEndian: true));
    }

    static void Replace(Span<byte> pdf, Guid old, Guid made)
    {
        foreach (var (form, before) in new[] { ("N", "<"), ("D", "uuid:") })
        {
            string Text(Guid id) => before + (form == "N" ? id.ToString(form).ToUpperInvariant() : id.ToString(form));
            var (from, to) = (Encoding.ASCII.GetBytes(Text(old)), Encoding.ASCII.GetBytes(Text(made)));
            for (var rest = pdf; rest.IndexOf(from) is var at && at >= 0; rest = rest[(at + from.Length)..]) to.CopyTo(rest[at..]);
        }
    }

    // The entries of the catalog.
    static string Catalog(ReadOnlySpan<byte> pdf, int table, int root)
    {
        var entries = table + pdf[table..].IndexOf(" \n"u8) - (EntryLength - 2);
        var entry = Encoding.ASCII.GetString(pdf.Slice(entries + root * EntryLength, 10));
        var catalog = pdf[int.Parse(entry, CultureInfo.InvariantCulture)..];
        catalog = catalog[(catalog.IndexOf("<<"u8) + 2)..];
        return Encoding.Latin1.GetString(catalog[..catalog.IndexOf(">>\nendobj"u8)]);
    }

    [GeneratedRegex(@"trailer\n<</Size (?<size>\d+)\n/Root (?<root>\d+) 0 R(?<rest>.*?)>>\nstartxref\n(?<table>\d+)\n", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    sealed class Update(int start)
    {
        readonly StringBuilder _text = new();
        readonly SortedDictionary<int, int> _places = [];

        public void Add(int number, string entries)
        {
            _places.Add(number, start + _text.Length);
            _text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{entries}>>\nendobj\n");
        }

        public byte[] End(string trailer)
        {
            var table = start + _text.Length;
            _text.Append("xref\n");
            foreach (var (number, place) in _places) _text.Append(CultureInfo.InvariantCulture, $"{number} 1\n{place:D10} 00000 n \n");
            _text.Append(CultureInfo.InvariantCulture, $"trailer\n<<{trailer}>>\nstartxref\n{table}\n%%EOF\n");
            return Encoding.Latin1.GetBytes(_text.ToString());
        }
    }
}
