using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assayer.Codes;
using Assayer.Publishing.CodeReports;
using Assayer.Tests.Lake;

namespace Assayer.Tests.Publishing.Sites;

public sealed partial class SiteTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Folder => _folder["site"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(30)]
    [InlineData(700)]
    public void Every_link_resolves_and_every_code_is_in_the_index_the_search_and_the_sitemap(int count)
    {
        IReadOnlyList<BillingCode> codes = [.. MadeSite.Codes(count), SampleReport.Code, new(BillingCodeType.From("MS-DRG"), "001"), new(BillingCodeType.From("LOCAL"), "x/../y & \"z\"")];
        codes = [.. codes.Order()];
        var result = MadeSite.Make(Folder, codes, MadeSite.Options with { Address = new("https://example.org/prices/"), WithCsv = true });
        Assert.Equal((codes.Count, 0, true), (result.Codes, result.Failed.Count, result.IsSynthetic));

        var pages = MadeSite.Contents(Folder);
        var ids = pages.Where(page => page.Key.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(page => page.Key, page => Ids().Matches(page.Value).Select(match => match.Groups[1].Value).ToHashSet());
        var linked = new HashSet<string>();
        foreach (var (page, html) in pages.Where(page => page.Key.EndsWith(".html", StringComparison.Ordinal)))
            foreach (var link in Links().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => !link.StartsWith("https://", StringComparison.Ordinal)))
            {
                var parts = link.Split('#');
                var target = parts[0].Length == 0 ? page : Path.GetRelativePath(Folder, Path.GetFullPath(Path.Combine(Folder, Path.GetDirectoryName(page)!, parts[0])));
                Assert.True(pages.ContainsKey(target), $"{page}: {link}");
                Assert.True(parts.Length == 1 || ids[target].Contains(parts[1]), $"{page}: {link}");
                if (page == "index.html" || page.StartsWith("lists/", StringComparison.Ordinal)) linked.Add(target);
            }
        var addresses = XDocument.Parse(pages["sitemap.xml"]).Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value).ToHashSet();
        foreach (var code in codes)
        {
            var page = ReportName.Of(code) + ".html";
            Assert.Contains(page, linked);
            Assert.Contains("https://example.org/prices/" + page, addresses);
            Assert.Contains($"<link rel=\"canonical\" href=\"https://example.org/prices/{page}\">", pages[page], StringComparison.Ordinal);
        }
        Assert.Contains("https://example.org/prices/", addresses);
        Assert.Equal(codes.Count, Regex.Count(pages["search/codes-1.js"], @"\\n"));
        Assert.Contains("Sitemap: https://example.org/prices/sitemap.xml", pages["robots.txt"], StringComparison.Ordinal);
        Assert.All(pages.Where(page => page.Key is "index.html" || page.Value.Contains("$36", StringComparison.Ordinal) && page.Key.EndsWith(".html", StringComparison.Ordinal)), page => Assert.Contains("class=\"banner\"", page.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_page_is_well_formed()
    {
        MadeSite.Make(Folder, [.. MadeSite.Codes(400), SampleReport.Code, new(BillingCodeType.From("<KIND> & \"more\""), "1<2")]);
        foreach (var (page, html) in MadeSite.Contents(Folder).Where(page => page.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            var xml = Void().Replace(html.Replace("<!doctype html>", "", StringComparison.OrdinalIgnoreCase), "<$1/>").Replace(" hidden>", ">", StringComparison.Ordinal).Replace(" defer>", ">", StringComparison.Ordinal);
            Assert.Equal("html", XElement.Parse(xml).Name.LocalName);
            Assert.True(new FileInfo(Path.Combine(Folder, page)).Length < 300_000, page);
        }
    }

    [Fact]
    public void Made_again_a_site_is_not_touched()
    {
        var codes = MadeSite.Codes(40);
        MadeSite.Make(Folder, codes);
        var before = MadeSite.Times(Folder);
        var same = MadeSite.Make(Folder, codes);
        Assert.Equal((40, 0, 0, 0), (same.Codes, same.Made, same.Written, same.Removed));
        Assert.Equal(before, MadeSite.Times(Folder));

        // Other inputs that give the same pages: all are made, and only what notes the inputs is written.
        var made = MadeSite.Make(Folder, codes, MadeSite.Options with { Inputs = "2" });
        Assert.Equal(40, made.Made);
        var after = MadeSite.Times(Folder);
        Assert.Equal(["site.json"], after.Where(file => file.Value != before[file.Key]).Select(file => file.Key));
    }

    [Fact]
    public void A_changed_code_touches_its_own_files_and_the_lists()
    {
        var codes = MadeSite.Codes(40);
        MadeSite.Make(Folder, codes);
        var before = MadeSite.Times(Folder);
        MadeSite.Make(Folder, codes, MadeSite.Options with { Inputs = "2" }, code => MadeSite.WithMedian(code, code.Value == "10007" ? 77.77 : 52.18));
        var changed = MadeSite.Times(Folder).Where(file => file.Value != before[file.Key]).Select(file => file.Key).ToList();
        Assert.Equal(["10007.html", "10007.json", "index.html", "search/codes-1.js", "site.json"], changed.Where(file => !file.Contains(".whole.", StringComparison.Ordinal)));
        Assert.Contains("$77.77", File.ReadAllText(Path.Combine(Folder, "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_changed_or_is_gone_is_made_again()
    {
        var codes = MadeSite.Codes(5);
        MadeSite.Make(Folder, codes);
        var before = MadeSite.Contents(Folder);
        File.AppendAllText(Path.Combine(Folder, "10001.html"), "damaged");
        File.Delete(Path.Combine(Folder, "10003.json"));
        Assert.Equal(2, MadeSite.Make(Folder, codes).Made);
        Assert.Equal(before, MadeSite.Contents(Folder));
    }

    [Fact]
    public void Only_what_a_run_made_is_taken_away()
    {
        MadeSite.Make(Folder, MadeSite.Codes(5));
        File.WriteAllText(Path.Combine(Folder, "own.html"), "the user's");
        File.AppendAllText(Path.Combine(Folder, "10004.html"), "the user's, too");
        var result = MadeSite.Make(Folder, MadeSite.Codes(3));
        var files = MadeSite.Contents(Folder).Keys;
        Assert.DoesNotContain("10003.html", files);
        Assert.DoesNotContain("10004.json", files);
        Assert.Contains("own.html", files);
        Assert.Contains("10004.html", files);
        Assert.Equal(3, result.Removed);
    }

    [Fact]
    public void A_code_that_fails_is_named_and_the_others_are_made()
    {
        var result = MadeSite.Make(Folder, MadeSite.Codes(6), benchmarkOf: code => code.Value == "10002" ? throw new InvalidOperationException("a bug") : SampleReport.Benchmark() with { Code = code });
        var (failed, why) = Assert.Single(result.Failed);
        Assert.Equal(("CPT 10002", "InvalidOperationException: a bug"), (failed.ToString(), why));
        Assert.Equal((5, 5), (result.Codes, result.Made));
        Assert.False(File.Exists(Path.Combine(Folder, "10002.html")));
        Assert.True(File.Exists(Path.Combine(Folder, "10005.html")));
        // Mended, only it is made.
        Assert.Equal((6, 1), (MadeSite.Make(Folder, MadeSite.Codes(6)) is var mended ? (mended.Codes, mended.Made) : default));
    }

    [Fact]
    public void Stopped_in_the_middle_a_site_goes_on_from_there()
    {
        StopAt20Of60();
        // A code is gone when it goes on.
        IReadOnlyList<BillingCode> rest = [.. MadeSite.Codes(60).Where(code => code.Value != "10001")];
        var result = MadeSite.Make(Folder, rest, MadeSite.Options);
        Assert.Equal(59, result.Codes);
        MadeSite.Make(_folder["fresh"], rest);
        Assert.Equal(MadeSite.Contents(_folder["fresh"]), MadeSite.Contents(Folder));
    }

    [Fact]
    public void Stopped_and_run_again_only_the_rest_is_made()
    {
        StopAt20Of60();
        Assert.InRange(MadeSite.Make(Folder, MadeSite.Codes(60)).Made, 1, 45);
        MadeSite.Make(_folder["fresh"], MadeSite.Codes(60));
        Assert.Equal(MadeSite.Contents(_folder["fresh"]), MadeSite.Contents(Folder));
    }

    [Fact]
    public void A_heavy_report_is_abridged_and_stands_whole_beside()
    {
        MadeSite.Make(Folder, [SampleReport.Code], benchmarkOf: _ => SampleReport.Benchmark() with
        {
            Series = [SampleReport.Benchmark().Headline!, .. Enumerable.Range(0, 1_200).Select(number => SampleReport.Benchmark().Series[1] is var series ? series with { Key = series.Key with { Payer = $"Payer {number}" }, Source = series.Source with { Name = $"Series {number}" } } : null!)],
        });
        var (page, whole) = (File.ReadAllText(Path.Combine(Folder, "86353.html")), File.ReadAllText(Path.Combine(Folder, "86353.whole.html")));
        Assert.True(whole.Length > 1_000_000 && page.Length < 300_000, $"{whole.Length}, {page.Length}");
        Assert.Contains("The whole report (", page, StringComparison.Ordinal);
        Assert.Contains("in the whole report", page, StringComparison.Ordinal);
        Assert.Contains("Payer 1199", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("Payer 1199", page, StringComparison.Ordinal);
        // Each id that the page names is on it, or on the whole page.
        var ids = Ids().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();
        var idsOfWhole = Ids().Matches(whole).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.All(Links().Matches(page).Select(match => match.Groups[1].Value).Where(link => link.StartsWith('#')), link => Assert.Contains(link[1..], ids));
        Assert.All(Links().Matches(page).Select(match => match.Groups[1].Value).Where(link => link.StartsWith("86353.whole.html#", StringComparison.Ordinal)), link => Assert.Contains(link.Split('#')[1], idsOfWhole));
    }

    [Fact]
    public void Different_codes_have_different_pages()
    {
        string[] kinds = ["CPT", "HCPCS", "LOCAL", "MS-DRG", "CPT-X", "index"];
        string[] values = ["86353", "J1234", "INDEX", "X-1", "1", "A/B", "A_B", "SITE", new('9', 400), new('9', 401)];
        var codes = kinds.SelectMany(kind => values.Select(value => new BillingCode(BillingCodeType.From(kind), value))).Distinct().ToList();
        Assert.Equal(codes.Count, codes.Select(code => ReportName.Of(code).ToUpperInvariant()).Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Za-z0-9_-]+$", ReportName.Of(code)));
        Assert.Equal("86353", ReportName.Of(SampleReport.Code));
        Assert.DoesNotContain(codes, code => ReportName.Of(code).ToUpperInvariant() is "INDEX" or "SITE");
    }

    [GeneratedRegex("""\sid="([^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ids();

    [GeneratedRegex("""(?:href|src)="([^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Links();

    [GeneratedRegex("<((?:meta|link|input)[^>]*)>")]
    private static partial Regex Void();

    void StopAt20Of60()
    {
        using var stop = new CancellationTokenSource();
        var made = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => MadeSite.Make(Folder, MadeSite.Codes(60), benchmarkOf: code =>
        {
            if (Interlocked.Increment(ref made) == 20) stop.Cancel();
            return SampleReport.Benchmark() with { Code = code };
        }, stop: stop));
    }
}
