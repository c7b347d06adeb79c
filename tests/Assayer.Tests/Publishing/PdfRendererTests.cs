using System.Globalization;
using System.Text.RegularExpressions;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Publishing.Charts;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;
using CsCheck;

namespace Assayer.Tests.Publishing;

/// <summary>The PDF says what the Markdown says, on pages that a printer can print.</summary>
public partial class PdfRendererTests
{
    static readonly DateOnly Day = new(2026, 5, 1);

    static Document Sample => CodeReportDocument.From(SampleReport.Build());

    static Document Of(params Block[] blocks) => new("Test", "a document", "as of no day", false, [], [new("only", "The only section", blocks)]);

    [Fact]
    public void Its_words_and_numbers_are_those_of_the_Markdown()
    {
        foreach (var report in new[] { SampleReport.Build(), SampleReport.Crowded() })
        {
            var (markdown, text) = (MarkdownWords(Rendered.Markdown(report)), string.Join('\n', new PdfFile(CodeReportDocument.From(report)).Texts));
            var (expected, actual) = (Counted(markdown), Counted(Words(text)));
            Assert.True(expected.Count > 300);
            Assert.All(expected, word => Assert.True(actual.GetValueOrDefault(word.Key) >= word.Value, $"{word.Key}: {actual.GetValueOrDefault(word.Key)} times, not {word.Value}"));

            // What the Markdown lacks: the frame of the pages, and the charts' labels.
            string[] charts = [.. Charts(CodeReportDocument.From(report)).SelectMany(chart => chart switch
            {
                RateStrips strips => strips.Rows.SelectMany(row => new[] { row.Label, row.Remark }),
                WaterfallBars bars => bars.Bars.SelectMany(bar => new[] { bar.Label, bar.Value, bar.Unit }),
                _ => throw new InvalidOperationException(),
            })];
            var more = Words("Contents Page of Line P10 to P90 Box P25 to P75 Bar median Dashed Medicare Logarithmic scale equal distances are equal ratios Dark what there is Light set aside Outlined flagged and kept Each unit has its own scale Synthetic data figures marked are not real prices " + string.Join(' ', charts));
            var strange = actual.Keys.Except(expected.Keys).Except(more).Where(word => !Tick().IsMatch(word) && !int.TryParse(word, CultureInfo.InvariantCulture, out _));
            Assert.Empty(strange);
        }
    }

    [Fact]
    public void No_word_leaves_the_page_and_none_covers_another()
    {
        string[] names = [.. Enumerable.Range(1, 14).Select(column => $"Heading {column}")];
        var wide = new Table("Fourteen columns", names, [.. Enumerable.Range(1, 8).Select(row => (IReadOnlyList<Phrase>)
            [.. names.Select((_, column) => column == 0 ? new Phrase("Consolidated") { Detail = "details of the row" } : new Phrase($"${row * 1000 + column:N0}.50", "S1") { IsNumber = true, IsSynthetic = true })])]);
        foreach (var document in new[] { Sample, CodeReportDocument.From(SampleReport.Crowded()), Of(wide) })
        {
            foreach (var page in new PdfFile(document).Words)
            {
                Assert.All(page, word => Assert.True(word is { Left: >= 49, Right: <= 563.5, Top: >= 20, Bottom: <= 772 }, word.ToString()));
                for (var index = 0; index < page.Count; index++)
                    Assert.DoesNotContain(page.Skip(index + 1), other => Cover(page[index], other));
            }
        }
    }

    [Fact]
    public void Every_link_and_bookmark_leads_somewhere() => RandomReports.All.Sample(report =>
    {
        var document = CodeReportDocument.From(report);
        var pdf = new PdfFile(document);
        Assert.NotEmpty(pdf.Links);
        Assert.All(pdf.Links, link => Assert.Contains(link, pdf.Places));
        Assert.All(report.Sources.Entries, source => Assert.Contains(source.Id, pdf.Places));
        Assert.All(document.Sections, section => Assert.Contains(section.Id, pdf.Links));
        Assert.Equal(document.Sections.Select(section => (section.Heading, section.Id)), pdf.Bookmarks);
        Assert.All(pdf.Bookmarks, bookmark => Assert.Contains(bookmark.Place, pdf.Places));
        Assert.All(pdf.Addresses, address => Assert.StartsWith("http", address, StringComparison.Ordinal));
    }, iter: 40);

