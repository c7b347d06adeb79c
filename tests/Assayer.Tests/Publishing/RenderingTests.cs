using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assayer.Publishing.CodeReports;
using Assayer.Tests.JsonSchema;
using CsCheck;

namespace Assayer.Tests.Publishing;

/// <summary>What holds of every report, in every format.</summary>
public partial class RenderingTests
{
    const int Reports = 150;

    [Fact]
    public void In_HTML_each_number_names_sources_that_are_listed() => RandomReports.All.Sample(report =>
    {
        var (html, ids) = (Parse(Rendered.Html(report)), Ids(report));
        var listed = html.Descendants("li").Select(item => (string?)item.Attribute("id")).ToHashSet();
        Assert.All(ids, id => Assert.Contains(id, listed));
        var numbers = html.Descendants("td").Where(cell => Has(cell, "number") && cell.Value.Length > 0 && !cell.Descendants("span").Any(span => Has(span, "absent"))).ToList();
        var figures = html.Descendants("dd").Where(figure => Has(figure, "value") && !Has(figure, "absent"));
        Assert.All(numbers.Concat(figures), cell =>
        {
            var named = ((string?)cell.Attribute("data-sources"))?.Split(' ');
            Assert.NotNull(named);
            Assert.All(named, id => Assert.Contains(id, ids));
        });
        Assert.All(html.Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href[0] == '#'), href => Assert.Contains(html.Descendants(), element => (string?)element.Attribute("id") == href[1..]));
        Assert.All(html.Descendants("a").Select(link => (string)link.Attribute("href")!), href => Assert.Matches("^(#|https?://)", href));
    }, iter: Reports);

    [Fact]
    public void In_HTML_a_reader_sees_the_sources_of_each_number() => RandomReports.All.Sample(report =>
    {
        foreach (var cell in Parse(Rendered.Html(report)).Descendants("td").Where(cell => Has(cell, "number") && cell.Attribute("data-sources") is not null))
        {
            var beside = cell.Descendants("a").Concat(cell.Parent!.Elements("td").Last().Descendants("a")).Select(link => link.Value).ToHashSet();
            Assert.All([Sources(cell)[0], Sources(cell)[^1]], id => Assert.Contains(id, beside));
        }
    }, iter: Reports);

    [Fact]
    public void A_synthetic_figure_is_marked_and_the_report_says_so_at_its_top() => RandomReports.All.Sample(report =>
    {
        var html = Parse(Rendered.Html(report));
        var synthetic = report.Sources.Entries.Where(entry => entry.IsSynthetic).Select(entry => entry.Id).ToHashSet();
        Assert.Equal(synthetic.Count > 0, report.IsSynthetic);
        Assert.Equal(report.IsSynthetic, html.Descendants("p").Any(text => Has(text, "banner")));
        Assert.Equal(report.IsSynthetic, Rendered.Markdown(report).StartsWith("> **Synthetic data", StringComparison.Ordinal));
        foreach (var cell in html.Descendants().Where(element => element.Attribute("data-sources") is not null && HasText(element)))
            Assert.Equal(Sources(cell).Any(synthetic.Contains), cell.Descendants("sup").Any(mark => Has(mark, "synthetic")));
    }, iter: Reports);

    [Fact]
    public void In_Markdown_each_number_names_sources_and_each_row_has_all_its_cells() => RandomReports.All.Sample(report =>
    {
        var (markdown, ids) = (Rendered.Markdown(report), Ids(report));
        Assert.All(Anchor().Matches(markdown).Select(match => match.Groups[1].Value), id => Assert.Contains(id, ids));
        Assert.All(Link().Matches(markdown).Select(match => match.Groups[1].Value), id => Assert.Contains(id, ids));
        string[]? numeric = null;
        var columns = 0;
        foreach (var line in markdown.Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                numeric = null;
                continue;
            }
            var cells = Bar().Split(line)[1..^1];
            if (numeric is null && cells.All(cell => cell is " --- " or " ---: ")) numeric = cells;
            else if (numeric is null) columns = cells.Length;
            else
            {
                Assert.Equal(columns, cells.Length);
                for (var column = 0; column < cells.Length; column++)
                    if (numeric[column] == " ---: " && cells[column].Trim() is { Length: > 0 } cell && !cell.StartsWith("n/a", StringComparison.Ordinal))
                        Assert.True(Link().IsMatch(cell) || Link().IsMatch(cells[^1]), line);
            }
        }
    }, iter: Reports);

    [Fact]
    public void JSON_keeps_to_its_schema_and_each_fact_names_sources_that_are_listed()
    {
        var schema = Draft7Schema.Parse(File.ReadAllText(Path.Combine(TestData.Repository, "docs", "schemas", "code-report.schema.json")));
        RandomReports.All.Sample(report =>
        {
            using var json = JsonDocument.Parse(Rendered.Json(report));
            Assert.Empty(schema.Check(json.RootElement));
            var ids = json.RootElement.GetProperty("sources").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!).ToHashSet();
            Assert.Equal(ids, Ids(report));
            foreach (var fact in Objects(json.RootElement).Where(value => value.TryGetProperty("value", out var known) && known.ValueKind != JsonValueKind.Null && !value.TryGetProperty("type", out _)))
                Assert.All(fact.GetProperty("sources").EnumerateArray(), id => Assert.Contains(id.GetString()!, ids));
        }, iter: Reports);
    }

    [Fact]
    public void The_schema_refuses_a_figure_without_a_source()
    {
        var schema = Draft7Schema.Parse(File.ReadAllText(Path.Combine(TestData.Repository, "docs", "schemas", "code-report.schema.json")));
        var json = Rendered.Json(SampleReport.Build());
        Assert.Empty(schema.Check(json));
        var median = new Regex(@"(""median"": \{\s*""value"": [0-9.]+,\s*""sources"": )\[[^\]]*\]");
        Assert.NotEmpty(schema.Check(median.Replace(json, "$1[]")));
    }

    [Fact]
    public void In_CSV_each_row_with_a_figure_names_sources_and_no_text_is_a_formula() => RandomReports.All.Sample(report =>
    {
        var ids = Ids(report);
        foreach (var (name, text) in Rendered.Csv(report, []))
        {
            var rows = CsvText.Parse(text);
            Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
            Assert.All(rows.SelectMany(row => row).Where(cell => cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal)), cell => Assert.True(double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _), $"{name}: {cell}"));
            if (rows[0].IndexOf("sources") is var column && column < 0) continue;
            string[] figures = ["entities", "p50", "percent_of_medicare_p50", "count"];
            foreach (var row in rows.Skip(1).Where(row => figures.Any(figure => rows[0].IndexOf(figure) is >= 0 and var at && row[at].Length > 0)))
                Assert.All(row[column].Split("; ").SelectMany(part => part.Split(": ")[^1].Split(' ')), id => Assert.Contains(id, ids));
        }
    }, iter: Reports);

    [Fact]
    public void Every_gap_of_every_section_is_listed_at_the_end() => RandomReports.All.Sample(report =>
    {
        using var json = JsonDocument.Parse(Rendered.Json(report with { DataNotAvailable = [] }));
        var reasons = Objects(json.RootElement).Where(value => value.TryGetProperty("reason", out _)).Select(value => value.GetProperty("reason").GetString());
        var listed = report.DataNotAvailable.Select(gap => gap.Reason).ToHashSet();
        Assert.All(reasons, reason => Assert.Contains(Clean(reason!), listed.Select(Clean)));
    }, iter: 50);

    // A lone surrogate can't be written in UTF-8.
    static string Clean(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    static HashSet<string> Ids(CodeReport report) => [.. report.Sources.Entries.Select(entry => entry.Id)];

    // Something besides links to sources.
    static bool HasText(XElement cell) => cell.DescendantNodes().OfType<XText>().Any(text => !text.Ancestors().Any(element => Has(element, "sources") || Has(element, "detail") || Has(element, "absent")));

    static string[] Sources(XElement cell) => ((string)cell.Attribute("data-sources")!).Split(' ');

    static bool Has(XElement element, string name) => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true;

    // The page is well-formed XML but for its doctype, its void elements and its style: a stray "<" of a payer's name would not be.
    static XElement Parse(string html)
    {
        html = html["<!doctype html>".Length..];
        html = Regex.Replace(html, "<style>.*?</style>", "", RegexOptions.Singleline);
        return XElement.Parse(Regex.Replace(html, "<(meta[^>]*)>", "<$1/>"), LoadOptions.PreserveWhitespace);
    }

    static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    [GeneratedRegex("<a id=\"([^\"]*)\">")]
    private static partial Regex Anchor();

    // An escaped bracket begins no link.
    [GeneratedRegex(@"(?<!\\)\]\(#([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
