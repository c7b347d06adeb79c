using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Assayer.Publishing.Documents;

namespace Assayer.Tests.Publishing;

/// <summary>A rendered PDF, read back: its objects here, its text by poppler's pdftotext, without which a test skips.</summary>
sealed partial class PdfFile
{
    const string Tool = "/usr/bin/pdftotext";

    readonly string _objects;

    public PdfFile(Document document, DateOnly? day = null)
    {
        using var stream = new MemoryStream();
        PdfRenderer.Render(document, stream, day);
        Bytes = stream.ToArray();
        _objects = Encoding.Latin1.GetString(Bytes);
    }

    /// <summary>A word, and the box that it stands in.</summary>
    public sealed record Word(string Text, double Left, double Top, double Right, double Bottom);

    public byte[] Bytes { get; }

    /// <summary>Names of places that links lead to, one for each link.</summary>
    public IReadOnlyList<string> Links => [.. Link().Matches(_objects).Select(match => match.Groups[1].Value)];

    /// <summary>Addresses of links that lead out.</summary>
    public IReadOnlyList<string> Addresses => [.. Address().Matches(_objects).Select(match => match.Groups[1].Value)];

    /// <summary>Names of places.</summary>
    public IReadOnlySet<string> Places => Place().Matches(Dictionary().Match(_objects).Value).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Titles of the bookmarks, and the places that they lead to.</summary>
    public IReadOnlyList<(string Title, string Place)> Bookmarks =>
        [.. Bookmark().Matches(_objects).Select(match => (Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[1].Value)), match.Groups[2].Value))];

    // The tree of pages has branches, which count their own.
    public int Pages => Regex.Matches(_objects, @"/Type /Pages\n(?:/Parent \d+ 0 R\n)?/Count (\d+)").Max(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>Whether the catalog that counts, the last one, has an entry.</summary>
    public bool CatalogHas(string entry) => _objects[_objects.LastIndexOf("/Type /Catalog", StringComparison.Ordinal)..].Contains(entry, StringComparison.Ordinal);

    /// <summary>The text of each page, in the order in which it was written.</summary>
    public IReadOnlyList<string> Texts => Read("-raw").Split('\f')[..^1];

    /// <summary>The words of each page.</summary>
    public IReadOnlyList<IReadOnlyList<Word>> Words =>
        [.. Read("-bbox").Split("<page ")[1..].Select(page => (IReadOnlyList<Word>)[.. Box().Matches(page).Select(match => new Word(
            WebUtility.HtmlDecode(match.Groups[5].Value), Number(match, 1), Number(match, 2), Number(match, 3), Number(match, 4)))])];

    string Read(string mode)
    {
        Assert.SkipWhen(!File.Exists(Tool), "Needs pdftotext, of Debian's package poppler-utils.");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Bytes);
            using var process = Process.Start(new ProcessStartInfo(Tool, [mode, path, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static double Number(Match match, int group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/Subtype /Link\n(?:/F 4\n)?/Border \[0 0 0\]\n/Rect \[[^\]]*\]\n/Dest /(\S+?)>>")]
    private static partial Regex Link();

    [GeneratedRegex(@"/URI \((.*?)\)>>")]
    private static partial Regex Address();

    // Names, each with its page and point.
    [GeneratedRegex(@"<<(?:/\S+ \[\d+ 0 R /XYZ [^\]]*\]\n?)+>>")]
    private static partial Regex Dictionary();

    [GeneratedRegex(@"/(\S+) \[\d+ 0 R /XYZ")]
    private static partial Regex Place();

    [GeneratedRegex(@"/Title <FEFF([0-9A-F]*)>\n/Parent \d+ 0 R\n/Dest /(\S+?)(?:\n|>>)")]
    private static partial Regex Bookmark();

    [GeneratedRegex("<word xMin=\"([^\"]*)\" yMin=\"([^\"]*)\" xMax=\"([^\"]*)\" yMax=\"([^\"]*)\">(.*?)</word>")]
    private static partial Regex Box();
}
