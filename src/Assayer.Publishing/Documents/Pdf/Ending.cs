using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>
/// The end of a file, written anew with what SkiaSharp doesn't write: the language, and bookmarks (ISO 32000-1:2008, 7.5.4, 7.7.2 and 12.3.3). The
/// file's id, made from the time of day, becomes one made from the content.
/// </summary>
static partial class Ending
{
    const int EntryLength = 20; // Of a cross-reference table.
    const int MostTrailer = 1000;

    /// <summary>Writes a file that SkiaSharp made, with a new end.</summary>
    /// <param name="pdf">The file; its id and its catalog are overwritten.</param>
    /// <param name="bookmarks">Titles and names of places, in order.</param>
    /// <param name="stream">Where to write.</param>
    public static void Write(Span<byte> pdf, IReadOnlyList<(string Title, string Place)> bookmarks, Stream stream)
    {
        var trailer = Trailer().Match(Encoding.Latin1.GetString(pdf[^Math.Min(pdf.Length, MostTrailer)..]));
        int Number(string part) => int.Parse(trailer.Groups[part].ValueSpan, CultureInfo.InvariantCulture);
        var (size, root, table) = (Number("size"), Number("root"), Number("table"));
        var entries = pdf[table..].IndexOf(" \n"u8) + 2 - EntryLength;
        var places = new string[size];
        for (var number = 0; number < size; number++) places[number] = Encoding.ASCII.GetString(pdf.Slice(table + entries + number * EntryLength, EntryLength));
        pdf = pdf[..table];
        var id = Identify(pdf);

        var (end, changed) = (new StringBuilder(), new Dictionary<int, int>());
        void Add(int number, string content)
        {
            changed.Add(number, table + end.Length);
            end.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{content}>>\nendobj\n");
        }
        var outlines = size;
        Add(root, $"{TakeCatalog(pdf, int.Parse(places[root].AsSpan(0, 10), CultureInfo.InvariantCulture))}\n/Lang (en-US)\n/PageMode /UseOutlines\n/Outlines {outlines} 0 R");
        Add(outlines, bookmarks.Count == 0 ? "/Type /Outlines" : $"/Type /Outlines\n/First {outlines + 1} 0 R\n/Last {outlines + bookmarks.Count} 0 R\n/Count {bookmarks.Count}");
        for (var index = 0; index < bookmarks.Count; index++)
        {
            var number = outlines + 1 + index;
            var previous = index > 0 ? $"\n/Prev {number - 1} 0 R" : "";
            var next = index < bookmarks.Count - 1 ? $"\n/Next {number + 1} 0 R" : "";
            Add(number, $"/Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(bookmarks[index].Title))}>\n/Parent {outlines} 0 R\n/Dest /{bookmarks[index].Place}{previous}{next}");
        }

        var (start, count) = (table + end.Length, outlines + 1 + bookmarks.Count);
        end.Append(CultureInfo.InvariantCulture, $"xref\n0 {count}\n");
        for (var number = 0; number < count; number++)
            end.Append(changed.TryGetValue(number, out var place) ? string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n") : places[number]);
        end.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {count}\n/Root {root} 0 R\n/Info {trailer.Groups["info"]} 0 R\n/ID [<{id:N}> <{id:N}>]>>\nstartxref\n{start}\n%%EOF\n");
        stream.Write(pdf);
        stream.Write(Encoding.ASCII.GetBytes(end.ToString()));
    }

    // The metadata, which stand uncompressed at the file's beginning, give the id as a UUID twice: the digest of a file without them replaces it.
    static Guid Identify(Span<byte> pdf)
    {
        const int Length = 36;
        var before = "uuid:"u8;
        List<int> places = [];
        for (var at = 0; pdf[at..].IndexOf(before) is var next && next >= 0 && places.Count < 2; at = places[^1]) places.Add(at + next + before.Length);
        foreach (var place in places) pdf.Slice(place, Length).Clear();
        var id = new Guid(SHA256.HashData(pdf).AsSpan(0, 16), bigEndian: true);
        foreach (var place in places) Encoding.ASCII.GetBytes(id.ToString("D"), pdf.Slice(place, Length));
        return id;
    }

    // The entries of the catalog; it is blanked out.
    static string TakeCatalog(Span<byte> pdf, int place)
    {
        var length = pdf[place..].IndexOf("endobj\n"u8) + "endobj\n"u8.Length;
        var text = Encoding.ASCII.GetString(pdf.Slice(place, length));
        pdf.Slice(place, length).Fill((byte)' ');
        pdf[place + length - 1] = (byte)'\n';
        return text[(text.IndexOf("<<", StringComparison.Ordinal) + 2)..text.LastIndexOf(">>", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"trailer\n<</Size (?<size>\d+)\n/Root (?<root>\d+) 0 R\n/Info (?<info>\d+) 0 R\n.*\nstartxref\n(?<table>\d+)\n", RegexOptions.Singleline)]
    private static partial Regex Trailer();
}