    [Fact]
    public void A_source_with_an_address_links_to_it() =>
        Assert.Contains("https://www.cms.gov/medicare-coverage-database/view/ncd.aspx?ncdid=215", new PdfFile(Sample).Addresses);

    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        var (first, second) = (new PdfFile(Sample, Day), new PdfFile(Sample, Day));
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.NotEqual(first.Bytes, new PdfFile(Sample with { Title = "Another" }, Day).Bytes);
        Assert.True(first.CatalogHas("/Lang (en-US)"));
        var text = System.Text.Encoding.Latin1.GetString(first.Bytes);
        Assert.Contains("/CreationDate (D:20260501000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ID [<00000000000000000000000000000000>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_page_says_which_it_is_and_that_the_report_is_synthetic()
    {
        var pdf = new PdfFile(Sample);
        var texts = pdf.Texts;
        Assert.Equal(pdf.Pages, texts.Count);
        Assert.InRange(texts.Count, 5, 15);
        for (var page = 0; page < texts.Count; page++)
        {
            Assert.Contains($"Page {page + 1} of {texts.Count}", texts[page], StringComparison.Ordinal);
            Assert.Contains("Synthetic data", texts[page], StringComparison.Ordinal);
        }
        Assert.All(new PdfFile(Sample with { IsSynthetic = false }).Texts, page => Assert.DoesNotContain("Synthetic data", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_contents_name_the_pages_on_which_sections_begin()
    {
        var texts = new PdfFile(Sample).Texts;
        foreach (var section in Sample.Sections)
        {
            var page = int.Parse(Regex.Match(texts[0], "^" + Regex.Escape(section.Heading) + @"\s+(\d+)$", RegexOptions.Multiline).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            Assert.Matches(new Regex("^" + Regex.Escape(section.Heading) + "$", RegexOptions.Multiline), texts[page - 1]);
        }
    }

    [Fact]
    public void A_report_without_data_is_a_report()
    {
        var report = CodeReportBuilder.Build(null, new CodeBenchmark
        {
            Code = SampleReport.Code,
            AsOf = Fact.NotAvailable<DateOnly>("no file is loaded"),
            Series = [],
            Headline = null,
            Medicare = [],
            Waterfall = [],
            Presence = [],
            Files = [],
            NotAvailable = [],
            Agreement = Agreement.None("no hospital's file is loaded", null),
        });
        var pdf = new PdfFile(CodeReportDocument.From(report));
        Assert.Contains("no file is loaded", string.Join(' ', pdf.Texts), StringComparison.Ordinal);
        Assert.Equal(10, pdf.Bookmarks.Count);
        Assert.Equal(1, new PdfFile(new("Nothing", "", "", false, [], [])).Pages);
    }

    [Fact]
    public void A_table_of_a_thousand_rows_repeats_its_heading_and_parts_no_row()
    {
        var table = new Table("Many rows", ["Name of row", "Amount"], [.. Enumerable.Range(1, 1000).Select(row => (IReadOnlyList<Phrase>)
            [new Phrase($"row{row}") { Detail = $"detail{row}" }, new Phrase($"{row}.00") { IsNumber = true }])]);
        var texts = new PdfFile(Of(table)).Texts;
        Assert.InRange(texts.Count, 25, 60);
        var next = 1;
        foreach (var page in texts)
        {
            var rows = RowName().Matches(page).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(rows.Count, RowDetail().Count(page));
            Assert.Equal(rows.Count > 0 ? 1 : 0, Regex.Count(page, "Name of row"));
            Assert.True(rows.Count is 0 or > 1);
            foreach (var row in rows) Assert.Equal(next++, row);
        }
        Assert.Equal(1001, next);
    }

    [Fact]
    public void A_word_that_is_too_long_goes_on_in_the_next_line_and_a_row_taller_than_a_page_on_the_next_page()
    {
        const int Long = 30_000;
        var pdf = new PdfFile(Of(new Table("One cell", ["First", "Second"], [["name", new string('x', Long)], ["other", "short"]])));
        Assert.True(pdf.Pages > 2);
        Assert.Equal(Long, pdf.Texts.Sum(page => page.Count(character => character == 'x')));
        Assert.All(pdf.Words, page => Assert.All(page, word => Assert.True(word is { Right: <= 563, Bottom: <= 772 }, word.ToString())));
    }

    [Fact]
    public void A_heading_stands_above_what_it_heads()
    {
        var blocks = Enumerable.Range(1, 120).SelectMany(part => new Block[]
        {
            new Subheading($"Part {part}."), new Paragraph(string.Concat(Enumerable.Repeat($"body{part} ", 20 + 37 * part % 50))),
        });
        foreach (var page in new PdfFile(Of([.. blocks])).Texts)
            foreach (Match part in Regex.Matches(page, @"Part (\d+)\."))
                Assert.Contains($"body{part.Groups[1].Value} ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_the_fonts_lack_are_named_and_the_report_says_so()
    {
        var text = string.Join(' ', new PdfFile(Of(new Paragraph("Zażółć gęślą jaźń, Ελλάδα, Київ; 医療 🩸 \u202Ertl"))).Texts);
        Assert.Contains("Zażółć gęślą jaźń, Ελλάδα, Київ; [U+533B][U+7642] [U+1FA78] [U+202E]rtl", text, StringComparison.Ordinal);
        Assert.Contains("printed as their Unicode code points", text, StringComparison.Ordinal);
        Assert.DoesNotContain("code points", string.Join(' ', new PdfFile(Sample).Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fonts_have_every_character_of_the_bundled_profiles()
    {
        foreach (var code in CodeProfiles.Bundled.Codes)
        {
            Assert.True(CodeProfiles.Bundled.TryGet(code, null, out var profile));
            var report = CodeReportBuilder.Build(profile, SampleReport.Benchmark() with { Code = code });
            Assert.DoesNotContain("[U+", string.Join(' ', new PdfFile(CodeReportDocument.From(report)).Texts), StringComparison.Ordinal);
        }
    }

    static IEnumerable<Chart> Charts(Document document) => Charts(document.Lead.Concat(document.Sections.SelectMany(section => section.Blocks)));

    static IEnumerable<Chart> Charts(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch { Chart chart => [chart], Fold fold => Charts(fold.Blocks), _ => [] });

    // A superscript and what it stands beside may touch.
    static bool Cover(PdfFile.Word one, PdfFile.Word other) =>
        Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left) > 0.8 && Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top) > 2.5;

    static Dictionary<string, int> Counted(IEnumerable<string> words) => words.CountBy(word => word).ToDictionary();

    // A caption that only repeats the heading above is printed once.
    static IEnumerable<string> MarkdownWords(string markdown)
    {
        string heading = "";
        List<string> lines = [];
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal)) heading = line[4..];
            else if (line.StartsWith("**", StringComparison.Ordinal) && line.EndsWith("**", StringComparison.Ordinal)) heading = line[2..^2];
            var caption = Caption().Match(line);
            if (!caption.Success) lines.Add(line);
            else if (caption.Groups[1].Value != heading) lines.Add(caption.Groups[1].Value);
        }
        var text = Regex.Replace(string.Join('\n', lines), @"<a id=""[^""]*""></a>|\]\(<[^>]*>\)|\]\(#[^)]*\)", " ");
        return Words(System.Net.WebUtility.HtmlDecode(Regex.Replace(text, @"\\(.)", "$1")));
    }

    // Letters of notes, and signs, are left out: in one format they stand in parentheses, in the other above the line.
    static IEnumerable<string> Words(string text) =>
        Token().Matches(Regex.Replace(text, @"n/a( \([0-9]?[a-z]\)|[0-9]?[a-z])?", " ")).Select(match => match.Value.TrimEnd('.', ',')).Where(word => word.Length > 1 || char.IsDigit(word[0]));

    [GeneratedRegex(@"[\p{L}\p{N}$%][\p{L}\p{N}$%.,]*")]
    private static partial Regex Token();

    [GeneratedRegex(@"^Table \d+\. (.*)$")]
    private static partial Regex Caption();

    [GeneratedRegex(@"^\$[\d,.]+$")]
    private static partial Regex Tick();

    [GeneratedRegex(@"\brow(\d+)\b")]
    private static partial Regex RowName();

    [GeneratedRegex(@"\bdetail\d+\b")]
    private static partial Regex RowDetail();
}
