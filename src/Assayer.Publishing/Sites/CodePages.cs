using System.Globalization;
using System.Text;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>Makes the files of one code after another. Each thread has its own.</summary>
sealed class CodePages(SiteFolder folder, SitePlan plan, SiteOptions options) : IDisposable
{
    /// <summary>The heaviest page that a code gets; what is heavier is abridged, and stands whole on a page of its own.</summary>
    internal const int HeaviestPage = 256 * 1024;

    static readonly string[] AllCsv = ["series.csv", "rows.csv", "hospitals.csv", "agreement.csv", "waterfall.csv", "presence.csv", "sources.csv"];

    readonly MemoryStream _bytes = new();

    /// <summary>Makes a code's files, and says what the index is to say of it.</summary>
    public MadeCode Make(SiteReport made)
    {
        var report = made.Report;
        var name = ReportName.Of(report.Code);
        var document = WithLinks(CodeReportDocument.From(report, plan.PageOf), report, name);
        var frame = new SiteFrame
        {
            Stylesheet = SiteIndex.Stylesheet,
            Canonical = plan.AddressOf($"{name}.html"),
            Description = Describe(report),
            Trail = plan.TrailTo(report.Code),
        };
        var files = new List<SiteFile>();
        var size = Render(document, frame);
        if (size > HeaviestPage)
        {
            var whole = WholeOf(name);
            files.Add(folder.Write(whole, Written));
            var abridged = Abridgement.Of(document, whole, out var listed);
            Render(abridged, frame with { Whole = new(string.Create(CultureInfo.InvariantCulture, $"The whole report ({size / 1024.0:N0} KB)")) { Page = whole }, Listed = listed });
        }
        files.Insert(0, folder.Write($"{name}.html", Written));
        foreach (var (format, write) in options.Formats)
        {
            _bytes.SetLength(0);
            write(report, document, _bytes);
            files.Add(folder.Write($"{name}.{format}", Written));
        }
        if (options.WithCsv) files.AddRange(folder.WriteFolder(name, path => CodeReportCsv.Write(report, path, made.Rows)));
        return new(options.Inputs, SiteEntry.Of(report), files);
    }

    /// <summary>Every file that a report of that name may have.</summary>
    public static IEnumerable<string> FilesOf(string name, SiteOptions options) =>
        [$"{name}.html", WholeOf(name), .. options.Formats.Keys.Select(format => $"{name}.{format}"), .. options.WithCsv ? AllCsv.Select(file => $"{name}/{file}") : []];

    public void Dispose() => _bytes.Dispose();

    static string WholeOf(string name) => $"{name}.whole.html";

    ReadOnlySpan<byte> Written => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    int Render(Document document, SiteFrame frame)
    {
        _bytes.SetLength(0);
        using (var writer = new StreamWriter(_bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true))
            HtmlRenderer.Render(document, writer, frame);
        return (int)_bytes.Length;
    }

    Document WithLinks(Document document, CodeReport report, string name)
    {
        var related = report.Coding.Related.Items.Select(code => code.Code).Where(code => plan.PageOf(code) is not null).Distinct().ToList();
        var beside = plan.Beside(report.Code).Except(related);
        Phrase[] files =
        [
            .. options.Formats.Keys.Select(format => new Phrase(FormatName(format)) { Page = $"{name}.{format}" }),
            .. options.WithCsv ? AllCsv.Select(file => new Phrase($"CSV: {file[..^4]}") { Page = $"{name}/{file}" }) : [],
        ];
        Block[] blocks = [.. Links("Related codes", [.. related.Select(plan.LinkTo)]), .. Links("Codes beside it", [.. beside.Select(plan.LinkTo)]), .. Links("This report in other formats", files)];
        return blocks.Length == 0 ? document : document with { Sections = [.. document.Sections, new("elsewhere", "Elsewhere on This Site", blocks)] };
    }

    static Block[] Links(string heading, Phrase[] links) => links.Length == 0 ? [] : [new Subheading(heading), new Bullets(links)];

    static string FormatName(string format) => format switch { "json" => "JSON, for programs", "md" => "Markdown", "pdf" => "PDF, for print", _ => format.ToUpperInvariant() };

    static string Describe(CodeReport report) =>
        $"{report.Code}{(report.Summary.Name.IsKnown ? $", {report.Summary.Name.Value}" : "")}: {(report.IsSynthetic ? "SYNTHETIC example of " : "")}what it is, how it is coded, and what payers pay for it.";
}
